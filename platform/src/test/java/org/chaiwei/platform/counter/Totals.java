package org.chaiwei.platform.counter;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A view that a test can stop and break. */
@Component
public class Totals implements View {

    /** While a test holds it, no instance's view moves. */
    public static final ReentrantLock MOVING = new ReentrantLock();

    private final JdbcClient jdbc;
    private volatile boolean broken;

    Totals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on, or no longer, every batch fails, after its rows are written. */
    public void breakDown(boolean broken) {
        this.broken = broken;
    }

    @Override
    public String name() {
        return "totals";
    }

    @Override
    public List<String> tables() {
        return List.of("counter_total");
    }

    @Override
    public void apply(List<Recorded> batch) {
        MOVING.lock();
        try {
            batch.stream()
                    .map(Recorded::event)
                    .filter(Counter.Added.class::isInstance)
                    .map(Counter.Added.class::cast)
                    .collect(Collectors.groupingBy(
                            Counter.Added::counter, Collectors.summarizingInt(Counter.Added::amount)))
                    .forEach((counter, added) -> jdbc.sql("""
                                    INSERT INTO counter_total AS t (counter, events, total) VALUES (:counter, :events, :amount)
                                    ON CONFLICT (counter) DO UPDATE SET events = t.events + :events, total = t.total + :amount""")
                            .param("counter", counter)
                            .param("events", added.getCount())
                            .param("amount", added.getSum())
                            .update());
            if (broken) throw new IllegalStateException("broken by a test, with a secret");
        } finally {
            MOVING.unlock();
        }
    }
}
