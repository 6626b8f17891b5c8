package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of a ledger that could have happened, the same for the same seed: entries are registered, tagged, corrected,
 * reassigned, demolished in parts, closed on every ground, withdrawn and registered again, in an order where the histories of many
 * entries run through each other and business dates run back and forth.
 */
public final class Histories {

    public static final LocalDate TODAY = LocalDate.of(2016, 6, 30);

    private static final LocalDate CAMPAIGN_START = LocalDate.of(2013, 4, 12);
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
        private boolean withdrawable;

        Life(String number) {
            this.number = number;
            this.id = ViolationId.of(number);
        }

        void live() {
            if (entry == null) register();
            else if (withdrawable && random.nextInt(10) == 0) withdraw();
            else if (closedOn != null) tag();
            else
                switch (random.nextInt(8)) {
                    case 0 -> tag();
                    case 1 -> record(new ResponsiblePersonAssigned(id, entry(), UUID.randomUUID(), TODAY));
                    case 2, 3 -> correct();
                    case 4 -> reassign();
                    case 5 -> demolish(part());
                    case 6 -> clear();
                    default -> closeOtherwise();
                }
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
            if (random.nextInt(4) == 0) clearedBeforeThePlan();
        }

        private void clearedBeforeThePlan() {
            var demolishedOn = dateFrom(registeredOn);
            record(new DemolitionPosted(id, entry(), area, true, demolishedOn));
            demolished = area;
            close(Ground.DEMOLISHED, dateFrom(demolishedOn));
        }

        private void withdraw() {
            record(new ViolationWithdrawn(
                    id, entry(), area, registeredOn, demolished, closedOn, UUID.randomUUID(), TODAY));
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

        private void close(Ground ground, LocalDate on) {
            closedOn = on;
            record(new LedgerClosed(id, entry(), ground.name(), area, withdrawable, on));
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
