package org.chaiwei.ledger.designation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a place that is to be free of violations. Stored for ever under its {@link DesignationEvents#TYPES logical name and
 * revision}; each has a golden file. People are pseudonymous ids, reasons the id of a remark.
 */
public sealed interface DesignationEvent {

    UUID designation();

    /** From 1; one more each time it is started anew. */
    int run();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** @param kind COMPOUND or ALLEY */
    record ViolationFreeStarted(
            UUID designation, String kind, String street, String place, int run, LocalDate occurredOn)
            implements DesignationEvent {}

    /**
     * Somebody holds that nothing stands there any more, and nothing is open inside.
     *
     * @param appliedBy the pseudonymous id of whoever can't inspect it
     * @param checkedTo the position of the ledger's log up to which it was looked at
     */
    record ViolationFreeAppliedFor(UUID designation, int run, String appliedBy, long checkedTo, LocalDate occurredOn)
            implements DesignationEvent {}

    /**
     * Somebody else looked on the spot.
     *
     * @param passed whether nothing was found; if something was, it is as before the application
     * @param photo SHA-256 of the photo, hexadecimal
     * @param inspectedBy the pseudonymous id of whoever looked
     */
    record ViolationFreeInspected(
            UUID designation, int run, boolean passed, String photo, String inspectedBy, LocalDate occurredOn)
            implements DesignationEvent {}

    /**
     * The district office designated it.
     *
     * @param checkedTo the position of the ledger's log up to which nothing was open inside; what was recorded since revokes it
     */
    record ViolationFreeDesignated(
            UUID designation, String kind, String street, String place, int run, long checkedTo, LocalDate occurredOn)
            implements DesignationEvent {}

    /**
     * It is free of violations no more, from this day on.
     *
     * @param cause a name of {@link Cause}
     * @param violation the entry that stands inside; null by hand
     * @param reasonRemark the remark that says why; null where the entry does
     * @param designatedOn the day of the designation; {@code occurredOn} is never before it
     */
    record ViolationFreeRevoked(
            UUID designation,
            String kind,
            String street,
            String place,
            int run,
            String cause,
            @Nullable UUID violation,
            @Nullable UUID reasonRemark,
            LocalDate designatedOn,
            LocalDate occurredOn)
            implements DesignationEvent {}

    /** Why a designation was revoked. The names stand in events. */
    enum Cause {
        /** 反弹: a closed entry inside stands again. */
        RELAPSE,
        /** An entry inside is open: newly registered, moved in by a correction, or its closing revoked. */
        VIOLATION,
        BY_HAND
    }
}
