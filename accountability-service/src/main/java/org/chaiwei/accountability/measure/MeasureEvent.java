package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.accountability.rating.Part;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a measure. Stored for ever under its {@link MeasureEvents#TYPES logical name and revision}: fields are only added, and
 * each revision has a golden file. A typed reason is no part of an event: it is the id of a reason, which can be erased. Whoever acted,
 * and whoever is named, is a pseudonym.
 */
sealed interface MeasureEvent {

    /** {@link MeasureId}. */
    UUID measure();

    /** Whose measure it is. */
    String street();

    String actor();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** The id of what was typed with it; null where nothing was. */
    @Nullable
    UUID reason();

    /**
     * Again after it was dropped because of a corrected table, if a later one supports it.
     *
     * @param rule its name in the rules; null where no rule was looked at
     * @param tablesPosition of this log: the last change of the tables that the rule looked at; 0 where a person proposes
     */
    record MeasureProposed(
            UUID measure,
            String street,
            MeasureKind kind,
            Ground ground,
            @Nullable String rule,
            Evidence evidence,
            long tablesPosition,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn)
            implements MeasureEvent {}

    /** @param kind may differ from the proposed one: then there is a reason */
    record MeasureDecided(
            UUID measure,
            String street,
            MeasureKind kind,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn) implements MeasureEvent {}

    /** A proposal came to nothing. @param tablesPosition of the change that no longer supports it; 0 where a person drops it */
    record MeasureDropped(
            UUID measure,
            String street,
            DropCause cause,
            long tablesPosition,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn)
            implements MeasureEvent {}

    /** The names stand in events. */
    enum DropCause {
        /** A person has decided against it. */
        DECIDED,
        /** A table was corrected, and the rule no longer holds. */
        TABLE_CORRECTED,
        /** 容错 */
        GOOD_FAITH
    }

    /**
     * @param person who answers for it in the street; null where nobody is named
     * @param appealUntil the last day on which the street may appeal; null for praise
     */
    record MeasureServed(
            UUID measure,
            String street,
            @Nullable String person,
            ServiceManner manner,
            LocalDate servedOn,
            @Nullable LocalDate appealUntil,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn)
            implements MeasureEvent {}

    record MeasureAnswered(UUID measure, String street, UUID reason, String actor, LocalDate occurredOn)
            implements MeasureEvent {}

    record MeasureAppealed(UUID measure, String street, UUID appeal, UUID reason, String actor, LocalDate occurredOn)
            implements MeasureEvent {}

    /**
     * Upheld, the measure is reversed: at once, or after the rating where that has to be corrected.
     *
     * @param part whose points were wrong in the month's table; null where the table is right
     * @param points as they should have been; null exactly when the part is
     */
    record MeasureAppealDecided(
            UUID measure,
            String street,
            UUID appeal,
            boolean upheld,
            @Nullable Part part,
            @Nullable BigDecimal points,
            UUID reason,
            String actor,
            LocalDate occurredOn)
            implements MeasureEvent {}

    /** It holds no longer, from its beginning. @param ratingVersion of the table that the appeal has led to; null without one */
    record MeasureReversed(
            UUID measure,
            String street,
            ReversalCause cause,
            @Nullable Integer ratingVersion,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn)
            implements MeasureEvent {}

    /** The names stand in events. */
    enum ReversalCause {
        APPEAL,
        /** A person has looked at it after its table was corrected. */
        REVIEW,
        /** 容错 */
        GOOD_FAITH
    }

    record MeasureClosed(
            UUID measure, String street, @Nullable UUID reason, String actor, LocalDate occurredOn)
            implements MeasureEvent {}

    /**
     * 容错: the error was made in good faith. The measure becomes lighter, or is dropped or reversed by the event that follows.
     *
     * @param kind what it is from now on; null if nothing is left of it
     * @param actor who has approved
     */
    record GoodFaithErrorRecorded(
            UUID measure, String street, @Nullable MeasureKind kind, UUID reason, String actor, LocalDate occurredOn)
            implements MeasureEvent {}

    /** A table was corrected, and the rule by which the measure was proposed no longer holds: a person has to look at it. */
    record MeasureMarkedForReview(
            UUID measure,
            String street,
            long tablesPosition,
            @Nullable UUID reason,
            String actor,
            LocalDate occurredOn) implements MeasureEvent {}

    /** @param stands whether it stays nevertheless; otherwise the reversal follows */
    record MeasureReviewed(UUID measure, String street, boolean stands, UUID reason, String actor, LocalDate occurredOn)
            implements MeasureEvent {}
}
