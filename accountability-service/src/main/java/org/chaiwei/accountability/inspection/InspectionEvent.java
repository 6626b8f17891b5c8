package org.chaiwei.accountability.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.accountability.supervision.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an inspection. Stored for ever under its {@link InspectionEvents#TYPES logical name and revision}: fields are only added,
 * and each revision has a golden file. What was typed is no part of an event: {@code remark} is the id of a text, which can be erased.
 * Whoever acted is a pseudonym.
 */
sealed interface InspectionEvent {

    UUID inspection();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** The id of what was typed; null where nothing was. */
    @Nullable
    UUID remark();

    /**
     * @param unit that is inspected, a street's code or a unit of the district
     * @param from the first day of the time that is looked at
     * @param to its last day
     * @param remark why
     */
    record InspectionOpened(
            UUID inspection,
            String unit,
            List<Subject> subjects,
            LocalDate from,
            LocalDate to,
            UUID remark,
            String actor,
            LocalDate occurredOn)
            implements InspectionEvent {
        public InspectionOpened {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * @param references what it rests on
     * @param answerUntil the last day on which the unit is waited for
     * @param remark what was found
     */
    record FindingRecorded(
            UUID inspection,
            UUID finding,
            String unit,
            FindingKind kind,
            Severity severity,
            List<Reference> references,
            LocalDate answerUntil,
            UUID remark,
            String actor,
            LocalDate occurredOn)
            implements InspectionEvent {
        public FindingRecorded {
            references = List.copyOf(references);
        }
    }

    /** The unit says what it has to say to a finding. */
    record FindingAnswered(
            UUID inspection, UUID finding, UUID remark, List<Reference> references, String actor, LocalDate occurredOn)
            implements InspectionEvent {
        public FindingAnswered {
            references = List.copyOf(references);
        }
    }

    /** 认定: it is so. With the kind and the unit, so that who proposes a measure by it needs nothing else. */
    record FindingConfirmed(
            UUID inspection,
            UUID finding,
            String unit,
            FindingKind kind,
            Severity severity,
            @Nullable UUID remark,
            String actor,
            LocalDate occurredOn)
            implements InspectionEvent {}

    /** It is not so, or not to be held against the unit; also after it was confirmed. */
    record FindingWithdrawn(
            UUID inspection,
            UUID finding,
            String unit,
            FindingKind kind,
            UUID remark,
            String actor,
            LocalDate occurredOn)
            implements InspectionEvent {}

    /**
     * 交办: a supervised task comes of the finding, with all that it takes to give it.
     *
     * @param responsible null where nobody is named
     * @param dueOn the last day in time
     */
    record FindingTasked(
            UUID inspection,
            UUID finding,
            UUID task,
            String unit,
            @Nullable String responsible,
            LocalDate dueOn,
            UUID remark,
            String actor,
            LocalDate occurredOn)
            implements InspectionEvent {}

    record InspectionClosed(UUID inspection, @Nullable UUID remark, String actor, LocalDate occurredOn)
            implements InspectionEvent {}
}
