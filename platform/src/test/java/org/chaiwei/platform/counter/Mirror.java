package org.chaiwei.platform.counter;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.ReceivedFact;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Another service's counters as a view, which a test can break: after its rows are written, so that what is left of them tells. */
@Component
public class Mirror implements FactView {

    /** Counters whose facts it can't take in, in whatever instance. */
    public static final Set<UUID> POISON = ConcurrentHashMap.newKeySet();

    private final JdbcClient jdbc;
    private final String origin;
    private volatile boolean away;

    Mirror(JdbcClient jdbc, @Value("${counter.origin:origin}") String origin) {
        this.jdbc = jdbc;
        this.origin = origin;
    }

    /** From now on, or no longer, every batch fails as if the database were away. */
    public void goAway(boolean away) {
        this.away = away;
    }

    @Override
    public String name() {
        return "mirror";
    }

    @Override
    public List<FactTypes> reads() {
        return List.of(
                FactTypes.from(origin).reading(Counted.TYPE, Counted.class).passingOver(Counted.PASSED_OVER));
    }

    @Override
    public List<String> tables() {
        return List.of("counter_mirror");
    }

    @Override
    public void apply(List<ReceivedFact> batch) {
        for (var fact : batch) {
            var counted = (Counted) fact.data();
            jdbc.sql("""
                            INSERT INTO counter_mirror AS m (counter, facts, total, seen) VALUES (:counter, 1, :amount, :seen)
                            ON CONFLICT (counter) DO UPDATE SET facts = m.facts + 1, total = m.total + :amount, seen = m.seen || :seen""")
                    .param("counter", counted.counter())
                    .param("amount", counted.amount())
                    .param("seen", new Integer[] {counted.amount()})
                    .update();
            if (POISON.contains(counted.counter())) throw new IllegalStateException("poisoned by a test");
        }
        if (away) throw new QueryTimeoutException("away, says a test");
    }
}
