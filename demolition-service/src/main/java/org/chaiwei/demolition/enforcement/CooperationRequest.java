package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of other departments in a case, or what they answer. Ids are given; what was typed is a remark, see {@link Asked#reasonRemark}. */
sealed interface CooperationRequest {

    LocalDate occurredOn();

    /** Whether it may still be recorded once the ledger has closed the entry: what was asked before may be answered. */
    default boolean mayFollowTheClosing() {
        return false;
    }

    /** @param restriction its id, new */
    record RequestRestriction(UUID restriction, RestrictionKind kind, LocalDate occurredOn)
            implements CooperationRequest {}

    record AcknowledgeRestriction(UUID restriction, LocalDate occurredOn) implements CooperationRequest {}

    record RefuseRestriction(UUID restriction, LocalDate occurredOn) implements CooperationRequest {}

    record LiftRestriction(UUID restriction, LocalDate occurredOn) implements CooperationRequest {}

    /**
     * @param consultation its id, new
     * @param askedOf the pseudonymous id of the department's official who is asked; null for whoever of it answers first
     * @param dueOn the last day for the answer
     */
    record Consult(
            UUID consultation,
            Department department,
            @Nullable String askedOf,
            LocalDate dueOn,
            LocalDate occurredOn) implements CooperationRequest {}

    /** @param document SHA-256 of the paper, if there is one */
    record AnswerConsultation(UUID consultation, @Nullable String document, LocalDate occurredOn)
            implements CooperationRequest {
        @Override
        public boolean mayFollowTheClosing() {
            return true;
        }
    }

    /**
     * @param support its id, new
     * @param responsible the pseudonymous id of the person, or the code of the department, that is to see to it
     * @param dueOn until when
     */
    record AskSupport(UUID support, SupportSystem system, String responsible, LocalDate dueOn, LocalDate occurredOn)
            implements CooperationRequest {}

    record FinishSupport(UUID support, LocalDate occurredOn) implements CooperationRequest {
        @Override
        public boolean mayFollowTheClosing() {
            return true;
        }
    }
}
