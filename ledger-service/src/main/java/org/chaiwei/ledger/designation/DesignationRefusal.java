package org.chaiwei.ledger.designation;

import java.util.List;
import java.util.Map;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something asked of a designation is not done. What holds for entries too is refused as there. */
sealed interface DesignationRefusal extends Refusal {

    @Override
    default int status() {
        return 409;
    }

    /** Nobody has started at this place, nor ever had. */
    record DesignationNotStarted() implements DesignationRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** @param state in which the place is */
    record DesignationAlreadyStarted(String state) implements DesignationRefusal {}

    /**
     * The step is not the next one.
     *
     * @param state in which the place is
     */
    record DesignationNotReady(String state) implements DesignationRefusal {}

    /**
     * @param open how many entries are open inside
     * @param entries ledger numbers of some of them
     */
    record ViolationsOpenInside(int open, List<String> entries) implements DesignationRefusal {
        public ViolationsOpenInside {
            entries = List.copyOf(entries);
        }
    }

    record DesignationInvalid(List<FieldError> errors) implements DesignationRefusal {
        public DesignationInvalid {
            errors = List.copyOf(errors);
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public Map<String, @Nullable Object> details() {
            return Map.of();
        }
    }
}
