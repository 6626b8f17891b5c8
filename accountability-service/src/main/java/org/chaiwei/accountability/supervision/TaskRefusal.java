package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;

/** Why something asked of a supervised task is not done. Each is one problem of the API, its texts under its code. */
sealed interface TaskRefusal extends Refusal {

    @Override
    default int status() {
        return 422;
    }

    /** @param roles who may, as tokens write it */
    record NotYourDecision(List<String> roles) implements TaskRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Only the unit that was given the task answers it. */
    record NotYourUnitsTask(String unit) implements TaskRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on a task of their own unit. */
    record OwnUnitsTask(String unit) implements TaskRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Nobody decides on what they have answered or asked for themselves. */
    record DoneByYou() implements TaskRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** Tasks of inspections and meetings are given there. */
    record GivenElsewhere(Source source) implements TaskRefusal {}

    record TaskTextRequired() implements TaskRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("remark", "missing"));
        }
    }

    /** @param phase where it stands */
    record TaskNotOpen(TaskState.Phase phase) implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** @param phase where it stands */
    record TaskNotAnswered(TaskState.Phase phase) implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** @param earliest the first day that can be given */
    record DeadlineTooEarly(LocalDate earliest) implements TaskRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("dueOn", "deadline-too-early", Map.of("earliest", earliest)));
        }
    }

    /** @param dueOn the day that is asked for */
    record ExtensionPending(LocalDate dueOn) implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    record NoExtensionAsked() implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** A task that has come back so often is one to talk about. */
    record TooManyAnswers(int most) implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    record TooManyExtensions(int most) implements TaskRefusal {
        @Override
        public int status() {
            return 409;
        }
    }
}
