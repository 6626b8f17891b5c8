package org.chaiwei.platform.fact;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.chaiwei.platform.command.CommandRefusal.Conflict;
import org.chaiwei.platform.command.CommandRefusal.IdempotencyKeyInFlight;
import org.chaiwei.platform.command.CommandRefusal.OutcomeUnknown;
import org.chaiwei.platform.command.CommandRefusal.Overloaded;
import org.chaiwei.platform.fact.FactPlaceTable.PlaceHeld;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a failure that passes by itself, and is tried again for ever, from one that is the fact's or the reader's own. */
final class PassingFailure {

    /** Classes of SQLSTATE: connection, rollback by the server, insufficient resources, lock not available and the like, operator intervention. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    private PassingFailure() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) if (isItself(cause)) return true;
        return false;
    }

    private static boolean isItself(Throwable failure) {
        return switch (failure) {
            case RefusedException refused ->
                switch (refused.refusal()) {
                    case Overloaded _, OutcomeUnknown _, Conflict _, IdempotencyKeyInFlight _, Unavailable _ -> true;
                    default -> false;
                };
            case PlaceHeld _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    CannotCreateTransactionException _,
                    SQLTransientException _ -> true;
            case SQLException sql ->
                sql.getSQLState() != null
                        && sql.getSQLState().length() == 5
                        && PASSING.contains(sql.getSQLState().substring(0, 2));
            // The machine is out of something, or is being stopped.
            case Error _ -> true;
            default -> false;
        };
    }
}
