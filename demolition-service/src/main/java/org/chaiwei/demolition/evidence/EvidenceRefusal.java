package org.chaiwei.demolition.evidence;

import java.util.List;
import java.util.UUID;
import org.chaiwei.platform.problem.Refusal;

/** Why evidence is not taken, or not shown. */
sealed interface EvidenceRefusal extends Refusal {

    @Override
    default int status() {
        return 422;
    }

    /** Nothing is in the file. */
    record EvidenceEmpty() implements EvidenceRefusal {}

    /**
     * By its content the file is none of those that are taken, whatever its name says.
     *
     * @param taken the media types that are
     */
    record EvidenceTypeNotTaken(List<String> taken) implements EvidenceRefusal {
        @Override
        public int status() {
            return 415;
        }
    }

    /** A recording is too large to be kept here, and is registered by where it lies. */
    record VideoByReference() implements EvidenceRefusal {}

    record EvidenceTooLarge(String type, long sizeBytes, long limitBytes) implements EvidenceRefusal {
        @Override
        public int status() {
            return 413;
        }
    }

    /** A few bytes may say that they are a picture of any size; it is refused by what they say, before it is drawn. */
    record PictureTooLarge(long megapixels, int limitMegapixels) implements EvidenceRefusal {}

    /** It begins like a file of its type and can't be read to the end. */
    record EvidenceBroken(String type) implements EvidenceRefusal {}

    /** It is in the store already, and was then said to be about another person, or about none. */
    record EvidenceKeptOtherwise(String sha256) implements EvidenceRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** The person has been erased: nothing about them is taken in any more. */
    record PartyErased(UUID partyId) implements EvidenceRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** What it showed of a person has been erased with them. */
    record EvidenceErased(String sha256) implements EvidenceRefusal {
        @Override
        public int status() {
            return 410;
        }
    }

    /** Nothing of this SHA-256 is in the store, or nothing that this caller may know of. */
    record NoSuchEvidence() implements EvidenceRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** It is kept elsewhere. */
    record EvidenceElsewhere(String location) implements EvidenceRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** There is no small picture of a document, nor of a kind of picture that can't be drawn here. */
    record NoThumbnail(String type) implements EvidenceRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** @param sha256s that a step names and the store does not have */
    record EvidenceMissing(List<String> sha256s) implements EvidenceRefusal {
        @Override
        public int status() {
            return 409;
        }
    }
}
