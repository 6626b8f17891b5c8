package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
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
     * Some or all of the remaining area is gone.
     *
     * @param areaM2 what was demolished this time
     * @param legacy cleared before the plan, taken over from paper
     */
    record DemolitionPosted(UUID violation, Particulars entry, BigDecimal areaM2, boolean legacy, LocalDate occurredOn)
            implements ViolationEvent {
        public DemolitionPosted {
            areaM2 = Area.exact(areaM2);
        }
    }

    /**
     * 销账: the entry left the open ledger.
     *
     * @param ground a name of {@link Ground}
     * @param areaM2 the recorded area with which it closes
     * @param legacy closed before the plan, taken over from paper
     */
    record LedgerClosed(
            UUID violation, Particulars entry, String ground, BigDecimal areaM2, boolean legacy, LocalDate occurredOn)
            implements ViolationEvent {
        public LedgerClosed {
            areaM2 = Area.exact(areaM2);
        }
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
     * @param closedOn the business date of the legacy closing (and demolition) that is taken back
     * @param reasonRemark the remark that says why
     */
    record ViolationWithdrawn(
            UUID violation,
            Particulars entry,
            BigDecimal areaM2,
            LocalDate registeredOn,
            BigDecimal demolishedM2,
            @Nullable LocalDate closedOn,
            UUID reasonRemark,
            LocalDate occurredOn)
            implements ViolationEvent {
        public ViolationWithdrawn {
            areaM2 = Area.exact(areaM2);
            demolishedM2 = Area.exact(demolishedM2);
        }
    }
}
