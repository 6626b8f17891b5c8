package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;

/**
 * Why something asked of a case is not done, with what the caller needs in order to go on. Each is one problem of the API; its code is
 * the name of its type in kebab case, and what to do next stands in the problem texts under that code.
 */
public sealed interface CaseRefusal extends Refusal {

    /** Something the request says is not right as it stands; 422 where nothing else is said. */
    @Override
    default int status() {
        return 422;
    }

    /** Where the case stands doesn't allow it: 409. */
    sealed interface OfStanding extends CaseRefusal {
        @Override
        default int status() {
            return 409;
        }
    }

    /** Something is wrong with one field, and the field is told. */
    sealed interface OfField extends CaseRefusal {

        /** As the request names it. */
        String field();

        @Override
        default List<FieldError> errors() {
            return List.of(new FieldError(field(), code(), shown()));
        }

        /** What the field's texts name. */
        Map<String, Object> shown();
    }

    /** @param roles who may, as tokens write it */
    record RoleMayNot(List<String> roles) implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A street official asked for a case of a street that is not theirs. */
    record OutsideYourStreet(String street) implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** The ledger has told of no entry with this id, or not yet. */
    record NoSuchCase() implements CaseRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /**
     * The ledger told something of an entry whose beginning is missing here, or of whose beginning it told twice. Only a reaction meets it.
     *
     * @param fact the fact's name
     */
    record FactOutOfPlace(String fact) implements OfStanding {}

    record AlreadyWithdrawn(LocalDate withdrawnOn) implements OfStanding {}

    record AlreadyClosed(LocalDate closedOn, String ground) implements OfStanding {}

    record AlreadyFiled(String caseNumber) implements OfStanding {}

    record AlreadyConfirmed(OffsetDateTime confirmedAt) implements OfStanding {}

    record AlreadyRestored(LocalDate restoredOn) implements OfStanding {}

    /** Something else has to be on record first. */
    record NotReady(List<Missing> missing) implements OfStanding {

        /**
         * @param step what is missing, a name of {@link Step}
         * @param roles who can supply it, as tokens write it
         * @param request the last part of the address by which
         */
        public record Missing(String step, List<String> roles, String request) {}

        public NotReady {
            missing = List.copyOf(missing);
        }

        static NotReady without(Step... steps) {
            return new NotReady(Arrays.stream(steps)
                    .map(step -> new Missing(step.name(), step.roles(), step.request()))
                    .toList());
        }

        @Override
        public Map<String, Object> details() {
            return Map.of(
                    "missing",
                    missing,
                    "steps",
                    missing.stream()
                            .map(m -> m.step + " (" + String.join(", ", m.roles) + ")")
                            .toList());
        }
    }

    /** The one-hour clock is for new constructions. */
    record NotNew(String origin) implements CaseRefusal {}

    record NotWallOpening(String ledgerKind) implements CaseRefusal {}

    /** It is said that nothing is left, and the area says otherwise. The ledger's figure is corrected first, if that is what is wrong. */
    record AreaNotWhole(BigDecimal areaM2, BigDecimal recordedM2, BigDecimal demolishedM2, BigDecimal remainingM2)
            implements OfField {
        @Override
        public String field() {
            return "areaM2";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("recordedM2", recordedM2, "remainingM2", remainingM2);
        }
    }

    record AreaAboveRemaining(BigDecimal areaM2, BigDecimal recordedM2, BigDecimal demolishedM2, BigDecimal remainingM2)
            implements OfField {
        @Override
        public String field() {
            return "areaM2";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("recordedM2", recordedM2, "remainingM2", remainingM2);
        }
    }

    /** The same picture before and after shows nothing. */
    record PhotosAlike() implements OfField {
        @Override
        public String field() {
            return "afterPhoto";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of();
        }
    }

    /** @param today the latest date that may be given */
    record DateInFuture(String field, LocalDate today) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("today", today);
        }
    }

    /** @param discoveredOn the earliest date that may be given */
    record DateBeforeDiscovery(String field, LocalDate discoveredOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("discoveredOn", discoveredOn);
        }
    }

    /** @param filedOn the earliest date that may be given */
    record DateBeforeFiling(String field, LocalDate filedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("filedOn", filedOn);
        }
    }

    /** @param workedOn of the last work that awaits acceptance: the earliest date that may be given */
    record DateBeforeWork(String field, LocalDate workedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("workedOn", workedOn);
        }
    }

    /** @param signedOn of the first signature: the earliest date that may be given */
    record DateBeforeSignature(String field, LocalDate signedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("signedOn", signedOn);
        }
    }

    /** @param acceptedOn the earliest date that may be given */
    record DateBeforeAcceptance(String field, LocalDate acceptedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("acceptedOn", acceptedOn);
        }
    }

    /** What was done can't have been done before the construction was discovered, nor the discovery be confirmed after it. */
    record WorkBeforeDiscovery(OffsetDateTime confirmedAt, OffsetDateTime workedAt) implements OfField {
        @Override
        public String field() {
            return "occurredAt";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("confirmedAt", confirmedAt, "workedAt", workedAt);
        }
    }

    /** @param freeDays a date that lies no further back needs no reason */
    record ReasonRequired(int freeDays) implements OfField {
        @Override
        public String field() {
            return "reason";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("freeDays", freeDays);
        }
    }

    /** Whoever did the work doesn't judge it. */
    record OwnWork() implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** @param role whose signature is missing, as tokens write it */
    record AlreadySigned(String role) implements OfStanding {}

    /** All that awaits acceptance has failed it already. */
    record AlreadyFailed(LocalDate failedOn, String cause) implements OfStanding {}

    /** More would be accepted than is recorded: the ledger's figure was corrected since the demolition was recorded. */
    record MoreThanRecorded(BigDecimal demolishedM2, BigDecimal recordedM2) implements OfStanding {}
}
