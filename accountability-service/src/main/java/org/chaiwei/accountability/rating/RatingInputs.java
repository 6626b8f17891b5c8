package org.chaiwei.accountability.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every number that a month's rating is computed from, and where each was read. Stands in the event of the freeze as it is here: with
 * the formula of the recorded version it gives the same table for ever, whatever becomes of the facts.
 *
 * @param month such as 2016-05
 * @param from the first day of its year: areas, closings and relapses are those of the year to date, as 序时进度 is
 * @param to the last day that counts: the month's last, or today in a preview
 * @param known how much of the record was known
 * @param target the year's demolition target in force on that day; null where there is none, or where it has not been divided
 * @param before the freeze before this one in the same year, or of the December before January; null where there is none
 * @param streets all of them, in the order of their codes
 */
record RatingInputs(
        String month,
        LocalDate from,
        LocalDate to,
        Known known,
        @Nullable YearTarget target,
        @Nullable Before before,
        List<OfStreet> streets) {

    RatingInputs {
        streets = List.copyOf(streets);
    }

    /**
     * @param ledgerPosition of the last fact of the ledger that was known
     * @param ledgerRecordedAt when that was recorded; null before there was one
     * @param demolitionPosition of the last fact of the demolition service that says something about a clock or a restoration
     * @param recordedBefore what was recorded at this instant or later was not known
     */
    record Known(
            long ledgerPosition,
            @Nullable Instant ledgerRecordedAt,
            long demolitionPosition,
            @Nullable Instant recordedBefore) {}

    /** @param code such as T-2016 */
    record YearTarget(String code, int revision, BigDecimal valueM2) {}

    /** @param version the table whose scores stand in {@link OfStreet#scoreBefore} */
    record Before(String month, int version, String hash) {}

    /**
     * Running totals of a year.
     *
     * @param netM2 demolished as posted, net of what was reversed and of what relapses took back
     * @param closings less those revoked or withdrawn
     */
    record Running(BigDecimal netM2, long closings, long relapses) {

        static final Running NOTHING = new Running(new BigDecimal("0.00"), 0, 0);

        Running plus(Running other) {
            return new Running(netM2.add(other.netM2), closings + other.closings, relapses + other.relapses);
        }

        Running minus(Running other) {
            return new Running(netM2.subtract(other.netM2), closings - other.closings, relapses - other.relapses);
        }
    }

    /** One-hour clocks of a year: those kept of those judged, which is kept or missed. */
    record Clocks(long kept, long judged) {

        static final Clocks NOTHING = new Clocks(0, 0);

        Clocks plus(Clocks other) {
            return new Clocks(kept + other.kept, judged + other.judged);
        }

        Clocks minus(Clocks other) {
            return new Clocks(kept - other.kept, judged - other.judged);
        }
    }

    /** A street's one-hour clocks; what each number means, the areas' of the same name in {@link OfStreet} say. */
    record OneHour(Clocks year, Clocks carried, Clocks late, Clocks apart) {

        /** What counts. */
        Clocks total() {
            return year.plus(carried);
        }
    }

    /**
     * A special task: a target that runs in the month and says something about the street.
     *
     * @param target its code
     * @param reached in the target's unit
     * @param expected by the month's end, if it came evenly over time; above zero
     */
    record Task(String target, int revision, BigDecimal reached, BigDecimal expected) {}

    /**
     * @param remainingM2 when the plan began: the street's size
     * @param entries of the plan's cohort by the month's end: its volume
     * @param partM2 the street's part of the year's target; null without one
     * @param expectedM2 of that by the month's end; null without a part
     * @param year to date, as known now: with whatever came late for a month that is frozen
     * @param carried of last year: what came after its December was frozen and before its cut-off, the freeze of January. Counts with
     *     {@code year}
     * @param late how much of {@code year} is dated in a month that was frozen before it was known: told in a note
     * @param apart of last year, known after its cut-off. Counts nowhere
     * @param newStanding entries of origin NEW that stand more than an hour after their confirmation; null where no fact has told of any
     *     in the district
     * @param scoreBefore in {@link Before}'s table; null if it had none
     * @param oneHour null in a month that was frozen before the clocks were counted, and then not written: so the event, and the hash, of
     *     such a month stay what they were
     */
    record OfStreet(
            String street,
            BigDecimal remainingM2,
            long entries,
            @Nullable BigDecimal partM2,
            @Nullable BigDecimal expectedM2,
            Running year,
            Running carried,
            Running late,
            Running apart,
            @Nullable Long newStanding,
            List<Task> tasks,
            @Nullable BigDecimal scoreBefore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OneHour oneHour) {
        OfStreet {
            tasks = List.copyOf(tasks);
        }

        /** What counts. */
        Running total() {
            return year.plus(carried);
        }
    }

    OfStreet of(String street) {
        return streets.stream()
                .filter(one -> one.street.equals(street))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no inputs of the street " + street));
    }
}
