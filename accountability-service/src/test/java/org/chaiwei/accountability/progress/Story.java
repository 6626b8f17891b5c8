package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.platform.fact.ReceivedFact;

/**
 * Facts as the two services would tell them, written down as a story: each gets the next position and a second more. Positions have gaps,
 * as the log's have for whoever hears facts only.
 */
public final class Story {

    public static final UUID EPOCH = UUID.fromString("00000000-0000-4000-8000-000000000001");
    public static final Instant BEGIN = Instant.parse("2016-01-01T00:00:00Z");
    public static final String DASHILAR = "110102013";
    public static final String TIANQIAO = "110102014";

    private static final String ACTOR = "office-1";

    public final List<ReceivedFact> facts = new ArrayList<>();
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final Map<String, BigDecimal> areas = new HashMap<>();
    private final Map<String, BigDecimal> demolished = new HashMap<>();
    private long position;

    public static UUID id(String number) {
        return UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8));
    }

    /** The position of the last fact so far. */
    public long position() {
        return position;
    }

    /** When the fact at a position was recorded. */
    public static Instant recordedAt(long position) {
        return BEGIN.plusSeconds(position);
    }

    public Story registered(String number, String street, String areaM2, String on, String... tags) {
        return registered(
                new LedgerEntry(
                        number, "GENERAL", street, null, null, null, null, "STORAGE", List.of(tags), 0, "EXISTING"),
                areaM2,
                on,
                null);
    }

    public Story wallOpening(String number, String street, String alley, int households, String areaM2, String on) {
        return registered(
                new LedgerEntry(
                        number,
                        "WALL_OPENING",
                        street,
                        null,
                        null,
                        alley,
                        null,
                        "COMMERCIAL",
                        List.of(),
                        households,
                        "EXISTING"),
                areaM2,
                on,
                null);
    }

    /** @param at with offset; null where nobody has confirmed it on the spot */
    public Story builtAnew(String number, String street, String origin, String areaM2, String on, String at) {
        return registered(
                new LedgerEntry(number, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, origin),
                areaM2,
                on,
                at);
    }

    public Story registered(LedgerEntry entry, String areaM2, String on, String at) {
        var number = entry.ledgerNumber();
        entries.put(number, entry);
        areas.put(number, m2(areaM2));
        demolished.put(number, m2("0.00"));
        return tell(new ViolationRegistered(
                id(number),
                entry,
                m2(areaM2),
                day(on),
                "INVENTORY",
                null,
                false,
                day(on),
                at == null ? null : OffsetDateTime.parse(at),
                ACTOR));
    }

    public Story corrected(String number, String areaM2, String use, String on) {
        var before = entry(number);
        var after = new LedgerEntry(
                number,
                before.ledgerKind(),
                before.street(),
                null,
                null,
                before.alley(),
                null,
                use,
                before.tags(),
                before.households(),
                before.origin());
        entries.put(number, after);
        var was = areas.put(number, m2(areaM2));
        return tell(new ViolationCorrected(
                id(number), before, after, was, m2(areaM2), demolished.get(number), day(on), ACTOR));
    }

    public Story tagged(String number, String on, String... tags) {
        var before = entry(number);
        var after = new LedgerEntry(
                number,
                before.ledgerKind(),
                before.street(),
                null,
                null,
                before.alley(),
                null,
                before.use(),
                List.of(tags),
                before.households(),
                before.origin());
        entries.put(number, after);
        return tell(new ViolationTagged(id(number), before, after, day(on), ACTOR));
    }

    public Story reassigned(String number, String street, String on) {
        var before = entry(number);
        var after = new LedgerEntry(
                number,
                before.ledgerKind(),
                street,
                null,
                null,
                null,
                null,
                before.use(),
                before.tags(),
                before.households(),
                before.origin());
        entries.put(number, after);
        return tell(new StreetReassigned(
                id(number), before, after, areas.get(number), demolished.get(number), day(on), ACTOR));
    }

    public Story posted(String number, String areaM2, String on) {
        return posted(number, areaM2, on, false);
    }

    public Story posted(String number, String areaM2, String on, boolean legacy) {
        demolished.merge(number, m2(areaM2), BigDecimal::add);
        return tell(new DemolitionPosted(
                id(number), entry(number), UUID.randomUUID(), m2(areaM2), m2("0.00"), legacy, day(on), ACTOR));
    }

    public Story reversed(String number, String areaM2, String on) {
        demolished.merge(number, m2(areaM2), BigDecimal::subtract);
        return tell(new DemolitionReversed(id(number), entry(number), m2(areaM2), m2(areaM2), day(on), ACTOR));
    }

    public Story closed(String number, String ground, String on) {
        return tell(new LedgerClosed(id(number), entry(number), ground, areas.get(number), false, day(on), ACTOR));
    }

    public Story revoked(String number, String on) {
        return tell(new LedgerClosingRevoked(
                id(number), entry(number), "DEMOLISHED", day(on), m2("0.00"), "leader-1", day(on), ACTOR));
    }

    public Story withdrawn(String number, String registeredOn, String on) {
        return tell(new ViolationWithdrawn(
                id(number),
                entry(number),
                areas.get(number),
                day(registeredOn),
                demolished.get(number),
                null,
                day(on),
                ACTOR,
                null));
    }

    /** The closed entry's place stands again: a new entry, and its area taken back. */
    public Story relapsed(String closed, String number, String areaM2, String on) {
        builtAnew(number, entry(closed).street(), "RELAPSE", areaM2, on, null);
        return tell(new RelapseDetected(
                id(number),
                entry(number),
                id(closed),
                areas.get(closed),
                day(on),
                OffsetDateTime.parse(on + "T09:00:00+08:00"),
                ACTOR));
    }

    public Story confirmed(String number, String at) {
        var when = OffsetDateTime.parse(at);
        return tell(new DiscoveryConfirmed(id(number), entry(number).street(), when.toLocalDate(), when, ACTOR));
    }

    public Story demolishedAt(String number, boolean whole, String at) {
        var when = OffsetDateTime.parse(at);
        return tell(new Demolished(
                id(number),
                entry(number).street(),
                UUID.randomUUID(),
                areas.get(number),
                whole,
                "OWNER",
                when.toLocalDate(),
                when,
                ACTOR));
    }

    public Story restored(String number, String on) {
        return tell(new RestorationCompleted(id(number), entry(number).street(), "GREENED", day(on), ACTOR));
    }

    public Story tell(Fact fact) {
        position += 1 + position % 2;
        var service = fact instanceof DemolitionFact ? "demolition" : "ledger";
        var types = switch (fact) {
            case DemolitionFact _ -> DemolitionFact.TYPES;
            case DistrictFact _ -> DistrictFact.TYPES;
            default -> LedgerFact.TYPES;
        };
        var type = types.stream()
                .filter(t -> t.fact() == fact.getClass())
                .findAny()
                .orElseThrow();
        facts.add(new ReceivedFact(
                service,
                EPOCH,
                position,
                UUID.nameUUIDFromBytes((service + position).getBytes(StandardCharsets.UTF_8)),
                fact.subject(),
                type.type(),
                fact,
                recordedAt(position),
                UUID.randomUUID(),
                null));
        return this;
    }

    private LedgerEntry entry(String number) {
        return entries.get(number);
    }

    private static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }

    private static LocalDate day(String on) {
        return LocalDate.parse(on);
    }
}
