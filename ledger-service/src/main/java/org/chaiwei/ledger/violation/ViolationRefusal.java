package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Why something asked of an entry is not done, with what the caller needs in order to go on. Each is one problem of the API; its
 * code is the name of its type in kebab case, and what to do next stands in the problem texts under that code.
 */
public sealed interface ViolationRefusal extends Refusal {

    /** Something the request says is not right as it stands; 422 where nothing else is said. */
    @Override
    default int status() {
        return 422;
    }

    /** @param roles who may, as tokens write it */
    record RoleMayNot(List<String> roles) implements ViolationRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A street official asked for an entry of a street that is not theirs. */
    record OutsideYourStreet(String street) implements ViolationRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** No entry has this id, nor ever had. */
    record NotRegistered() implements ViolationRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** The ledger number stands for an entry already. */
    record AlreadyRegistered(UUID violation, String ledgerNumber) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** The entry is closed: its figures stand until the closing is revoked. */
    record AlreadyClosed(LocalDate closedOn) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** The entry was taken back; only a new registration makes it an entry again. */
    record AlreadyWithdrawn(LocalDate withdrawnOn) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** More has happened to the entry than can be taken back as if it had never been. */
    record NotWithdrawable() implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** What was written down is wrong, field by field. */
    record EntryInvalid(List<FieldError> errors) implements ViolationRefusal {
        public EntryInvalid {
            errors = List.copyOf(errors);
        }

        @Override
        public Map<String, @Nullable Object> details() {
            return Map.of();
        }
    }

    /** @param today the latest date that may be given */
    record DateInFuture(LocalDate today) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("occurredOn", code(), Map.of("today", today)));
        }
    }

    /** @param lastEventOn the earliest date that may be given */
    record DateBeforeLastEvent(LocalDate lastEventOn) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("occurredOn", code(), Map.of("lastEventOn", lastEventOn)));
        }
    }

    /**
     * A correction is posted where the entry stands now: not before it stood there, with this street and this use.
     *
     * @param since the earliest date that may be given
     */
    record DateBeforePosting(LocalDate since) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("occurredOn", code(), Map.of("since", since)));
        }
    }

    /** @param freeDays a date that lies no further back needs no reason, unless what is asked always needs one */
    record ReasonRequired(int freeDays) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("reason", code(), Map.of("freeDays", freeDays)));
        }
    }

    /** Every field is already as the correction would have it. */
    record NothingToCorrect() implements ViolationRefusal {}

    /** @param demolishedM2 the least area that may be given */
    record AreaBelowDemolished(BigDecimal demolishedM2) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("areaM2", code(), Map.of("demolishedM2", demolishedM2)));
        }
    }

    /**
     * Counted from the date given, the correction would leave less than nothing on a day when less was recorded than today.
     *
     * @param on that day
     */
    record AreaBelowZeroOn(LocalDate on) implements ViolationRefusal {
        @Override
        public List<FieldError> errors() {
            return List.of(new FieldError("occurredOn", code(), Map.of("on", on)));
        }
    }

    /** Only what is closed can be patrolled, relapse, or have its closing revoked. */
    record NotClosed() implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * The gate of the ground is not passed.
     *
     * @param missing what has to be on record first, in the order in which it would be supplied
     */
    record ClosingNotReady(Ground ground, List<Supply> missing) implements ViolationRefusal {

        /**
         * @param what stable, in kebab case; said in words by the error of the same code
         * @param suppliedBy the roles that can supply it, as tokens write them
         */
        public record Supply(String what, String field, List<String> suppliedBy) {}

        public ClosingNotReady {
            missing = List.copyOf(missing);
        }

        static ClosingNotReady of(Ground ground, List<ClosingGate.Missing> missing) {
            return new ClosingNotReady(
                    ground,
                    missing.stream()
                            .map(one -> new Supply(
                                    one.code(),
                                    one.field(),
                                    one.suppliers().stream().map(Role::claim).toList()))
                            .toList());
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<FieldError> errors() {
            return missing.stream()
                    .map(one -> new FieldError(one.field, one.what, Map.of("suppliedBy", one.suppliedBy)))
                    .toList();
        }
    }

    record RevocationAlreadyRequested(LocalDate requestedOn) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    record RevocationNotRequested() implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** Whoever asked for it or reported it can't decide it too. */
    record AnotherPersonNeeded() implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** @param relapse the entry that its construction became, standing again */
    record AlreadyRelapsed(UUID relapse) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** The entry was closed on a ground that leaves the construction where it is. */
    record NothingToRelapse(String ground) implements ViolationRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** No suspicion of this sighting is open at the entry. */
    record NoSuchSuspicion() implements ViolationRefusal {
        @Override
        public int status() {
            return 404;
        }
    }
}
