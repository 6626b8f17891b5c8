package org.chaiwei.accountability.target;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something asked of a target is not done. Each is one problem of the API, its texts under its code. */
sealed interface TargetRefusal extends Refusal {

    @Override
    default int status() {
        return 422;
    }

    /** @param roles who may, as tokens write it */
    record NotYourDecision(List<String> roles) implements TargetRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** No target has this code. */
    record TargetUnknown() implements TargetRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** The code stands for a target already. */
    record TargetAlreadySet(String target) implements TargetRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** What was written down is wrong, field by field. */
    record TargetInvalid(List<FieldError> errors) implements TargetRefusal {
        public TargetInvalid {
            errors = List.copyOf(errors);
        }

        @Override
        public Map<String, @Nullable Object> details() {
            return Map.of();
        }
    }

    /** A change of a target, or a decision on it, is answered for. */
    record TargetReasonRequired() implements TargetRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("reason", "missing"));
        }
    }

    /** The target already says what was given. */
    record NothingToRevise() implements TargetRefusal {}

    /** @param effectiveFrom from when the last revision is in force: the earliest date that may be given */
    record BeforeLastRevision(LocalDate effectiveFrom) implements TargetRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("effectiveFrom", code(), Map.of("effectiveFrom", effectiveFrom)));
        }
    }

    /** Only 基本完成 and 力争 are decided by a person; what the wording makes a number is met by the number. */
    record NotForDecision(@Nullable String wording) implements TargetRefusal {}

    /** The decision on this revision says so already. */
    record DecidedSo() implements TargetRefusal {}

    /** On that day nothing stood on the ledger in any street: there is nothing to divide by. */
    record NothingRemained(LocalDate basisOn) implements TargetRefusal {}
}
