package org.chaiwei.demolition.inbox;

import java.util.List;
import org.chaiwei.platform.view.View;

/** Puts what the cases make known into the inboxes: one row for each event and recipient. */
final class InboxProjection implements View {

    static final String NAME = "inbox";

    private final InboxRows rows;

    InboxProjection(InboxRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("inbox_notice");
    }

    @Override
    public void apply(List<Recorded> batch) {
        rows.add(
                batch.stream().flatMap(recorded -> Notice.of(recorded).stream()).toList());
    }
}
