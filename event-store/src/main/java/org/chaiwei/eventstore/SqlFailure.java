package org.chaiwei.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What a failed append means for what was sent, by SQLSTATE. */
enum SqlFailure {
    /** The server was busy, stopping, or out of reach, or ended a transaction that took too long: the same again, later. */
    PASSING,
    /** Some row of the statement can't be stored: the others can. */
    BAD_ROW,
    /** Sending again won't help: a missing table or right, a broken invariant. */
    FINAL;

    static SqlFailure of(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) return FINAL;
        // 25P02…04: the server's own time limits on idle and open transactions.
        if (state.startsWith("25P0")) return PASSING;
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57" -> PASSING;
            case "22", "23", "54" -> BAD_ROW;
            default -> FINAL;
        };
    }

    /** The name of the unique constraint that the failure names; null if it is none. */
    static @Nullable String violatedKey(SQLException failure) {
        return "23505".equals(failure.getSQLState())
                        && failure instanceof PSQLException e
                        && e.getServerErrorMessage() != null
                ? e.getServerErrorMessage().getConstraint()
                : null;
    }

    /** How long to wait before sending for the {@code attempt}-th time again: at once, then doubling to a second. */
    static Duration pauseBefore(int attempt) {
        return attempt <= 1 ? Duration.ZERO : Duration.ofMillis(Math.min(1_000, 10L << Math.min(attempt, 7)));
    }
}
