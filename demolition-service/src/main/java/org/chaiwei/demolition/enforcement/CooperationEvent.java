package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * What other departments were asked for in a case, and what they answered. Stored like every {@link CaseEvent}. {@code by} is the pseudonymous
 * id of whoever did it, {@code role} theirs, as tokens write it. What was typed is a remark beside the events; an event names it where it is
 * part of what was asked.
 */
public sealed interface CooperationEvent extends CaseEvent {

    /** What it puts on record for the rules to judge by. */
    default List<Milestone> milestones() {
        return List.of();
    }

    /** What becomes of a restriction. */
    sealed interface OfRestriction extends CooperationEvent {

        /** The code of the sub-district that answers for the entry. */
        String street();

        /** Its id. */
        UUID restriction();

        /** A name of {@link RestrictionKind}. */
        String kind();
    }

    /**
     * 限制申请
     *
     * @param ledgerNumber 台账编号, by which the department finds the building
     */
    record RestrictionRequested(
            UUID violation,
            String street,
            UUID restriction,
            String kind,
            String ledgerNumber,
            String by,
            String role,
            LocalDate occurredOn)
            implements OfRestriction {
        @Override
        public List<Milestone> milestones() {
            var act = RestrictionKind.valueOf(kind).requested();
            return List.of(new Milestone(act, occurredOn, null, by, restriction.toString(), null));
        }
    }

    /** 限制确认: the department has set it. */
    record RestrictionAcknowledged(
            UUID violation, String street, UUID restriction, String kind, String by, String role, LocalDate occurredOn)
            implements OfRestriction {}

    /** 限制不予办理. Why stands in the remark. */
    record RestrictionRefused(
            UUID violation, String street, UUID restriction, String kind, String by, String role, LocalDate occurredOn)
            implements OfRestriction {}

    /**
     * 限制解除: by hand, or together with what ends that on which it rested, and then recorded just before that.
     *
     * @param cause a name of {@link LiftingCause}
     * @param by null where it was lifted by itself
     * @param role null where it was lifted by itself
     */
    record RestrictionLifted(
            UUID violation,
            String street,
            UUID restriction,
            String kind,
            String cause,
            @Nullable String by,
            @Nullable String role,
            LocalDate occurredOn)
            implements OfRestriction {}

    /**
     * 部门会商: a department is asked for what it knows or thinks.
     *
     * @param consultation its id
     * @param department a name of {@link Department}
     * @param askedOf the pseudonymous id of its official who is asked; null for whoever of it answers first
     * @param dueOn the last day for the answer
     * @param what the remark with the question
     */
    record ConsultationAsked(
            UUID violation,
            UUID consultation,
            String department,
            @Nullable String askedOf,
            LocalDate dueOn,
            UUID what,
            String by,
            String role,
            LocalDate occurredOn)
            implements CooperationEvent {}

    /**
     * 会商答复
     *
     * @param document SHA-256 of the paper; null without one
     * @param answer the remark with the answer
     */
    record ConsultationAnswered(
            UUID violation,
            UUID consultation,
            @Nullable String document,
            UUID answer,
            String by,
            String role,
            LocalDate occurredOn)
            implements CooperationEvent {}

    /**
     * 保障任务: one of the support systems is to see to something.
     *
     * @param support its id
     * @param system a name of {@link SupportSystem}
     * @param responsible the pseudonymous id of the person, or the code of the department, that is to see to it
     * @param dueOn until when
     * @param what the remark with what is asked for
     */
    record SupportAsked(
            UUID violation,
            UUID support,
            String system,
            String responsible,
            LocalDate dueOn,
            UUID what,
            String by,
            String role,
            LocalDate occurredOn)
            implements CooperationEvent {}

    /**
     * 保障任务完成
     *
     * @param result the remark that says what was done; null without one
     */
    record SupportDone(
            UUID violation, UUID support, @Nullable UUID result, String by, String role, LocalDate occurredOn)
            implements CooperationEvent {}
}
