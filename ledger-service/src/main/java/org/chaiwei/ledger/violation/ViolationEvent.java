package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry of the ledger. Stored for ever under its {@link ViolationEvents#TYPES logical name and revision}: fields
 * are only added, and each revision has a golden file. Areas are square metres with exactly two decimals. No event holds a name, a
 * phone number or a typed reason: people are a {@code partyId}, reasons are the id of a remark, and both can be erased.
 */
public sealed interface ViolationEvent {

    /** The entry: {@link ViolationId#of} its ledger number. */
    UUID violation();

    /** The entry as it is after this event. */
    Particulars entry();

    /** The business date in Asia/Shanghai, which may lie years before the recording. */
    LocalDate occurredOn();

    /**
     * The entry came onto the ledger; also a second time, after a {@link ViolationWithdrawn}.
     *
     * @param address 详细地址, without the name of anyone who lives there
     * @param lon longitude in degrees, WGS84, six decimals; null exactly when {@code lat} is
     * @param lat latitude in degrees, WGS84, six decimals
     * @param foundBy a name of {@link FoundBy}
     * @param partyId the responsible person in the party registry, if known
     * @param importBatch the import that brought it; null when a person registered it by form
     * @param legacy it was on paper before the plan, and entered later
     */
    record ViolationRegistered(
            UUID violation,
            Particulars entry,
            String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            BigDecimal areaM2,
            @Nullable String structure,
            @Nullable Integer storeys,
            @Nullable Integer yearBuilt,
            LocalDate discoveredOn,
            String foundBy,
            @Nullable UUID partyId,
            @Nullable UUID importBatch,
            boolean legacy,
            LocalDate occurredOn)
            implements ViolationEvent {
        public ViolationRegistered {
            areaM2 = Area.exact(areaM2);
        }
    }

    /**
     * 入账: some or all of the remaining area is gone and counts as demolished. Happens again for the same demolition after a failed
     * acceptance, on the day on which it passed.
     *
     * @param areaM2 what was demolished this time
     * @param legacy cleared before the plan, taken over from paper
     * @param demolition the demolition service's id of it; null for what was taken over from paper
     * @param remainingM2 what of the recorded area still stands; null for what was taken over from paper, where nothing does
     * @param fact the fact that told of it; null where the ledger posts what an earlier fact had told of
     */
    record DemolitionPosted(
            UUID violation,
            Particulars entry,
            BigDecimal areaM2,
            boolean legacy,
            LocalDate occurredOn,
            @Nullable UUID demolition,
            @Nullable BigDecimal remainingM2,
            @Nullable UUID fact)
            implements ViolationEvent {
        public DemolitionPosted {
            areaM2 = Area.exact(areaM2);
            remainingM2 = remainingM2 == null ? null : Area.exact(remainingM2);
        }

        /** As taken over from paper. */
        public DemolitionPosted(
                UUID violation, Particulars entry, BigDecimal areaM2, boolean legacy, LocalDate occurredOn) {
            this(violation, entry, areaM2, legacy, occurredOn, null, null, null);
        }
    }

    /**
     * 未入账: a demolition can't be taken into the account; it waits, behind earlier ones, until it can, and a person has to look at it.
     *
     * @param areaM2 what was reported as demolished
     * @param remainingM2 what could have been posted
     * @param reason MORE_THAN_REMAINING, CLOSED or WITHDRAWN
     * @param fact the fact that told of it; null where the ledger tries again what an earlier fact had told of
     */
    record DemolitionNotPosted(
            UUID violation,
            Particulars entry,
            UUID demolition,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            String reason,
            @Nullable UUID fact,
            LocalDate occurredOn)
            implements ViolationEvent {
        public DemolitionNotPosted {
            areaM2 = Area.exact(areaM2);
            remainingM2 = Area.exact(remainingM2);
        }
    }

    /** 封堵: a wall opening is walled up again; {@code households} are concerned by it. */
    record WallSealingPosted(
            UUID violation, Particulars entry, UUID sealing, int households, UUID fact, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * 验收通过: what was demolished or sealed since the last acceptance was found done.
     *
     * @param areaM2 the demolished area that was accepted; 0.00 for a sealing alone
     * @param sealed whether a sealed wall was accepted
     * @param signatures in the order in which they were given
     */
    record AcceptancePosted(
            UUID violation,
            Particulars entry,
            BigDecimal areaM2,
            boolean sealed,
            List<Signature> signatures,
            UUID fact,
            LocalDate occurredOn)
            implements ViolationEvent {
        public AcceptancePosted {
            areaM2 = Area.exact(areaM2);
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * 验收不通过: what was demolished or sealed since the last acceptance does not count until acceptance passes.
     *
     * @param areaM2 the posted area that is given back; 0.00 where none of it had been posted
     * @param remainingM2 what of the recorded area stands again
     * @param sealed whether a sealed wall was not accepted
     * @param cause as the demolition service tells it, such as STILL_STANDING
     */
    record AcceptanceFailurePosted(
            UUID violation,
            Particulars entry,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            boolean sealed,
            String cause,
            UUID fact,
            LocalDate occurredOn)
            implements ViolationEvent {
        public AcceptanceFailurePosted {
            areaM2 = Area.exact(areaM2);
            remainingM2 = Area.exact(remainingM2);
        }
    }

    /** 立案: the entry became a case under this number; {@code track} is a name of the demolition service. */
    record CaseFilingPosted(
            UUID violation, Particulars entry, String caseNumber, String track, UUID fact, LocalDate occurredOn)
            implements ViolationEvent {}

    /** 恢复完成: the place is as it should be again; {@code kind} is a name of the demolition service. */
    record RestorationPosted(UUID violation, Particulars entry, String kind, UUID fact, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * 销账: the entry left the open ledger.
     *
     * @param ground a name of {@link Ground}
     * @param areaM2 the recorded area with which it closes
     * @param legacy closed before the plan, taken over from paper
     * @param basis what the ground rests on; null where that is the demolition or sealing on record
     */
    record LedgerClosed(
            UUID violation,
            Particulars entry,
            String ground,
            BigDecimal areaM2,
            boolean legacy,
            LocalDate occurredOn,
            @Nullable ClosingBasis basis)
            implements ViolationEvent {
        public LedgerClosed {
            areaM2 = Area.exact(areaM2);
        }

        /** On the demolition or sealing that is on record. */
        public LedgerClosed(
                UUID violation,
                Particulars entry,
                String ground,
                BigDecimal areaM2,
                boolean legacy,
                LocalDate occurredOn) {
            this(violation, entry, ground, areaM2, legacy, occurredOn, null);
        }
    }

    /**
     * Somebody asked for the closing to be revoked; somebody else decides.
     *
     * @param requestedBy the pseudonymous id of whoever asked
     * @param reasonRemark the remark that says why
     */
    record ClosingRevocationRequested(
            UUID violation, Particulars entry, String requestedBy, UUID reasonRemark, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * The closing stays: what was asked for was declined, or taken back by whoever had asked.
     *
     * @param requestedBy the pseudonymous id of whoever had asked
     * @param declinedBy the pseudonymous id of whoever declined
     * @param reasonRemark the remark that says why
     */
    record ClosingRevocationDeclined(
            UUID violation,
            Particulars entry,
            String requestedBy,
            String declinedBy,
            UUID reasonRemark,
            LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * 撤销销账: the closing was taken back, and the entry is open again.
     *
     * @param ground on which it had been closed
     * @param closedOn when
     * @param areaM2 the area that is on the open ledger again: 0.00 where all of it had been demolished
     * @param requestedBy the pseudonymous id of whoever asked for it
     * @param approver the pseudonymous id of whoever approved it, another person
     */
    record LedgerClosingRevoked(
            UUID violation,
            Particulars entry,
            String ground,
            LocalDate closedOn,
            BigDecimal areaM2,
            String requestedBy,
            String approver,
            LocalDate occurredOn)
            implements ViolationEvent {
        public LedgerClosingRevoked {
            areaM2 = Area.exact(areaM2);
        }
    }

    /**
     * 疑似反弹: something was seen near the closed entry's place.
     *
     * @param sighting the id of what was seen; one sighting may raise a suspicion at several entries
     * @param distanceM metres between the sighting and the entry, one decimal
     * @param foundBy a name of {@link FoundBy}
     * @param photo SHA-256 of the photo, hexadecimal
     * @param partyId whoever was seen building, if they are in the party registry
     * @param reportedBy the pseudonymous id of whoever reported it, who can't confirm it
     * @param occurredAt when it was seen
     */
    record RelapseSuspected(
            UUID violation,
            Particulars entry,
            UUID sighting,
            BigDecimal distanceM,
            String foundBy,
            String photo,
            @Nullable UUID partyId,
            String reportedBy,
            OffsetDateTime occurredAt,
            LocalDate occurredOn)
            implements ViolationEvent {
        public RelapseSuspected {
            distanceM = distanceM.setScale(1);
            occurredAt = inBeijing(occurredAt);
        }
    }

    /** A person looked, and it is not this entry's construction standing again; {@code reasonRemark} says why. */
    record RelapseSuspicionDismissed(
            UUID violation, Particulars entry, UUID sighting, UUID reasonRemark, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * A person looked and found this closed entry's construction standing again. The new entry is registered next, under the id and
     * the number given here; nothing changes in the closed one.
     *
     * @param relapse the new entry's id: {@link ViolationId#of} the number
     * @param areaM2 the area of what stands now
     * @param use a name of {@link Use}: what it is used for now
     * @param foundBy a name of {@link FoundBy}
     * @param discoveredOn the day of the sighting
     * @param photo SHA-256 of the confirming photo, hexadecimal
     * @param ground on which the entry had been closed
     * @param takenBackM2 the demolished area that is no longer achieved
     * @param occurredAt when it was confirmed
     */
    record RelapseConfirmed(
            UUID violation,
            Particulars entry,
            UUID sighting,
            UUID relapse,
            String relapseNumber,
            BigDecimal areaM2,
            String use,
            @Nullable String structure,
            @Nullable Integer storeys,
            String foundBy,
            LocalDate discoveredOn,
            @Nullable UUID partyId,
            String photo,
            String ground,
            BigDecimal takenBackM2,
            OffsetDateTime occurredAt,
            LocalDate occurredOn)
            implements ViolationEvent {
        public RelapseConfirmed {
            areaM2 = Area.exact(areaM2);
            takenBackM2 = Area.exact(takenBackM2);
            occurredAt = inBeijing(occurredAt);
        }
    }

    /**
     * 反弹: this new entry is a closed one's construction standing again. The demolished area of the closed one is taken back from what
     * was achieved, on this date.
     *
     * @param closedViolation the closed entry
     * @param closed the closed entry as it was confirmed: where the area had been achieved
     * @param ground on which it had been closed
     * @param takenBackM2 its demolished area
     * @param occurredAt when it was confirmed
     */
    record RelapseDetected(
            UUID violation,
            Particulars entry,
            UUID closedViolation,
            Particulars closed,
            String ground,
            BigDecimal takenBackM2,
            UUID sighting,
            OffsetDateTime occurredAt,
            LocalDate occurredOn)
            implements ViolationEvent {
        public RelapseDetected {
            takenBackM2 = Area.exact(takenBackM2);
            occurredAt = inBeijing(occurredAt);
        }
    }

    /**
     * 巡查: somebody looked at the closed entry's place, whether or not they found anything.
     *
     * @param round the days after the closing whose round it was (see {@link PatrolRounds}); 0 for one out of turn
     * @param photo SHA-256 of the photo, hexadecimal
     */
    record PatrolRecorded(
            UUID violation,
            Particulars entry,
            int round,
            boolean found,
            @Nullable String photo,
            LocalDate occurredOn) implements ViolationEvent {}

    /** The same instant as it is told in Asia/Shanghai, so that an event reads the same before and after it is stored. */
    private static OffsetDateTime inBeijing(OffsetDateTime instant) {
        return instant.withOffsetSameInstant(ZoneOffset.ofHours(8));
    }

    /**
     * What the ledger says of the entry was wrong or out of date: area, use, place within the street, building. Never the street
     * (see {@link StreetReassigned}) nor the ledger number.
     *
     * @param before the entry before the correction
     * @param areaBeforeM2 the recorded area before
     * @param areaM2 the recorded area from now on
     * @param demolishedM2 what had been posted as demolished so far, never more than {@code areaM2}
     * @param reasonRemark the remark that says why
     */
    record ViolationCorrected(
            UUID violation,
            Particulars before,
            Particulars entry,
            BigDecimal areaBeforeM2,
            BigDecimal areaM2,
            BigDecimal demolishedM2,
            String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            @Nullable String structure,
            @Nullable Integer storeys,
            @Nullable Integer yearBuilt,
            UUID reasonRemark,
            LocalDate occurredOn)
            implements ViolationEvent {
        public ViolationCorrected {
            areaBeforeM2 = Area.exact(areaBeforeM2);
            areaM2 = Area.exact(areaM2);
            demolishedM2 = Area.exact(demolishedM2);
        }
    }

    /**
     * Another sub-district answers for the entry. Its community, compound and alley are those given with the reassignment.
     *
     * @param before the entry in the old street
     * @param areaM2 the recorded area that moves
     * @param demolishedM2 what had been posted as demolished so far
     * @param reasonRemark the remark that says why
     */
    record StreetReassigned(
            UUID violation,
            Particulars before,
            Particulars entry,
            BigDecimal areaM2,
            BigDecimal demolishedM2,
            UUID reasonRemark,
            LocalDate occurredOn)
            implements ViolationEvent {
        public StreetReassigned {
            areaM2 = Area.exact(areaM2);
            demolishedM2 = Area.exact(demolishedM2);
        }
    }

    /** Someone is known to answer for the construction, or someone else than before. */
    record ResponsiblePersonAssigned(UUID violation, Particulars entry, UUID partyId, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * The tags of the entry are from now on those of {@code entry}.
     *
     * @param before the entry with the old tags
     */
    record ViolationTagged(UUID violation, Particulars before, Particulars entry, LocalDate occurredOn)
            implements ViolationEvent {}

    /**
     * The entry was taken back: the books show every date as if it had never been entered. Happens only while nothing but
     * registration, tags, responsible person and legacy clearance has happened.
     *
     * @param areaM2 the recorded area that is taken back
     * @param registeredOn the business date of the registration that is taken back
     * @param demolishedM2 the legacy demolition that is taken back, 0.00 without one
     * @param closedOn the business date of the legacy closing that is taken back
     * @param reasonRemark the remark that says why
     * @param demolishedOn the business date of the legacy demolition that is taken back; null without one, and in events from before
     *     this was told
     */
    record ViolationWithdrawn(
            UUID violation,
            Particulars entry,
            BigDecimal areaM2,
            LocalDate registeredOn,
            BigDecimal demolishedM2,
            @Nullable LocalDate closedOn,
            UUID reasonRemark,
            LocalDate occurredOn,
            @Nullable LocalDate demolishedOn)
            implements ViolationEvent {
        public ViolationWithdrawn {
            areaM2 = Area.exact(areaM2);
            demolishedM2 = Area.exact(demolishedM2);
        }
    }
}
