package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;

/** Why something asked of a rating is not done. Each is one problem of the API, its texts under its code. */
sealed interface RatingRefusal extends Refusal {

    @Override
    default int status() {
        return 422;
    }

    /** @param roles who may, as tokens write it */
    record NotYourDecision(List<String> roles) implements RatingRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A street official appeals for a street that is not theirs. */
    record AppealForAnotherStreet(String street) implements RatingRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on the points of their own unit. */
    record OwnUnit(String street) implements RatingRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on what they have asked for. */
    record FiledByYou() implements RatingRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** @param begins its first day */
    record MonthNotBegun(String month, LocalDate begins) implements RatingRefusal {}

    /** @param from the first day on which it can be frozen */
    record MonthNotOver(String month, LocalDate from) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** @param from the first day that any formula rates */
    record NoFormula(String month, LocalDate from) implements RatingRefusal {}

    /** The year has no demolition target in force, or it has not been divided: there is nothing to rate by. */
    record NoDividedTarget(int year) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** @param version the last one of its table */
    record AlreadyFrozen(String month, LocalDate frozenOn, int version) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** What came late for the month has been counted in a later one. */
    record LaterMonthFrozen(String month, String later) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    record NotFrozen(String month) implements RatingRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** @param latest there are all versions from 1 to this */
    record NoSuchVersion(String month, int latest) implements RatingRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** @param until the last day on which a street could appeal */
    record AppealTooLate(LocalDate until) implements RatingRefusal {}

    record AppealedAlready(Part part, UUID appeal) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** Nothing is known of the part: it has no points that could be wrong. */
    record PartNotRated(Part part) implements RatingRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("part", code()));
        }
    }

    record AppealUnknown() implements RatingRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    record AppealDecided(boolean upheld) implements RatingRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    record AppealReasonRequired() implements RatingRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("reason", "missing"));
        }
    }

    /** Upheld with points that the part can't have. @param most that there were to get */
    record PointsOutOfRange(BigDecimal most) implements RatingRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("points", code(), Map.of("most", most)));
        }
    }

    /** The part has these points already: then the appeal is not upheld. */
    record PointsUnchanged(BigDecimal points) implements RatingRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("points", code(), Map.of("points", points)));
        }
    }
}
