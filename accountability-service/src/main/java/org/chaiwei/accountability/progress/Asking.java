package org.chaiwei.accountability.progress;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that all questions for figures have. */
public final class Asking {

    /** Nothing is older; an earlier date is a slip of the pen. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final Streets streets;
    private final BusinessClock clock;

    Asking(Streets streets, BusinessClock clock) {
        this.streets = streets;
        this.clock = clock;
    }

    /**
     * @param given null for today
     * @throws RefusedException if it lies in the future
     */
    public LocalDate date(String field, @Nullable LocalDate given) {
        var today = clock.today();
        if (given == null) return today;
        if (given.isAfter(today)) throw refused(new FieldError(field, "date-in-future", Map.of("today", today)));
        if (given.isBefore(EARLIEST)) throw refused(new FieldError(field, "not-a-date"));
        return given;
    }

    /**
     * The code of a street given by code or name; null for none.
     *
     * @throws RefusedException if there is no such street
     */
    public @Nullable String street(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        return streets.find(given)
                .map(Street::code)
                .orElseThrow(() -> refused(new FieldError("street", "street-unknown")));
    }

    /** A request that is wrong in this field. */
    public static RefusedException refused(FieldError error) {
        return new RefusedException(new InvalidRequest(List.of(error)));
    }
}
