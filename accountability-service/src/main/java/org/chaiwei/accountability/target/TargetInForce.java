package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is in force on a day, as far as is known.
 *
 * @param code such as T-2016
 * @param revision 1 as it was set
 * @param since the first day of the target itself: a revision doesn't begin the work anew
 * @param effectiveFrom the first day of this revision
 * @param reason why it was revised; null for the first revision
 * @param parts the streets' parts of this revision, by code; null until they are set
 * @param decision what a person decided on this revision by that day; null if nobody has
 * @param setAtPosition where it was set in this service's log: the order of targets
 */
public record TargetInForce(
        String code,
        int revision,
        Goal goal,
        LocalDate since,
        LocalDate effectiveFrom,
        @Nullable UUID reason,
        @Nullable Parts parts,
        @Nullable Decided decision,
        long setAtPosition) {

    /**
     * @param basisOn the day whose remaining areas they follow
     * @param basisKnownAt the position of the ledger's log up to which those were known
     * @param byStreet in the target's unit
     */
    public record Parts(LocalDate basisOn, long basisKnownAt, SortedMap<String, BigDecimal> byStreet) {}

    public record Decided(boolean met, LocalDate on, UUID reason) {}

    /** The value that a street has to reach: its part, or the district's value where that holds for each street; null before parts are set. */
    public @Nullable BigDecimal valueOf(@Nullable String street) {
        if (street == null || !goal.divisible()) return goal.value();
        return parts == null ? null : parts.byStreet().get(street);
    }

    /** The first day that counts. */
    public LocalDate start() {
        return goal.from() == null ? since : goal.from();
    }

    /** The same target with another last day, for whoever asks what would be then. */
    public TargetInForce dueOn(LocalDate due) {
        return new TargetInForce(
                code,
                revision,
                goal.revised(goal.value(), due),
                since,
                effectiveFrom,
                reason,
                parts,
                decision,
                setAtPosition);
    }

    /** What these events of one target, in their order, make of it on a day; null if it is not in force then. */
    static @Nullable TargetInForce of(List<Placed> events, LocalDate asOf) {
        TargetInForce latest = null;
        TargetInForce inForce = null;
        for (var placed : events) {
            switch (placed.event()) {
                case TargetSet e ->
                    latest = new TargetInForce(
                            e.code(),
                            1,
                            e.goal(),
                            e.effectiveFrom(),
                            e.effectiveFrom(),
                            null,
                            null,
                            null,
                            placed.position());
                case TargetRevised e ->
                    latest = latest == null
                            ? null
                            : new TargetInForce(
                                    e.code(),
                                    e.revision(),
                                    latest.goal.revised(e.value(), e.due()),
                                    latest.since,
                                    e.effectiveFrom(),
                                    e.reason(),
                                    null,
                                    null,
                                    latest.setAtPosition);
                case StreetPartsSet e -> latest = latest == null ? null : latest.with(parts(e));
                case TargetDecisionRecorded e ->
                    latest = latest == null || e.occurredOn().isAfter(asOf)
                            ? latest
                            : latest.with(new Decided(e.met(), e.occurredOn(), e.reason()));
            }
            if (latest != null && !latest.effectiveFrom.isAfter(asOf)) inForce = latest;
        }
        return inForce;
    }

    /** An event with its place in this service's log. */
    record Placed(long position, TargetEvent event) {}

    private TargetInForce with(Parts changed) {
        return new TargetInForce(code, revision, goal, since, effectiveFrom, reason, changed, decision, setAtPosition);
    }

    private TargetInForce with(Decided changed) {
        return new TargetInForce(code, revision, goal, since, effectiveFrom, reason, parts, changed, setAtPosition);
    }

    private static Parts parts(StreetPartsSet e) {
        var byStreet = new TreeMap<String, BigDecimal>();
        e.parts().forEach(part -> byStreet.put(part.street(), part.value()));
        return new Parts(e.basisOn(), e.basisKnownAt(), byStreet);
    }
}
