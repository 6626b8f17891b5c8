package org.chaiwei.accountability.measure;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAnswered;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureClosed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureMarkedForReview;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.jspecify.annotations.Nullable;

/** A measure as its events tell it; also what queries show. */
sealed interface MeasureState {

    Stage stage();

    /** Where a measure is. The names stand in the API. */
    enum Stage {
        UNKNOWN,
        PROPOSED,
        DROPPED,
        DECIDED,
        SERVED,
        APPEALED,
        /** An appeal is upheld, and the rating is about to be corrected. */
        UPHELD,
        REVERSED,
        CLOSED
    }

    /** Nobody has proposed it. */
    record Unknown() implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.UNKNOWN;
        }
    }

    /** @param goodFaith whether an error made in good faith is on record */
    record Proposed(MeasureProposed proposal, boolean goodFaith) implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.PROPOSED;
        }
    }

    record Dropped(MeasureProposed proposal, MeasureDropped drop) implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.DROPPED;
        }
    }

    /** Somebody has decided that it shall be, and it has not ended. */
    sealed interface InForce extends MeasureState {
        Course course();

        InForce with(Course course);
    }

    /**
     * What a measure carries along.
     *
     * @param kind as it is now
     * @param tablesPosition of the tables that it was last held against
     * @param underReview those did not support it, and nobody has looked at it since
     */
    record Course(
            MeasureProposed proposal,
            MeasureKind kind,
            String decidedBy,
            LocalDate decidedOn,
            long tablesPosition,
            boolean underReview,
            boolean goodFaith) {

        Course is(MeasureKind lighter) {
            return new Course(proposal, lighter, decidedBy, decidedOn, tablesPosition, underReview, true);
        }

        Course review(long position, boolean under) {
            return new Course(proposal, kind, decidedBy, decidedOn, position, under, goodFaith);
        }
    }

    record Decided(Course course) implements InForce {
        @Override
        public Stage stage() {
            return Stage.DECIDED;
        }

        @Override
        public InForce with(Course changed) {
            return new Decided(changed);
        }
    }

    /** @param rejected the appeal, if there was one */
    record Served(
            Course course,
            MeasureServed service,
            boolean answered,
            @Nullable MeasureAppealed rejected) implements InForce {
        @Override
        public Stage stage() {
            return Stage.SERVED;
        }

        @Override
        public InForce with(Course changed) {
            return new Served(changed, service, answered, rejected);
        }
    }

    record Appealed(Served served, MeasureAppealed appeal) implements InForce {
        @Override
        public Stage stage() {
            return Stage.APPEALED;
        }

        @Override
        public Course course() {
            return served.course;
        }

        @Override
        public InForce with(Course changed) {
            return new Appealed(new Served(changed, served.service, served.answered, served.rejected), appeal);
        }
    }

    record Upheld(Served served, MeasureAppealDecided decision) implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.UPHELD;
        }
    }

    record Reversed(Course course, MeasureReversed reversal) implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.REVERSED;
        }
    }

    record Closed(Course course, MeasureClosed closing) implements MeasureState {
        @Override
        public Stage stage() {
            return Stage.CLOSED;
        }
    }

    /** @throws IllegalStateException if the event can't follow: then the log is not what the rules have made */
    default MeasureState evolve(MeasureEvent event) {
        return switch (event) {
            case MeasureProposed e -> new Proposed(e, false);
            case MeasureDropped e -> new Dropped(as(Proposed.class).proposal, e);
            case MeasureDecided e -> {
                var proposed = as(Proposed.class);
                yield new Decided(new Course(
                        proposed.proposal,
                        e.kind(),
                        e.actor(),
                        e.occurredOn(),
                        proposed.proposal.tablesPosition(),
                        false,
                        proposed.goodFaith));
            }
            case MeasureServed e -> new Served(as(Decided.class).course, e, false, null);
            case MeasureAnswered _ -> {
                var served = this instanceof Appealed appealed ? appealed.served : as(Served.class);
                var answered = new Served(served.course, served.service, true, served.rejected);
                yield this instanceof Appealed appealed ? new Appealed(answered, appealed.appeal) : answered;
            }
            case MeasureAppealed e -> new Appealed(as(Served.class), e);
            case MeasureAppealDecided e -> {
                var appealed = as(Appealed.class);
                var served = appealed.served;
                yield e.upheld()
                        ? new Upheld(served, e)
                        : new Served(served.course, served.service, served.answered, appealed.appeal);
            }
            case MeasureReversed e ->
                new Reversed(
                        this instanceof Upheld upheld
                                ? upheld.served.course
                                : as(InForce.class).course(),
                        e);
            case MeasureClosed e -> new Closed(as(Served.class).course, e);
            case GoodFaithErrorRecorded e -> {
                if (this instanceof Proposed proposed) yield new Proposed(proposed.proposal, true);
                var inForce = as(InForce.class);
                var kind = e.kind() == null ? inForce.course().kind : e.kind();
                yield inForce.with(inForce.course().is(kind));
            }
            case MeasureMarkedForReview e -> {
                var inForce = as(InForce.class);
                yield inForce.with(inForce.course().review(e.tablesPosition(), true));
            }
            case MeasureReviewed _ -> {
                var inForce = as(InForce.class);
                yield inForce.with(inForce.course().review(inForce.course().tablesPosition, false));
            }
        };
    }

    /** Null before it was proposed. */
    default @Nullable MeasureProposed proposed() {
        return switch (this) {
            case Unknown _ -> null;
            case Proposed s -> s.proposal;
            case Dropped s -> s.proposal;
            case InForce s -> s.course().proposal;
            case Upheld s -> s.served.course.proposal;
            case Reversed s -> s.course.proposal;
            case Closed s -> s.course.proposal;
        };
    }

    /** What it is now: as proposed, until somebody has decided. */
    default @Nullable MeasureKind kind() {
        return switch (this) {
            case Unknown _ -> null;
            case Proposed s -> s.proposal.kind();
            case Dropped s -> s.proposal.kind();
            case InForce s -> s.course().kind;
            case Upheld s -> s.served.course.kind;
            case Reversed s -> s.course.kind;
            case Closed s -> s.course.kind;
        };
    }

    /** The position of the tables that it was last held against; 0 where none was. */
    default long tablesPosition() {
        return switch (this) {
            case Unknown _ -> 0;
            case Proposed s -> s.proposal.tablesPosition();
            case Dropped s -> Math.max(s.proposal.tablesPosition(), s.drop.tablesPosition());
            case InForce s -> s.course().tablesPosition;
            case Upheld s -> s.served.course.tablesPosition;
            case Reversed s -> s.course.tablesPosition;
            case Closed s -> s.course.tablesPosition;
        };
    }

    default boolean isUnderReview() {
        return this instanceof InForce inForce && inForce.course().underReview;
    }

    /** The id of the appeal that nobody has decided on yet. */
    default @Nullable UUID pendingAppeal() {
        return this instanceof Appealed appealed ? appealed.appeal.appeal() : null;
    }

    private <S extends MeasureState> S as(Class<S> expected) {
        if (expected.isInstance(this)) return expected.cast(this);
        throw new IllegalStateException("a measure that is " + stage() + " is not " + expected.getSimpleName());
    }
}
