package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Signature;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of a ledger that could have happened, the same for the same seed: entries are registered, tagged, corrected,
 * reassigned, demolished in parts, not accepted, closed on every ground, opened again, seen again, withdrawn and registered again, in an order where the histories of many
 * entries run through each other and business dates run back and forth.
 */
public final class Histories {

    public static final LocalDate TODAY = LocalDate.of(2016, 6, 30);

    private static final LocalDate CAMPAIGN_START = LocalDate.of(2013, 4, 12);
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Instant FIRST_RECORDED = Instant.parse("2016-06-30T01:00:00Z");

    private final Random random;
    private final List<Street> streets = Places.published().streets();
    private final List<Life> lives = new ArrayList<>();
    private final List<Recorded> recorded = new ArrayList<>();

    private Histories(long seed, int entries) {
        random = new Random(seed);
        for (int i = 1; i <= entries; i++) lives.add(new Life("TEST-%05d".formatted(i)));
    }

    /** A history of this many events over this many entries. */
    public static List<Recorded> of(long seed, int entries, int events) {
        var histories = new Histories(seed, entries);
        while (histories.recorded.size() < events)
            histories.oneOf(histories.lives).live();
        return List.copyOf(histories.recorded);
    }

    /** One entry as the generator sees it: enough to know what may come next. */
    private final class Life {
        private final String number;
        private final UUID id;
        private long sequence;
        private @Nullable Particulars entry;
        private LocalDate registeredOn = CAMPAIGN_START;
        private BigDecimal area = BigDecimal.ZERO;
        private BigDecimal demolished = new BigDecimal("0.00");
        private @Nullable LocalDate closedOn;
        private Ground ground = Ground.DEMOLISHED;
        private boolean withdrawable;
        private boolean relapsed;

        Life(String number) {
            this.number = number;
            this.id = ViolationId.of(number);
        }

        void live() {
            if (entry == null) register();
            else if (withdrawable && random.nextInt(10) == 0) withdraw();
            else if (closedOn != null) liveOnClosed();
            else
                switch (random.nextInt(12)) {
                    case 0 -> tag();
                    case 1 -> record(new ResponsiblePersonAssigned(id, entry(), UUID.randomUUID(), TODAY));
                    case 2, 3 -> correct();
                    case 4 -> reassign();
                    case 5 -> demolish(part());
                    case 6 -> clear();
                    case 7 -> fail();
                    case 8 -> accept();
                    case 9 -> seal();
                    case 10 -> fileOrRestore();
                    default -> closeOtherwise();
                }
        }

        private void liveOnClosed() {
            switch (random.nextInt(6)) {
                case 0, 1 -> revoke();
                case 2 -> patrol();
                case 3 -> relapse();
                case 4 -> notPosted("CLOSED");
                default -> tag();
            }
        }

        /** What was demolished last fails its acceptance, or nothing had counted. */
        private void fail() {
            var givenBack = random.nextBoolean() ? demolished : new BigDecimal("0.00");
            demolished = demolished.subtract(givenBack);
            withdrawable = false;
            record(new AcceptanceFailurePosted(
                    id,
                    entry(),
                    givenBack,
                    area.subtract(demolished),
                    false,
                    "STILL_STANDING",
                    UUID.randomUUID(),
                    dateFrom(registeredOn)));
        }

        private void accept() {
            withdrawable = false;
            record(new AcceptancePosted(
                    id,
                    entry(),
                    demolished,
                    false,
                    List.of(new Signature("u-1", "acceptance"), new Signature("u-2", "office")),
                    UUID.randomUUID(),
                    dateFrom(registeredOn)));
            notPosted("MORE_THAN_REMAINING");
        }

        private void notPosted(String reason) {
            withdrawable = false;
            record(new DemolitionNotPosted(
                    id,
                    entry(),
                    UUID.randomUUID(),
                    anArea(),
                    new BigDecimal("0.00"),
                    reason,
                    UUID.randomUUID(),
                    dateFrom(registeredOn)));
        }

        private void seal() {
            withdrawable = false;
            record(new WallSealingPosted(id, entry(), UUID.randomUUID(), 2, UUID.randomUUID(), dateFrom(registeredOn)));
        }

        private void fileOrRestore() {
            withdrawable = false;
            record(
                    random.nextBoolean()
                            ? new CaseFilingPosted(
                                    id,
                                    entry(),
                                    "西拆案〔2016〕%05d号".formatted(random.nextInt(99_999)),
                                    "EXISTING",
                                    UUID.randomUUID(),
                                    dateFrom(registeredOn))
                            : new RestorationPosted(id, entry(), "GREENED", UUID.randomUUID(), dateFrom(registeredOn)));
        }

        private void revoke() {
            var closed = Objects.requireNonNull(closedOn);
            withdrawable = false;
            record(new ClosingRevocationRequested(id, entry(), "u-1", UUID.randomUUID(), TODAY));
            var course = random.nextInt(8);
            if (course == 0) record(new ClosingRevocationDeclined(id, entry(), "u-1", "u-2", UUID.randomUUID(), TODAY));
            if (course < 2) return;
            record(new LedgerClosingRevoked(
                    id,
                    entry(),
                    ground.name(),
                    closed,
                    area.subtract(demolished),
                    "u-1",
                    "u-2",
                    dateFrom(registeredOn)));
            closedOn = null;
        }

        private void patrol() {
            withdrawable = false;
            var round = oneOf(List.of(0, 30, 90, 365));
            record(new PatrolRecorded(id, entry(), round, false, null, TODAY));
        }

        /** Seen again: a suspicion that is dismissed, or the one relapse that an entry can have. */
        private void relapse() {
            withdrawable = false;
            var sighting = UUID.randomUUID();
            var seenAt = TODAY.atTime(9, 30).atOffset(ZoneOffset.ofHours(8));
            record(new RelapseSuspected(
                    id, entry(), sighting, new BigDecimal("4.2"), "PATROL", PHOTO, null, "u-1", seenAt, TODAY));
            if (relapsed || random.nextBoolean()) {
                record(new RelapseSuspicionDismissed(id, entry(), sighting, UUID.randomUUID(), TODAY));
                return;
            }
            relapsed = true;
            var again = new Life(number + "-F1");
            record(new RelapseConfirmed(
                    id,
                    entry(),
                    sighting,
                    again.id,
                    again.number,
                    anArea(),
                    entry().use(),
                    null,
                    1,
                    "PATROL",
                    TODAY,
                    null,
                    PHOTO,
                    ground.name(),
                    demolished,
                    seenAt,
                    TODAY));
            again.standAgain(this, sighting, seenAt);
            lives.add(again);
        }

        private void standAgain(Life before, UUID sighting, OffsetDateTime seenAt) {
            register();
            closedOn = null;
            withdrawable = false;
            relapsed = true; // once is enough for a test
            record(new RelapseDetected(
                    id,
                    entry(),
                    before.id,
                    before.entry(),
                    before.ground.name(),
                    before.demolished,
                    sighting,
                    seenAt,
                    TODAY));
        }

        private Particulars entry() {
            return Objects.requireNonNull(entry);
        }

        private void register() {
            registeredOn = dateFrom(CAMPAIGN_START);
            area = anArea();
            demolished = new BigDecimal("0.00");
            closedOn = null;
            withdrawable = true;
            var street = oneOf(streets).code();
            entry = new Particulars(
                    number,
                    oneOf(List.of(LedgerKind.values())).name(),
                    street,
                    street + "001",
                    null,
                    "大栅栏西街",
                    null,
                    anyUse(),
                    List.of(Tag.FIRE_LANE.name(), Tag.PIPELINE.name()),
                    random.nextInt(4),
                    oneOf(List.of(Origin.EXISTING, Origin.NEW)).name());
            record(new ViolationRegistered(
                    id,
                    entry(),
                    "大栅栏西街" + random.nextInt(300) + "号",
                    new BigDecimal("116.389000"),
                    new BigDecimal("39.895000"),
                    area,
                    "砖混",
                    1,
                    2004,
                    registeredOn,
                    FoundBy.INVENTORY.name(),
                    null,
                    null,
                    true,
                    registeredOn));
            if (!number.endsWith("-F1") && random.nextInt(4) == 0) clearedBeforeThePlan();
        }

        private void clearedBeforeThePlan() {
            var demolishedOn = dateFrom(registeredOn);
            record(new DemolitionPosted(id, entry(), area, true, demolishedOn));
            demolished = area;
            close(Ground.DEMOLISHED, dateFrom(demolishedOn));
        }

        private void withdraw() {
            record(new ViolationWithdrawn(
                    id, entry(), area, registeredOn, demolished, closedOn, UUID.randomUUID(), TODAY, null));
            entry = null;
        }

        private void tag() {
            var before = entry();
            entry = withUse(before, before.use(), List.of(Tag.KEY_AREA.name()));
            record(new ViolationTagged(id, before, entry(), TODAY));
        }

        private void correct() {
            var before = entry();
            var areaBefore = area;
            if (random.nextBoolean()) area = demolished.add(anArea());
            if (random.nextBoolean()) entry = withUse(before, anyUse(), before.tags());
            withdrawable = false;
            record(new ViolationCorrected(
                    id,
                    before,
                    entry(),
                    areaBefore,
                    area,
                    demolished,
                    "大栅栏西街甲" + random.nextInt(300) + "号",
                    null,
                    null,
                    "砖木",
                    2,
                    null,
                    UUID.randomUUID(),
                    dateFrom(registeredOn)));
        }

        private void reassign() {
            var before = entry();
            entry = new Particulars(
                    number,
                    before.ledgerKind(),
                    oneOf(streets).code(),
                    null,
                    null,
                    null,
                    before.unit(),
                    before.use(),
                    before.tags(),
                    before.households(),
                    before.origin());
            withdrawable = false;
            record(new StreetReassigned(
                    id, before, entry(), area, demolished, UUID.randomUUID(), dateFrom(registeredOn)));
        }

        private BigDecimal part() {
            return area.subtract(demolished).multiply(new BigDecimal("0.30")).setScale(2, java.math.RoundingMode.DOWN);
        }

        private void demolish(BigDecimal part) {
            if (part.signum() == 0) return;
            demolished = demolished.add(part);
            withdrawable = false;
            record(new DemolitionPosted(id, entry(), part, false, dateFrom(registeredOn)));
        }

        private void clear() {
            demolish(area.subtract(demolished));
            close(Ground.DEMOLISHED, dateFrom(registeredOn));
        }

        private void closeOtherwise() {
            withdrawable = false;
            close(oneOf(List.of(Ground.SEALED, Ground.RECTIFIED, Ground.DUPLICATE)), dateFrom(registeredOn));
        }

        private void close(Ground on, LocalDate day) {
            closedOn = day;
            ground = on;
            record(new LedgerClosed(id, entry(), ground.name(), area, withdrawable, day));
        }

        private void record(ViolationEvent event) {
            long position = recorded.size() + 1;
            recorded.add(new Recorded(position, FIRST_RECORDED.plusSeconds(position), id, sequence++, event));
        }
    }

    private static Particulars withUse(Particulars entry, String use, List<String> tags) {
        return new Particulars(
                entry.ledgerNumber(),
                entry.ledgerKind(),
                entry.street(),
                entry.community(),
                entry.compound(),
                entry.alley(),
                entry.unit(),
                use,
                tags,
                entry.households(),
                entry.origin());
    }

    private String anyUse() {
        return oneOf(List.of(Use.values())).name();
    }

    private BigDecimal anArea() {
        return BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
    }

    private LocalDate dateFrom(LocalDate first) {
        return first.plusDays(random.nextLong(TODAY.toEpochDay() - first.toEpochDay() + 1));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
