package org.chaiwei.ledger.designation;

import static org.chaiwei.ledger.designation.Decision.accept;
import static org.chaiwei.ledger.designation.Decision.refuse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.designation.DesignationCommand.ApplyForDesignation;
import org.chaiwei.ledger.designation.DesignationCommand.DesignatePlace;
import org.chaiwei.ledger.designation.DesignationCommand.Inside;
import org.chaiwei.ledger.designation.DesignationCommand.RecordInspection;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeByHand;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeForViolation;
import org.chaiwei.ledger.designation.DesignationCommand.StartDesignation;
import org.chaiwei.ledger.designation.DesignationEvent.Cause;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeAppliedFor;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeInspected;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationAlreadyStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationInvalid;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationNotReady;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationNotStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.ViolationsOpenInside;
import org.chaiwei.ledger.designation.DesignationState.AppliedFor;
import org.chaiwei.ledger.designation.DesignationState.Designated;
import org.chaiwei.ledger.designation.DesignationState.Inspected;
import org.chaiwei.ledger.designation.DesignationState.Revoked;
import org.chaiwei.ledger.designation.DesignationState.Run;
import org.chaiwei.ledger.designation.DesignationState.Started;
import org.chaiwei.ledger.designation.DesignationState.Unstarted;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.PlainText;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The rules of designations. Pure. */
final class DesignationDecider {

    /** Characters of a compound's or an alley's name, as of an entry. */
    static final int NAME_MAX = 60;

    private static final Set<Role> BUILDERS = EnumSet.of(Role.STREET, Role.OFFICE);
    private static final Set<Role> INSPECTORS =
            EnumSet.of(Role.STREET, Role.OFFICE, Role.ENFORCEMENT, Role.ACCEPTANCE, Role.SUPERVISION);
    private static final Set<Role> OFFICE = EnumSet.of(Role.OFFICE);

    private DesignationDecider() {}

    static Decision decide(DesignationCommand command, DesignationState state, Places places) {
        return switch (command) {
            case StartDesignation c -> start(c, state, places);
            case ApplyForDesignation c -> apply(c, state);
            case RecordInspection c -> inspect(c, state);
            case DesignatePlace c -> designate(c, state);
            case RevokeByHand c -> revoke(c, state);
            case RevokeForViolation c -> revoke(c, state);
        };
    }

    private static Decision start(StartDesignation c, DesignationState state, Places places) {
        var place = c.place();
        var refusal = first(
                c.asked().outOfReach(place.street(), BUILDERS),
                c.asked().wrongDay(state instanceof Revoked(var last) ? last.lastEventOn() : null),
                invalid(place, places));
        if (refusal != null) return refuse(refusal);
        var number = switch (state) {
            case Unstarted _ -> 1;
            case Revoked(var last) -> last.number() + 1;
            case Started _, AppliedFor _, Inspected _, Designated _ -> 0;
        };
        return number == 0
                ? refuse(new DesignationAlreadyStarted(state.name()))
                : accept(new ViolationFreeStarted(
                        c.designation(),
                        place.kind(),
                        place.street(),
                        place.name(),
                        number,
                        c.asked().occurredOn()));
    }

    private static Decision apply(ApplyForDesignation c, DesignationState state) {
        if (!(state instanceof Started(var run))) return refuse(notReady(state));
        var refusal = first(wrong(c.asked(), run, BUILDERS), open(c.inside()));
        if (refusal != null) return refuse(refusal);
        return accept(new ViolationFreeAppliedFor(
                c.designation(),
                run.number(),
                c.actor(),
                c.inside().checkedTo(),
                c.asked().occurredOn()));
    }

    private static Decision inspect(RecordInspection c, DesignationState state) {
        if (!(state instanceof AppliedFor(var run, var appliedBy))) return refuse(notReady(state));
        var refusal = first(
                wrong(c.asked(), run, INSPECTORS), c.actor().equals(appliedBy) ? new AnotherPersonNeeded() : null);
        if (refusal != null) return refuse(refusal);
        return accept(new ViolationFreeInspected(
                c.designation(),
                run.number(),
                c.passed(),
                c.photo(),
                c.actor(),
                c.asked().occurredOn()));
    }

    private static Decision designate(DesignatePlace c, DesignationState state) {
        if (!(state instanceof Inspected(var run))) return refuse(notReady(state));
        var refusal = first(wrong(c.asked(), run, OFFICE), open(c.inside()));
        if (refusal != null) return refuse(refusal);
        var place = run.place();
        return accept(new ViolationFreeDesignated(
                c.designation(),
                place.kind(),
                place.street(),
                place.name(),
                run.number(),
                c.inside().checkedTo(),
                c.asked().occurredOn()));
    }

    private static Decision revoke(RevokeByHand c, DesignationState state) {
        if (!(state instanceof Designated(var run))) return refuse(notReady(state));
        var refusal = first(wrong(c.asked(), run, OFFICE), c.asked().withoutReason());
        return refusal == null ? accept(revoked(c, run, Cause.BY_HAND, null)) : refuse(refusal);
    }

    private static Decision revoke(RevokeForViolation c, DesignationState state) {
        return state instanceof Designated(var run) && run.number() == c.run()
                ? accept(revoked(c, run, c.relapse() ? Cause.RELAPSE : Cause.VIOLATION, c.violation()))
                : accept();
    }

    /** An entry that is dated back to before the designation takes it away from its first day on. */
    private static ViolationFreeRevoked revoked(DesignationCommand c, Run run, Cause cause, @Nullable UUID violation) {
        var place = run.place();
        var asked = c.asked().occurredOn();
        return new ViolationFreeRevoked(
                c.designation(),
                place.kind(),
                place.street(),
                place.name(),
                run.number(),
                cause.name(),
                violation,
                c.asked().reasonRemark(),
                run.lastEventOn(),
                asked.isBefore(run.lastEventOn()) ? run.lastEventOn() : asked);
    }

    private static @Nullable Refusal wrong(Asked asked, Run run, Set<Role> roles) {
        return first(asked.outOfReach(run.place().street(), roles), asked.wrongDay(run.lastEventOn()));
    }

    private static Refusal notReady(DesignationState state) {
        return state instanceof Unstarted ? new DesignationNotStarted() : new DesignationNotReady(state.name());
    }

    private static @Nullable Refusal open(Inside inside) {
        return inside.open() == 0 ? null : new ViolationsOpenInside(inside.open(), inside.first());
    }

    private static @Nullable Refusal invalid(FreePlace place, Places places) {
        var errors = new ArrayList<FieldError>(PlainText.errors("name", place.name(), NAME_MAX));
        if (places.street(place.street()).isEmpty()) errors.add(new FieldError("street", "street-unknown"));
        return errors.isEmpty() ? null : new DesignationInvalid(List.copyOf(errors));
    }

    private static @Nullable Refusal first(@Nullable Refusal... refusals) {
        for (var refusal : refusals) if (refusal != null) return refusal;
        return null;
    }
}
