package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.chaiwei.contracts.Areas;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an enforcement case. Stored for ever under its {@link CaseEvents#TYPES logical name and revision}: fields are only
 * added, and each revision has a golden file. Areas are square metres with exactly two decimals. No event holds a name or a typed reason:
 * people are pseudonymous ids, reasons are remarks beside the events.
 */
public sealed interface CaseEvent
        permits CaseEvent.FromLedger,
                CaseEvent.WorkDone,
                CaseEvent.CaseFiled,
                CaseEvent.DiscoveryConfirmed,
                CaseEvent.AcceptanceSigned,
                CaseEvent.AcceptancePassed,
                CaseEvent.AcceptanceFailed,
                CaseEvent.RestorationCompleted,
                ProcedureEvent,
                CooperationEvent,
                ClockEvent,
                HandlingEvent {

    /** The ledger entry that the case is about; the case has the same id. */
    UUID violation();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** What the ledger told of its entry. It has happened there, so it is taken in whether it suits the case or not. */
    sealed interface FromLedger extends CaseEvent {

        /** The id of the ledger's event, by which a repetition is known. */
        UUID fact();
    }

    /** Work done on the spot, which acceptance has to look at. */
    sealed interface WorkDone extends CaseEvent {

        /** Its id. */
        UUID work();

        /** What of the recorded area it took away; 0.00 for a sealing. */
        BigDecimal areaM2();

        /** The pseudonymous id of whoever answers for it; they may not accept it. */
        String recordedBy();

        /** When, to the second, with offset. */
        OffsetDateTime occurredAt();
    }

    /**
     * 线索: an entry came onto the ledger; also a second time, after an {@link EntryWithdrawn}. What people had done in the case stands.
     *
     * @param areaM2 the recorded area
     * @param relapseOf the closed entry at whose place it stands, where that was told before
     * @param occurredOn the date of the registration
     * @param alley 街巷, by name; null where there is none, and in events from before it was kept
     * @param party the pseudonymous id of 当事人, where the ledger knows them; null also in events from before it was kept
     */
    record LeadReceived(
            UUID violation,
            UUID fact,
            String ledgerNumber,
            String ledgerKind,
            String street,
            String use,
            List<String> tags,
            int households,
            String origin,
            BigDecimal areaM2,
            @Nullable UUID relapseOf,
            LocalDate discoveredOn,
            LocalDate occurredOn,
            @Nullable String alley,
            @Nullable UUID party)
            implements FromLedger {
        public LeadReceived {
            areaM2 = Areas.exact(areaM2);
            tags = List.copyOf(new TreeSet<>(tags));
        }
    }

    /**
     * @param areaM2 the recorded area from now on
     * @param alley 街巷 from now on; null where there is none, and in events from before it was kept
     */
    record EntryCorrected(
            UUID violation,
            UUID fact,
            String ledgerKind,
            String use,
            int households,
            BigDecimal areaM2,
            LocalDate occurredOn,
            @Nullable String alley)
            implements FromLedger {
        public EntryCorrected {
            areaM2 = Areas.exact(areaM2);
        }
    }

    /**
     * @param street the code of the sub-district that answers for the entry from now on
     * @param alley 街巷 from now on; null where there is none, and in events from before it was kept
     */
    record EntryReassigned(
            UUID violation,
            UUID fact,
            String street,
            LocalDate occurredOn,
            @Nullable String alley) implements FromLedger {}

    record EntryTagged(UUID violation, UUID fact, List<String> tags, LocalDate occurredOn) implements FromLedger {
        public EntryTagged {
            tags = List.copyOf(new TreeSet<>(tags));
        }
    }

    record EntryWithdrawn(UUID violation, UUID fact, LocalDate occurredOn) implements FromLedger {}

    /** @param ground on which the ledger closed it, by its name there */
    record EntryClosed(UUID violation, UUID fact, String ground, LocalDate occurredOn) implements FromLedger {}

    /** The closing was taken back: the case stands again where it stood. */
    record ClosingRevoked(UUID violation, UUID fact, LocalDate occurredOn) implements FromLedger {}

    /** @param closedViolation the closed entry at whose place this one stands */
    record RelapseLinked(UUID violation, UUID fact, UUID closedViolation, LocalDate occurredOn) implements FromLedger {}

    /**
     * 入账: the ledger took demolished area into its account.
     *
     * @param demolition which demolition it answers, null where it names none
     * @param areaM2 what was posted
     * @param remainingM2 what of the recorded area still stands by the ledger's account
     * @param legacy demolished before the plan, without a case
     */
    record DemolitionPosted(
            UUID violation,
            UUID fact,
            @Nullable UUID demolition,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            boolean legacy,
            LocalDate occurredOn)
            implements FromLedger {
        public DemolitionPosted {
            areaM2 = Areas.exact(areaM2);
            remainingM2 = Areas.exact(remainingM2);
        }
    }

    /**
     * 未入账: the ledger could not take a demolition into its account yet. In the case it stands as it was reported: the ledger posts it as
     * soon as its own figures have room for it.
     *
     * @param reason by its name in the ledger
     */
    record DemolitionNotPosted(
            UUID violation,
            UUID fact,
            UUID demolition,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            String reason,
            LocalDate occurredOn)
            implements FromLedger {
        public DemolitionNotPosted {
            areaM2 = Areas.exact(areaM2);
            remainingM2 = Areas.exact(remainingM2);
        }
    }

    /** 冲回: because acceptance failed, the ledger took posted area back until it passes. */
    record DemolitionReversed(
            UUID violation, UUID fact, BigDecimal areaM2, BigDecimal remainingM2, LocalDate occurredOn)
            implements FromLedger {
        public DemolitionReversed {
            areaM2 = Areas.exact(areaM2);
            remainingM2 = Areas.exact(remainingM2);
        }
    }

    /**
     * 立案: the lead became a case.
     *
     * @param caseNumber 案号, unique
     * @param track a name of {@link Track}
     * @param filedBy the pseudonymous id of whoever answers for it; null in events from before it was kept
     */
    record CaseFiled(
            UUID violation,
            String street,
            String caseNumber,
            String track,
            LocalDate occurredOn,
            @Nullable String filedBy)
            implements CaseEvent {}

    /** 发现确认: a new construction was confirmed on the spot; the one-hour clock runs from {@code occurredAt}. */
    record DiscoveryConfirmed(UUID violation, String street, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements CaseEvent {}

    /**
     * 拆除: some or all of what remained is gone.
     *
     * @param whole whether nothing of the recorded area is left
     * @param by a name of {@link DemolishedBy}
     * @param beforePhoto SHA-256 of the picture, as hexadecimal digits
     */
    record Demolished(
            UUID violation,
            String street,
            UUID demolition,
            BigDecimal areaM2,
            boolean whole,
            String by,
            String beforePhoto,
            String afterPhoto,
            String recordedBy,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements WorkDone {
        public Demolished {
            areaM2 = Areas.exact(areaM2);
        }

        @Override
        public UUID work() {
            return demolition;
        }
    }

    /** 封堵: an opening broken through a wall is walled up again. */
    record WallSealed(
            UUID violation,
            String street,
            UUID sealing,
            int households,
            String beforePhoto,
            String afterPhoto,
            String recordedBy,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements WorkDone {

        private static final BigDecimal NONE = new BigDecimal("0.00");

        @Override
        public UUID work() {
            return sealing;
        }

        @Override
        public BigDecimal areaM2() {
            return NONE;
        }
    }

    /**
     * The first of the two signatures under an acceptance.
     *
     * @param signer a pseudonymous id
     * @param role as tokens write it
     */
    record AcceptanceSigned(UUID violation, String signer, String role, LocalDate occurredOn) implements CaseEvent {}

    /**
     * 验收通过: both have signed.
     *
     * @param areaM2 all demolished area that awaited acceptance, also what an earlier acceptance failed
     * @param sealed whether a sealing was among it
     */
    record AcceptancePassed(
            UUID violation,
            String street,
            BigDecimal areaM2,
            boolean sealed,
            String firstSigner,
            String firstRole,
            String secondSigner,
            String secondRole,
            LocalDate occurredOn)
            implements CaseEvent {
        public AcceptancePassed {
            areaM2 = Areas.exact(areaM2);
        }
    }

    /**
     * 验收不通过: what was done goes on awaiting acceptance, and doesn't count meanwhile.
     *
     * @param areaM2 the demolished area that fails now; what had failed before is not told again
     * @param sealed whether a sealing fails now
     * @param cause a name of {@link FailureCause}
     */
    record AcceptanceFailed(
            UUID violation,
            String street,
            BigDecimal areaM2,
            boolean sealed,
            String cause,
            String signer,
            String role,
            LocalDate occurredOn)
            implements CaseEvent {
        public AcceptanceFailed {
            areaM2 = Areas.exact(areaM2);
        }
    }

    /**
     * 恢复完成: the place is as it should be again.
     *
     * @param kind a name of {@link RestorationKind}
     * @param photo SHA-256 of the picture, as hexadecimal digits
     */
    record RestorationCompleted(UUID violation, String street, String kind, String photo, LocalDate occurredOn)
            implements CaseEvent {}
}
