package org.chaiwei.local.verify;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Folds the ledger's raw events, entry by entry, into what accountability's table {@code movement} must hold, and names each row that differs.
 * So between the two services no fact was lost, doubled or changed, and every figure of the plan, of any day and as known at any position, is
 * the ledger's own. Knows the events, not the facts, and shares no code with either service.
 *
 * <p>Its rule is the simplest there is: for each day on which something is dated, say what the entry is on that day; an event moves the
 * difference between what these days were without it and what they are with it.
 */
final class ProgressRecount {

    private static final String MOVEMENT = "accountability movement";
    private static final String EVENT = "event_store.event";

    /** What was closed by this day is outside the plan's cohort. */
    private static final LocalDate BASELINE = LocalDate.of(2015, 12, 31);

    private static final BigDecimal NO_AREA = new BigDecimal("0.00");

    private static final List<String> MEASURES = List.of(
            "registered", "registered_m2", "closed", "closed_m2", "standing_m2", "demolished_m2", "taken_back_m2");

    private static final String MOVEMENTS = """
        SELECT violation, position, business_date, street, use_class, ledger_kind, origin, array_to_string(tags, ','),
               coalesce(alley, ''), households, cleared_before_plan,
               registered, registered_m2, closed, closed_m2, standing_m2, demolished_m2, taken_back_m2
          FROM movement WHERE position <= %d ORDER BY violation, position""";

    /** A row of the table. */
    private record MovementRow(UUID entry, long position, String cell, List<BigDecimal> measures) implements OfEntry {}

    /** Something that an event says of an entry from its day on. */
    private record Said(String what, LocalDate day, JsonNode payload) {}

    private final Connection ledger;
    private final Connection accountability;
    private final Differences differences;
    private final long upTo;
    private long checked;

    /**
     * @param ledger a transaction on the ledger's database that sees one state throughout, with auto-commit off
     * @param accountability the same on accountability's
     * @param upTo a position of the ledger's log up to which accountability has taken in every fact
     */
    ProgressRecount(Connection ledger, Connection accountability, Differences differences, long upTo) {
        this.ledger = ledger;
        this.accountability = accountability;
        this.differences = differences;
        this.upTo = upTo;
    }

    /**
     * Recounts and compares. What differs goes to the differences.
     *
     * @return how many movements were held against the events
     */
    long run() throws SQLException {
        try (var log = Rows.of(
                        ledger,
                        StoredEvent.QUERY.formatted("Violation", upTo, "e.aggregate_id, e.sequence"),
                        StoredEvent::of);
                var rows = Rows.of(accountability, MOVEMENTS.formatted(upTo), ProgressRecount::movement)) {
            while (log.hasNext()) {
                var entry = log.peek().entry();
                foreign(rows, entry);
                var events = new ArrayList<StoredEvent>();
                while (log.hasNext() && log.peek().entry().equals(entry)) events.add(log.take());
                var found = new ArrayList<MovementRow>();
                while (rows.hasNext() && rows.peek().entry().equals(entry)) found.add(rows.take());
                compare(events, found);
            }
            foreign(rows, null);
        }
        return checked;
    }

    /** Rows of entries that the ledger has no event of. */
    private void foreign(Rows<MovementRow> rows, @Nullable UUID before) throws SQLException {
        while (rows.hasNext()
                && (before == null || EntryIds.ORDER.compare(rows.peek().entry(), before) < 0)) {
            var row = rows.take();
            differences.unexpected(MOVEMENT, row.position() + " " + row.cell());
        }
    }

    private void compare(List<StoredEvent> events, List<MovementRow> found) {
        var byPosition = new TreeMap<Long, Map<String, List<BigDecimal>>>();
        for (var row : found) {
            checked++;
            var cells = byPosition.computeIfAbsent(row.position(), _ -> new TreeMap<>());
            if (cells.put(row.cell(), row.measures()) != null)
                differences.unexpected(MOVEMENT, row.position() + " " + row.cell() + " a second time");
        }
        var said = new ArrayList<Said>();
        Map<String, List<BigDecimal>> account = Map.of();
        for (var event : events) {
            take(event, said);
            var now = accountOf(said);
            var expected = difference(account, now);
            var rows = byPosition.getOrDefault(event.position(), Map.of());
            byPosition.remove(event.position());
            expected.forEach((cell, measures) -> {
                var row = rows.get(cell);
                var key = event.position() + " " + cell;
                if (row == null) differences.missing(MOVEMENT, key);
                else
                    for (int i = 0; i < MEASURES.size(); i++)
                        differences.compare(
                                MOVEMENT,
                                key,
                                MEASURES.get(i),
                                measures.get(i).toPlainString(),
                                row.get(i).toPlainString());
            });
            rows.keySet().stream()
                    .filter(cell -> !expected.containsKey(cell))
                    .forEach(cell -> differences.unexpected(MOVEMENT, event.position() + " " + cell));
            account = now;
        }
        byPosition.forEach((position, rows) ->
                rows.keySet().forEach(cell -> differences.unexpected(MOVEMENT, position + " " + cell)));
    }

    private void take(StoredEvent event, List<Said> said) {
        var name = event.type().split("/", -1)[1];
        var payload = event.payload();
        switch (name) {
            case "ViolationWithdrawn" -> said.clear();
            case "ViolationRegistered",
                    "ViolationCorrected",
                    "StreetReassigned",
                    "ViolationTagged",
                    "DemolitionPosted",
                    "AcceptanceFailurePosted",
                    "LedgerClosed",
                    "LedgerClosingRevoked",
                    "RelapseDetected" -> {
                var day = payload.path("occurredOn");
                if (day.isString()) said.add(new Said(name, LocalDate.parse(day.asString()), payload));
                else differences.add(EVENT, event.key(), "payload occurredOn", "a date", day);
            }
            default -> {} // nothing that a target looks at
        }
    }

    /** What the entry adds to the account, by day and by what it is counted under; nothing that is zero. */
    private static Map<String, List<BigDecimal>> accountOf(List<Said> said) {
        var account = new TreeMap<String, List<BigDecimal>>();
        for (var one : said) {
            var area = one.payload.path("areaM2");
            switch (one.what) {
                case "DemolitionPosted" -> {
                    if (!one.payload.path("legacy").asBoolean(false)) achieved(account, one, 5, area.decimalValue());
                }
                case "AcceptanceFailurePosted" ->
                    achieved(account, one, 5, area.decimalValue().negate());
                case "RelapseDetected" ->
                    achieved(account, one, 6, one.payload.path("takenBackM2").decimalValue());
                default -> {}
            }
        }
        var registration = said.stream()
                .filter(one -> one.what.equals("ViolationRegistered"))
                .findFirst()
                .orElse(null);
        if (registration != null) {
            var days = new TreeSet<LocalDate>();
            for (var one : said) days.add(later(one.day, registration.day));
            String cellBefore = null;
            List<BigDecimal> before = List.of();
            for (var day : days) {
                var is = new OnDay(said, registration, day);
                if (cellBefore != null) add(account, day + cellBefore, negated(before));
                add(account, day + is.cell(), is.measures());
                cellBefore = is.cell();
                before = is.measures();
            }
        }
        account.values().removeIf(ProgressRecount::isNothing);
        return account;
    }

    /**
     * An entry as it is on a day: of what is dated up to then, the last said of each thing holds. Of the area, each correction's own difference
     * to what was recorded when it came.
     */
    private static final class OnDay {
        private JsonNode entry;
        private String street;
        private String alley;
        private String tags;
        private BigDecimal areaM2;
        private BigDecimal demolishedM2 = NO_AREA;
        private @Nullable LocalDate closedOn;

        OnDay(List<Said> said, Said registration, LocalDate day) {
            entry = registration.payload.path("entry");
            street = text(entry, "street");
            alley = text(entry, "alley");
            tags = tagsOf(entry);
            areaM2 = registration.payload.path("areaM2").decimalValue();
            said.stream()
                    .filter(one -> one != registration && !one.day.isAfter(day))
                    .sorted(comparing(one -> later(one.day, registration.day)))
                    .forEach(this::hear);
        }

        private void hear(Said said) {
            var told = said.payload.path("entry");
            var area = said.payload.path("areaM2");
            switch (said.what) {
                case "ViolationCorrected" -> {
                    entry = told;
                    alley = text(told, "alley");
                    areaM2 = areaM2.add(area.decimalValue()
                            .subtract(said.payload.path("areaBeforeM2").decimalValue()));
                }
                case "StreetReassigned" -> {
                    street = text(told, "street");
                    alley = text(told, "alley");
                }
                case "ViolationTagged" -> tags = tagsOf(told);
                case "DemolitionPosted" -> demolishedM2 = demolishedM2.add(area.decimalValue());
                case "AcceptanceFailurePosted" -> demolishedM2 = demolishedM2.subtract(area.decimalValue());
                case "LedgerClosed" -> closedOn = said.day;
                case "LedgerClosingRevoked" -> closedOn = null;
                default -> {}
            }
        }

        String cell() {
            return cellOf(entry, street, alley, tags, closedOn != null && !closedOn.isAfter(BASELINE));
        }

        List<BigDecimal> measures() {
            var open = closedOn == null;
            return List.of(
                    BigDecimal.ONE,
                    areaM2,
                    open ? BigDecimal.ZERO : BigDecimal.ONE,
                    open ? NO_AREA : areaM2,
                    open ? areaM2.subtract(demolishedM2) : NO_AREA,
                    NO_AREA,
                    NO_AREA);
        }
    }

    private static void achieved(Map<String, List<BigDecimal>> account, Said said, int measure, BigDecimal areaM2) {
        var entry = said.payload.path("entry");
        var measures =
                new ArrayList<>(List.of(BigDecimal.ZERO, NO_AREA, BigDecimal.ZERO, NO_AREA, NO_AREA, NO_AREA, NO_AREA));
        measures.set(measure, areaM2);
        add(
                account,
                said.day + cellOf(entry, text(entry, "street"), text(entry, "alley"), tagsOf(entry), false),
                measures);
    }

    private static String cellOf(JsonNode entry, String street, String alley, String tags, boolean clearedBeforePlan) {
        return " "
                + String.join(
                        "|",
                        street,
                        text(entry, "use"),
                        text(entry, "ledgerKind"),
                        text(entry, "origin"),
                        tags,
                        alley,
                        entry.path("households").asString(""),
                        Boolean.toString(clearedBeforePlan));
    }

    private static MovementRow movement(ResultSet row) throws SQLException {
        var measures = new ArrayList<BigDecimal>();
        for (int column = 12; column <= 18; column++) measures.add(row.getBigDecimal(column));
        var tags = row.getString(8).split(",", -1);
        Arrays.sort(tags);
        return new MovementRow(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, LocalDate.class)
                        + " "
                        + String.join(
                                "|",
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                String.join(",", tags),
                                row.getString(9),
                                row.getString(10),
                                Boolean.toString(row.getBoolean(11))),
                measures);
    }

    private static Map<String, List<BigDecimal>> difference(
            Map<String, List<BigDecimal>> before, Map<String, List<BigDecimal>> now) {
        var difference = new TreeMap<String, List<BigDecimal>>();
        before.forEach((cell, measures) -> add(difference, cell, negated(measures)));
        now.forEach((cell, measures) -> add(difference, cell, measures));
        difference.values().removeIf(ProgressRecount::isNothing);
        return difference;
    }

    private static void add(Map<String, List<BigDecimal>> account, String cell, List<BigDecimal> measures) {
        account.merge(cell, measures, (a, b) -> {
            var sum = new ArrayList<BigDecimal>();
            for (int i = 0; i < a.size(); i++) sum.add(a.get(i).add(b.get(i)));
            return sum;
        });
    }

    private static List<BigDecimal> negated(List<BigDecimal> measures) {
        return measures.stream().map(BigDecimal::negate).toList();
    }

    private static boolean isNothing(List<BigDecimal> measures) {
        return measures.stream().allMatch(measure -> measure.signum() == 0);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static String tagsOf(JsonNode entry) {
        var tags = new TreeSet<String>();
        entry.path("tags").forEach(tag -> tags.add(tag.asString("")));
        return String.join(",", tags);
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asString("");
    }
}
