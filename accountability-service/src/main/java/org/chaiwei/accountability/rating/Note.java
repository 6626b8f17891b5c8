package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.rating.RatingInputs.Clocks;
import org.chaiwei.accountability.rating.RatingInputs.OfStreet;
import org.chaiwei.accountability.rating.RatingInputs.OneHour;
import org.chaiwei.accountability.rating.RatingInputs.Running;

/**
 * What a street's numbers contain, or leave out, that belongs to another time.
 *
 * @param factsAt where the facts are listed that make the area; those of closings, relapses and clocks with the other measures. The clocks',
 *     where they are all there is to note
 */
record Note(Kind kind, BigDecimal netM2, long closings, long relapses, Clocks clocks, String factsAt) {

    enum Kind {
        /** Dated in a month that was frozen before it was known; counts here. */
        LATE,
        /** Of last year, known before its cut-off; counts here. */
        CARRIED,
        /** Of last year, known after its cut-off; counts nowhere. */
        APART
    }

    /** Those of a street's inputs in a month; none where there is nothing to note. */
    static List<Note> of(OfStreet inputs, String month) {
        var notes = new ArrayList<Note>();
        for (var kind : Kind.values()) {
            var running = of(kind, inputs);
            var clocks = inputs.oneHour() == null ? Clocks.NOTHING : of(kind, inputs.oneHour());
            var isOfAreas = running.netM2().signum() != 0 || running.closings() != 0 || running.relapses() != 0;
            if (isOfAreas || !clocks.equals(Clocks.NOTHING))
                notes.add(new Note(
                        kind,
                        running.netM2(),
                        running.closings(),
                        running.relapses(),
                        clocks,
                        "%s/%s/%s/facts?measure=%s&note=%s"
                                .formatted(
                                        RatingController.ROOT,
                                        month,
                                        inputs.street(),
                                        isOfAreas ? Measure.NET_AREA : Measure.ONE_HOUR_CLOCK,
                                        kind)));
        }
        return notes;
    }

    private static Running of(Kind kind, OfStreet inputs) {
        return switch (kind) {
            case LATE -> inputs.late();
            case CARRIED -> inputs.carried();
            case APART -> inputs.apart();
        };
    }

    private static Clocks of(Kind kind, OneHour clocks) {
        return switch (kind) {
            case LATE -> clocks.late();
            case CARRIED -> clocks.carried();
            case APART -> clocks.apart();
        };
    }
}
