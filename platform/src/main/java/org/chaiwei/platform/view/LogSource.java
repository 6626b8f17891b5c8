package org.chaiwei.platform.view;

import java.util.List;
import org.chaiwei.eventstore.PostgresEventStore;

/** A {@link View}, rebuilt from the log that feeds it. */
record LogSource(View of, PostgresEventStore store, ViewPositionTable positions) implements RebuildSource {

    @Override
    public String view() {
        return of.name();
    }

    @Override
    public List<String> tables() {
        return of.tables();
    }

    @Override
    public Replay replay() {
        return new LogReplay(of, store, positions);
    }
}
