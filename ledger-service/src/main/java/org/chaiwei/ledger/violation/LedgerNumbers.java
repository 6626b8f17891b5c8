package org.chaiwei.ledger.violation;

import org.chaiwei.eventstore.EventLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives numbers to entries that come without one: {@code <street>-<year>-<number>}, at least five digits. A number is given once, to
 * whichever instance asks; one that somebody has used already is passed over. Numbers whose command then came to nothing are not
 * given again, so there may be gaps.
 */
@Component
class LedgerNumbers {

    private final JdbcClient jdbc;
    private final EventLog log;

    LedgerNumbers(JdbcClient jdbc, EventLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** @param year the business year of the registration */
    String next(String street, int year) {
        while (true) {
            var number = "%s-%d-%05d".formatted(street, year, count(street, year));
            if (log.readAggregate(ViolationId.of(number)).isEmpty()) return number;
        }
    }

    private int count(String street, int year) {
        return jdbc.sql("""
                        INSERT INTO ledger_number (street, year, last) VALUES (:street, :year, 1)
                        ON CONFLICT (street, year) DO UPDATE SET last = ledger_number.last + 1
                        RETURNING last
                        """)
                .param("street", street)
                .param("year", year)
                .query(Integer.class)
                .single();
    }
}
