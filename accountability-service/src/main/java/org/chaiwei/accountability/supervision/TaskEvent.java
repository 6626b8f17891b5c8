package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a supervised task. Stored for ever under its {@link TaskEvents#TYPES logical name and revision}: fields are only added,
 * and each revision has a golden file. What was typed is no part of an event: {@code remark} is the id of a text, which can be erased.
 * Whoever acted or is responsible is a pseudonym.
 */
sealed interface TaskEvent {

    UUID task();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** The id of what was typed; null where nothing was. */
    default @Nullable UUID remark() {
        return null;
    }

    /**
     * @param reference to what it comes from, such as a finding's id
     * @param unit {@link Unit#code}
     * @param responsible null where nobody is named
     * @param remark what is to be done
     * @param dueOn the last day in time
     * @param ladder the version of the {@link Ladder} under which it is told
     * @param actor who gave it
     */
    record TaskAssigned(
            UUID task,
            Source source,
            String reference,
            String unit,
            @Nullable String responsible,
            UUID remark,
            LocalDate dueOn,
            int ladder,
            String actor,
            LocalDate occurredOn)
            implements TaskEvent {}

    /** 签收: somebody of the unit takes it on and is responsible from now on. */
    record TaskAcknowledged(UUID task, String responsible, LocalDate occurredOn) implements TaskEvent {}

    /**
     * The unit says what it did. The deadline rests until the answer is looked at.
     *
     * @param answer its number, from 1
     */
    record TaskAnswered(
            UUID task, int answer, UUID remark, List<Reference> references, String actor, LocalDate occurredOn)
            implements TaskEvent {
        public TaskAnswered {
            references = List.copyOf(references);
        }
    }

    /** 退回: the answer does not do. Has a new deadline, which is told anew. */
    record TaskReturned(UUID task, int answer, UUID remark, LocalDate dueOn, String actor, LocalDate occurredOn)
            implements TaskEvent {}

    /** 核验: it is done. The end. */
    record TaskVerified(UUID task, int answer, @Nullable UUID remark, String actor, LocalDate occurredOn)
            implements TaskEvent {}

    /** @param dueOn the day that is asked for */
    record ExtensionAsked(UUID task, LocalDate dueOn, UUID remark, String actor, LocalDate occurredOn)
            implements TaskEvent {}

    /** 延期 as it was asked for; told anew. */
    record TaskExtended(
            UUID task, LocalDate dueOn, @Nullable UUID remark, String askedBy, String actor, LocalDate occurredOn)
            implements TaskEvent {}

    record ExtensionRefused(UUID task, UUID remark, String askedBy, String actor, LocalDate occurredOn)
            implements TaskEvent {}

    /** @param level DUE_SOON or DUE */
    record TaskReminded(UUID task, LocalDate dueOn, Ladder.Level level, Addressee to, LocalDate occurredOn)
            implements TaskEvent {}

    /** The deadline is over; once for each deadline. */
    record TaskOverdue(UUID task, LocalDate dueOn, Addressee to, LocalDate occurredOn) implements TaskEvent {}

    /**
     * Those above are told.
     *
     * @param rung from 1; 0 where it is told at once because nobody is responsible
     */
    record TaskEscalated(UUID task, LocalDate dueOn, int rung, List<Addressee> to, LocalDate occurredOn)
            implements TaskEvent {
        public TaskEscalated {
            to = List.copyOf(to);
        }
    }

    /** 撤销: it need not be done. The end. */
    record TaskWithdrawn(UUID task, UUID remark, String actor, LocalDate occurredOn) implements TaskEvent {}
}
