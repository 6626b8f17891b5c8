package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.List;
import org.chaiwei.platform.problem.Refusal;

/** Why a paper is not issued, withdrawn or shown. */
sealed interface PaperRefusal extends Refusal {

    /** @param roles who may issue it on that day, as tokens write them */
    record NotYoursToIssue(String title, List<String> roles) implements PaperRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** No paper of this id or code, or none that this caller may know of. */
    record NoSuchPaper() implements PaperRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    record AlreadyWithdrawnPaper(LocalDate withdrawnOn) implements PaperRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** What it should come in the place of is no paper of the same kind and case that holds. */
    record NothingToSupersede() implements PaperRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    /** The case belongs to a street that is in no list of offices. */
    record NoSuchOffice(String street) implements PaperRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    /**
     * The service has no letters to print with: an operator installs them.
     *
     * @param path where they should be, {@code chaiwei.papers.font}
     */
    record FontMissing(String path) implements PaperRefusal {
        @Override
        public int status() {
            return 503;
        }
    }
}
