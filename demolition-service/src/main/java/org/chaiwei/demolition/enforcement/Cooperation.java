package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAnswered;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.OfRestriction;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionAcknowledged;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionLifted;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRefused;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRequested;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportDone;
import org.jspecify.annotations.Nullable;

/** 部门协作: what other departments were asked for in a case, and what became of it; each list in the order in which it was asked. */
record Cooperation(List<Restriction> restrictions, List<Consultation> consultations, List<Support> supports) {

    static final Cooperation NONE = new Cooperation(List.of(), List.of(), List.of());

    Cooperation {
        restrictions = List.copyOf(restrictions);
        consultations = List.copyOf(consultations);
        supports = List.copyOf(supports);
    }

    /**
     * @param changedOn the day on which it came to this state
     * @param cause why it was lifted; null while it is not
     */
    record Restriction(
            UUID id,
            RestrictionKind kind,
            RestrictionState state,
            LocalDate requestedOn,
            LocalDate changedOn,
            @Nullable LiftingCause cause) {

        /** Asked for or set, and not lifted. */
        boolean holds() {
            return switch (state) {
                case REQUESTED, ACKNOWLEDGED -> true;
                case REFUSED, LIFTED -> false;
            };
        }

        private Restriction after(OfRestriction event) {
            return switch (event) {
                case RestrictionRequested _ -> this;
                case RestrictionAcknowledged e -> to(RestrictionState.ACKNOWLEDGED, e.occurredOn(), null);
                case RestrictionRefused e -> to(RestrictionState.REFUSED, e.occurredOn(), null);
                case RestrictionLifted e ->
                    to(RestrictionState.LIFTED, e.occurredOn(), LiftingCause.valueOf(e.cause()));
            };
        }

        private Restriction to(RestrictionState next, LocalDate on, @Nullable LiftingCause why) {
            return new Restriction(id, kind, next, requestedOn, on, why);
        }
    }

    /**
     * @param askedOf the pseudonymous id of the official who is asked; null for whoever of the department answers first
     * @param what the remark with the question
     * @param answeredOn null as long as there is no answer
     * @param answer the remark with the answer
     */
    record Consultation(
            UUID id,
            Department department,
            @Nullable String askedOf,
            LocalDate askedOn,
            LocalDate dueOn,
            UUID what,
            @Nullable LocalDate answeredOn,
            @Nullable String document,
            @Nullable UUID answer) {}

    /**
     * @param responsible the pseudonymous id of a person, or the code of a department
     * @param what the remark with what is asked for
     * @param doneOn null as long as it is not done
     * @param result the remark that says what was done
     */
    record Support(
            UUID id,
            SupportSystem system,
            String responsible,
            LocalDate askedOn,
            LocalDate dueOn,
            UUID what,
            @Nullable LocalDate doneOn,
            @Nullable UUID result) {}

    Cooperation after(CooperationEvent event) {
        return switch (event) {
            case RestrictionRequested e ->
                new Cooperation(
                        and(
                                restrictions,
                                new Restriction(
                                        e.restriction(),
                                        RestrictionKind.valueOf(e.kind()),
                                        RestrictionState.REQUESTED,
                                        e.occurredOn(),
                                        e.occurredOn(),
                                        null)),
                        consultations,
                        supports);
            case OfRestriction e ->
                new Cooperation(
                        each(restrictions, r -> r.id.equals(e.restriction()) ? r.after(e) : r),
                        consultations,
                        supports);
            case ConsultationAsked e ->
                new Cooperation(
                        restrictions,
                        and(
                                consultations,
                                new Consultation(
                                        e.consultation(),
                                        Department.valueOf(e.department()),
                                        e.askedOf(),
                                        e.occurredOn(),
                                        e.dueOn(),
                                        e.what(),
                                        null,
                                        null,
                                        null)),
                        supports);
            case ConsultationAnswered e ->
                new Cooperation(
                        restrictions,
                        each(consultations, c -> c.id.equals(e.consultation()) ? answered(c, e) : c),
                        supports);
            case SupportAsked e ->
                new Cooperation(
                        restrictions,
                        consultations,
                        and(
                                supports,
                                new Support(
                                        e.support(),
                                        SupportSystem.valueOf(e.system()),
                                        e.responsible(),
                                        e.occurredOn(),
                                        e.dueOn(),
                                        e.what(),
                                        null,
                                        null)));
            case SupportDone e ->
                new Cooperation(
                        restrictions, consultations, each(supports, s -> s.id.equals(e.support()) ? done(s, e) : s));
        };
    }

    private static Consultation answered(Consultation c, ConsultationAnswered e) {
        return new Consultation(
                c.id, c.department, c.askedOf, c.askedOn, c.dueOn, c.what, e.occurredOn(), e.document(), e.answer());
    }

    private static Support done(Support s, SupportDone e) {
        return new Support(s.id, s.system, s.responsible, s.askedOn, s.dueOn, s.what, e.occurredOn(), e.result());
    }

    private static <T> List<T> and(List<T> before, T one) {
        var more = new ArrayList<>(before);
        more.add(one);
        return more;
    }

    private static <T> List<T> each(List<T> all, UnaryOperator<T> change) {
        return all.stream().map(change).toList();
    }
}
