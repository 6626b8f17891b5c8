package org.chaiwei.ledger.importing;

import java.util.List;
import java.util.UUID;
import org.chaiwei.platform.problem.Refusal;

/** Why something asked of an import is not done. */
sealed interface ImportRefusal extends Refusal {

    /** The names in the first row are not those of the template. */
    record HeaderUnclear(List<String> missing, List<String> unknown, List<String> doubled) implements ImportRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    /** The request is not a form with one file in the part {@code file}. */
    record FileMissing() implements ImportRefusal {
        @Override
        public int status() {
            return 400;
        }
    }

    record FileTooLarge(long limitBytes) implements ImportRefusal {
        @Override
        public int status() {
            return 413;
        }
    }

    /** @param seconds how long a file may take to arrive */
    record UploadTooSlow(long seconds) implements ImportRefusal {
        @Override
        public int status() {
            return 408;
        }
    }

    /** This instance reads one file at a time: two would need twice the memory. */
    record ImportBusy(long retryAfterSeconds) implements ImportRefusal {
        @Override
        public int status() {
            return 503;
        }
    }

    /** There is none with this id, or none that the caller may see. */
    record ImportUnknown() implements ImportRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** This instance shows the progress of as many imports to as many callers as it can. */
    record TooManyWatchers(long retryAfterSeconds) implements ImportRefusal {
        @Override
        public int status() {
            return 503;
        }
    }

    /** @param state what it is in; the wanted step starts from another */
    record ImportNotReady(ImportState state) implements ImportRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** A preview without a single good row. */
    record NothingToImport() implements ImportRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * Something else has happened to entries of the batch since it was imported.
     *
     * @param touchedCount how many entries
     * @param touched the first hundred of them
     */
    record EntriesTouched(int touchedCount, List<TouchedEntry> touched) implements ImportRefusal {

        record TouchedEntry(UUID violation, int row) {}

        @Override
        public int status() {
            return 409;
        }
    }
}
