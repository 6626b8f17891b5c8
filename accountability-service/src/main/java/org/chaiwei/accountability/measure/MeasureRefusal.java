package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.measure.Ground.Shortcoming;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;

/**
 * Why something asked of a measure is not done. Each is one problem of the API, its texts under its code; those that a rating has too
 * share its texts.
 */
sealed interface MeasureRefusal extends Refusal {

    /** It is not where it would have to be. */
    @Override
    default int status() {
        return 409;
    }

    /** @param roles who may, as tokens write it */
    record NotYourDecision(List<String> roles) implements MeasureRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on a measure of their own unit, for it or against it. */
    record OwnUnitsMeasure(String street) implements MeasureRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A street official answers, or appeals, for a street that is not theirs. */
    record AnotherStreetsMeasure(String street) implements MeasureRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on what they have proposed. */
    record ProposedByYou() implements MeasureRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on an appeal against what they have decided. */
    record DecidedByYou() implements MeasureRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    record MeasureUnknown() implements MeasureRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    record ProposedAlready(UUID measure, Stage state) implements MeasureRefusal {}

    record NotDecidedYet() implements MeasureRefusal {}

    record MeasureDecidedAlready(MeasureKind kind, LocalDate decidedOn) implements MeasureRefusal {}

    record NotServedYet() implements MeasureRefusal {}

    record ServedAlready(LocalDate servedOn) implements MeasureRefusal {}

    record AnsweredAlready() implements MeasureRefusal {}

    /** It has ended: dropped, reversed or closed. */
    record MeasureOver(Stage state) implements MeasureRefusal {}

    /** Against praise nobody appeals. */
    record NothingToAppeal(MeasureKind kind) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    /** @param until the last day on which the street could appeal */
    record TooLateToAppeal(LocalDate until) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    record MeasureAppealedAlready() implements MeasureRefusal {}

    record NotAppealed() implements MeasureRefusal {}

    record AppealPending() implements MeasureRefusal {}

    /** @param until the last day on which the street may appeal */
    record AppealStillPossible(LocalDate until) implements MeasureRefusal {}

    record ReviewPending() implements MeasureRefusal {}

    record NotUnderReview() implements MeasureRefusal {}

    record GoodFaithRecordedAlready() implements MeasureRefusal {}

    /** Praise needs no forgiving. */
    record NothingToForgive(MeasureKind kind) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    record NotLighter(MeasureKind kind) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("kind", code(), Map.of("kind", kind)));
        }
    }

    /** Praise can't be decided as blame, nor blame as praise. */
    record KindOfAnotherSort(MeasureKind proposed) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("kind", code(), Map.of("proposed", proposed)));
        }
    }

    /** The ground does not carry such a measure. */
    record KindDoesNotFit(Ground ground, MeasureKind kind) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("kind", code(), Map.of("ground", ground)));
        }
    }

    /** The finding that is named does not carry the measure. */
    record FindingDoesNotCarry(Ground ground, Shortcoming shortcoming) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("finding", shortcoming.code(), Map.of("ground", ground)));
        }
    }

    /** @param from when it was decided */
    record ServedOutOfTime(LocalDate from, LocalDate today) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("on", code(), Map.of("from", from, "today", today)));
        }
    }

    record MeasureReasonRequired() implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("reason", "missing"));
        }
    }

    /** The measure rests on no month's table whose points could be corrected. */
    record NoTableToCorrect() implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("part", code()));
        }
    }

    /** Nothing is known of the part: it has no points that could be wrong. */
    record PartNotRated(Part part) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("part", code()));
        }
    }

    /** @param most that there were to get */
    record PointsOutOfRange(BigDecimal most) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("points", code(), Map.of("most", most)));
        }
    }

    record PointsUnchanged(BigDecimal points) implements MeasureRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("points", code(), Map.of("points", points)));
        }
    }
}
