package org.chaiwei.ledger.book;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The entries of a compound or an alley that are open. Thread-safe. */
public final class OpenInside {

    /** Which of an entry's names of its place counts. */
    public enum By {
        COMPOUND,
        ALLEY
    }

    /**
     * @param open how many
     * @param first ledger numbers of some of them, in their order
     */
    public record Found(int open, List<String> first) {
        public Found {
            first = List.copyOf(first);
        }
    }

    private static final int SHOWN_MAX = 5;

    private final JdbcClient jdbc;

    OpenInside(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the book as it is now: what was recorded up to {@link BookPosition#position} before the call is in it. */
    public Found of(By by, String street, String name) {
        record Row(int open, String number) {}
        var rows = jdbc.sql("""
                        SELECT count(*) OVER () AS open, ledger_number FROM entry
                        WHERE street = :street AND %s = :name AND status = 'OPEN' ORDER BY ledger_number LIMIT :max""".formatted(by == By.COMPOUND ? "compound" : "alley"))
                .param("street", street)
                .param("name", name)
                .param("max", SHOWN_MAX)
                .query((row, _) -> new Row(row.getInt("open"), row.getString("ledger_number")))
                .list();
        return rows.isEmpty()
                ? new Found(0, List.of())
                : new Found(rows.getFirst().open, rows.stream().map(Row::number).toList());
    }
}
