package org.chaiwei.demolition.onehour;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DiscoveryConfirmed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.OneHourClock;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.jspecify.annotations.Nullable;

/**
 * A new construction of the ledger, and its clock.
 *
 * @param removedAt where it was removed before its discovery was entered
 * @param clock null before that
 * @param stoppedAt when the clock stopped; null as long as it is not told that it has
 * @param position of the event that changed it last
 */
record ClockRow(
        UUID violation,
        String ledgerNumber,
        String street,
        @Nullable OffsetDateTime removedAt,
        @Nullable OneHourClock clock,
        @Nullable OffsetDateTime stoppedAt,
        long position) {

    /** The ledger's name for entries that the clock is for. */
    private static final String NEW = "NEW";

    /**
     * The row after an event.
     *
     * @param before null where there is none
     * @return null as long as the case is not one of a new construction
     */
    static @Nullable ClockRow after(@Nullable ClockRow before, CaseEvent event, long position) {
        if (before != null) return before.after(event, position);
        return event instanceof LeadReceived e && e.origin().equals(NEW)
                ? new ClockRow(e.violation(), e.ledgerNumber(), e.street(), null, null, null, position)
                : null;
    }

    private ClockRow after(CaseEvent event, long at) {
        return switch (event) {
            case LeadReceived e ->
                new ClockRow(violation, e.ledgerNumber(), e.street(), removedAt, clock, stoppedAt, at);
            case EntryReassigned e ->
                new ClockRow(violation, ledgerNumber, e.street(), removedAt, clock, stoppedAt, at);
            case DiscoveryConfirmed e -> with(started(e), stoppedAt, at);
            case Demolished e
            when clock == null && e.whole() && removedAt == null ->
                new ClockRow(violation, ledgerNumber, street, e.occurredAt(), null, null, at);
            case OneHourClockStopped e when clock != null -> with(clock.after(e), e.occurredAt(), at);
            default -> clock == null ? this : with(clock.after(event), stoppedAt, at);
        };
    }

    private OneHourClock started(DiscoveryConfirmed e) {
        var started = OneHourClock.startedAt(e.occurredAt());
        return removedAt == null ? started : started.reaching(ClockMilestone.REMOVED, removedAt);
    }

    private ClockRow with(OneHourClock next, @Nullable OffsetDateTime stopped, long at) {
        return next.equals(clock) && Objects.equals(stopped, stoppedAt)
                ? this
                : new ClockRow(violation, ledgerNumber, street, removedAt, next, stopped, at);
    }
}
