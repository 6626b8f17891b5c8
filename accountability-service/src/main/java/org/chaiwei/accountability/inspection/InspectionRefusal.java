package org.chaiwei.accountability.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;

/** Why something asked of an inspection is not done. Each is one problem of the API, its texts under its code. */
sealed interface InspectionRefusal extends Refusal {

    @Override
    default int status() {
        return 409;
    }

    /** @param roles who may, as tokens write it */
    record NotYourDecision(List<String> roles) implements InspectionRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Only the inspected unit answers. */
    record NotYourUnitsTask(String unit) implements InspectionRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A record is called false by two people, not by one. */
    record DoneByYou() implements InspectionRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    record TaskTextRequired() implements InspectionRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("remark", "missing"));
        }
    }

    /** @param earliest the first day that can be given */
    record DeadlineTooEarly(LocalDate earliest) implements InspectionRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("dueOn", "deadline-too-early", Map.of("earliest", earliest)));
        }
    }

    record FindingRestsOnNothing() implements InspectionRefusal {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("references", "missing"));
        }
    }

    record FindingUnknown(UUID finding) implements InspectionRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    record InspectionIsClosed(LocalDate on) implements InspectionRefusal {}

    /**
     * @param findings that nobody has decided on
     * @param tasks that are neither verified nor withdrawn
     */
    record InspectionUnfinished(List<UUID> findings, List<UUID> tasks) implements InspectionRefusal {}

    record FindingDecided(Standing standing) implements InspectionRefusal {}

    /** @param until the last day on which it is waited for */
    record UnitNotHeard(LocalDate until) implements InspectionRefusal {}

    record NoTaskFromFinding(FindingKind kind, Standing standing) implements InspectionRefusal {}

    record InspectionTooLarge(int most) implements InspectionRefusal {}
}
