package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.chaiwei.local.verify.ExpectedMovement.Account;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One entry of the ledger, worked out from its events: what its row in the book must read, and what it moved in the figures.
 *
 * <p>The rules, in the words of the procedure: registration puts count and area on; demolition takes area off; a closing takes the
 * count off, and on any ground but demolition also the area that still stood, and its revocation puts both on again; a failed acceptance
 * gives demolished area back; a correction or a reassignment moves what remains; a withdrawal takes back the registration, the
 * demolition and the closing, each on its own day, as if the entry had never been. A relapse moves nothing of this: it takes back what its
 * closed entry had achieved, in a line of its own.
 */
final class RecountedEntry {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final String TABLE = "event_store.event";
    private static final String REGISTERED = "Violation/ViolationRegistered/1";

    /** The columns of the row that tell how far its enforcement has come, and what came after its closing. */
    static final List<String> COURSE = List.of(
            "sealed_on",
            "case_number",
            "case_filed_on",
            "restored_on",
            "duplicate_of",
            "revocation_requested_on",
            "revocation_requested_by",
            "relapse_of",
            "relapsed_into",
            "patrol_due_on",
            "patrol_round");

    /** What the demolition service may tell of an entry that was withdrawn meanwhile. */
    private static final Set<String> MAY_COME_LATE = Set.of(
            "Violation/DemolitionNotPosted/1",
            "Violation/WallSealingPosted/1",
            "Violation/AcceptancePosted/1",
            "Violation/AcceptanceFailurePosted/1",
            "Violation/CaseFilingPosted/1",
            "Violation/RestorationPosted/1");

    private record Demolition(LocalDate day, BigDecimal areaM2) {}

    private final UUID id;
    private final Differences differences;

    /** The event that set the address, the coordinates and the building. */
    private JsonNode site = MissingNode.getInstance();

    private JsonNode registration = MissingNode.getInstance();
    private JsonNode entry = MissingNode.getInstance();
    private BigDecimal areaM2 = NOTHING;
    private BigDecimal demolishedM2 = NOTHING;
    private final List<Demolition> demolitions = new ArrayList<>();
    private @Nullable String party;
    private String status = "";
    private @Nullable LocalDate closedOn;
    private @Nullable String ground;
    private BigDecimal acceptedM2 = NOTHING;

    /** What else the row says and a single event sets or clears, by column. */
    private final Map<String, @Nullable String> course = new LinkedHashMap<>();

    private @Nullable StoredEvent last;

    RecountedEntry(UUID id, Differences differences) {
        this.id = id;
        this.differences = differences;
    }

    /** Whether any event has happened to it. */
    boolean exists() {
        return last != null;
    }

    /**
     * Takes in the next event of the entry and says what it moves.
     *
     * @param imports is told what an import put on the ledger and what of it was taken back
     * @return none for an event of an unknown type, which is reported
     */
    List<ExpectedMovement> take(StoredEvent event, ImportCheck imports) {
        var payload = event.payload();
        var registers = event.type().equals(REGISTERED);
        var onTheLedger = last != null && !status.equals("WITHDRAWN");
        var late = status.equals("WITHDRAWN") && MAY_COME_LATE.contains(event.type());
        if (registers == onTheLedger && !late) {
            differences.add(
                    TABLE, event.key(), "type", onTheLedger ? "no second registration" : REGISTERED, event.type());
            if (!onTheLedger) return List.of();
        }
        last = event;
        if (!payload.isObject()) {
            differences.add(TABLE, event.key(), "payload", "a JSON object", "something else");
            return List.of();
        }
        differences.compare(TABLE, event.key(), "payload violation", id.toString(), text(payload, "violation"));
        return switch (event.type()) {
            case REGISTERED -> {
                var moved = register(event);
                imports.registered(text(payload, "importBatch"), areaM2);
                yield moved;
            }
            case "Violation/DemolitionPosted/1" -> demolish(event);
            case "Violation/LedgerClosed/1" -> close(event);
            case "Violation/ViolationCorrected/1" -> correct(event);
            case "Violation/StreetReassigned/1" -> reassign(event);
            case "Violation/ResponsiblePersonAssigned/1" -> {
                party = text(payload, "partyId");
                entry = payload.path("entry");
                yield List.of();
            }
            case "Violation/ViolationTagged/1" -> {
                entry = payload.path("entry");
                yield List.of();
            }
            case "Violation/ViolationWithdrawn/1" -> {
                imports.withdrawn(text(registration, "importBatch"));
                yield withdraw(event);
            }
            case "Violation/AcceptanceFailurePosted/1" -> giveBack(event);
            case "Violation/AcceptancePosted/1" -> {
                acceptedM2 = acceptedM2.add(area(payload, "areaM2"));
                yield List.of();
            }
            case "Violation/WallSealingPosted/1" -> noting("sealed_on", text(payload, "occurredOn"));
            case "Violation/CaseFilingPosted/1" -> {
                course.put("case_number", text(payload, "caseNumber"));
                yield noting("case_filed_on", text(payload, "occurredOn"));
            }
            case "Violation/RestorationPosted/1" -> noting("restored_on", text(payload, "occurredOn"));
            case "Violation/ClosingRevocationRequested/1" -> {
                course.put("revocation_requested_by", text(payload, "requestedBy"));
                yield noting("revocation_requested_on", text(payload, "occurredOn"));
            }
            case "Violation/ClosingRevocationDeclined/1" -> {
                course.remove("revocation_requested_by");
                yield noting("revocation_requested_on", null);
            }
            case "Violation/LedgerClosingRevoked/1" -> reopen(event);
            case "Violation/RelapseConfirmed/1" -> {
                patrolNext(null, 0);
                yield noting("relapsed_into", text(payload, "relapse"));
            }
            case "Violation/RelapseDetected/1" -> takeBack(event);
            case "Violation/PatrolRecorded/1" -> {
                var round = payload.path("round").asInt();
                if (round > 0 && course.get("patrol_due_on") != null) patrolNext(closedOn, round);
                yield List.of();
            }
            case "Violation/DemolitionNotPosted/1",
                    "Violation/RelapseSuspected/1",
                    "Violation/RelapseSuspicionDismissed/1" -> List.of();
            default -> {
                differences.add(TABLE, event.key(), "type", "a type that verify knows", event.type());
                yield List.of();
            }
        };
    }

    private List<ExpectedMovement> register(StoredEvent event) {
        var payload = event.payload();
        registration = payload;
        site = payload;
        entry = payload.path("entry");
        areaM2 = area(payload, "areaM2");
        demolishedM2 = NOTHING;
        demolitions.clear();
        party = text(payload, "partyId");
        status = "OPEN";
        closedOn = null;
        ground = null;
        acceptedM2 = NOTHING;
        course.clear();
        differences.compare(
                TABLE,
                event.key(),
                "aggregate_id",
                LedgerNumber.id(String.valueOf(text(entry, "ledgerNumber"))).toString(),
                id.toString());
        return List.of(
                new ExpectedMovement(event.position(), day(payload), account(), "REGISTERED", "ADDED", 1, areaM2));
    }

    private List<ExpectedMovement> demolish(StoredEvent event) {
        var gone = area(event.payload(), "areaM2");
        demolishedM2 = demolishedM2.add(gone);
        if (demolishedM2.compareTo(areaM2) > 0)
            differences.add(TABLE, event.key(), "payload areaM2", "at most the recorded area in all", demolishedM2);
        demolitions.add(new Demolition(day(event.payload()), gone));
        entry = event.payload().path("entry");
        return List.of(new ExpectedMovement(
                event.position(), day(event.payload()), account(), "DEMOLISHED", "DEMOLISHED", 0, gone.negate()));
    }

    private List<ExpectedMovement> close(StoredEvent event) {
        var byDemolition = "DEMOLISHED".equals(text(event.payload(), "ground"));
        status = "CLOSED";
        closedOn = day(event.payload());
        ground = text(event.payload(), "ground");
        entry = event.payload().path("entry");
        course.put("duplicate_of", text(event.payload().path("basis"), "duplicateOf"));
        course.remove("revocation_requested_on");
        course.remove("revocation_requested_by");
        var patrolled = byDemolition || "SEALED".equals(ground);
        patrolNext(patrolled && !event.payload().path("legacy").asBoolean() ? closedOn : null, 0);
        var stillStood = areaM2.subtract(demolishedM2);
        if (byDemolition) differences.compare(TABLE, event.key(), "area that still stood", NOTHING, stillStood);
        return List.of(new ExpectedMovement(
                event.position(),
                day(event.payload()),
                account(),
                "CLOSED",
                byDemolition ? "DEMOLISHED" : "OTHERWISE_CLOSED",
                -1,
                byDemolition ? NOTHING : stillStood.negate()));
    }

    /** The next of the rounds 30, 90 and 365 days after the closing; none without a closing that is patrolled. */
    private void patrolNext(@Nullable LocalDate closing, int done) {
        course.remove("patrol_due_on");
        course.remove("patrol_round");
        if (closing == null) return;
        for (var round : new int[] {30, 90, 365})
            if (round > done) {
                course.put("patrol_due_on", closing.plusDays(round).toString());
                course.put("patrol_round", Integer.toString(round));
                return;
            }
    }

    private List<ExpectedMovement> noting(String column, @Nullable String value) {
        course.put(column, value);
        return List.of();
    }

    private List<ExpectedMovement> giveBack(StoredEvent event) {
        var back = area(event.payload(), "areaM2");
        demolishedM2 = demolishedM2.subtract(back);
        differences.compare(
                TABLE,
                event.key(),
                "payload remainingM2",
                areaM2.subtract(demolishedM2),
                area(event.payload(), "remainingM2"));
        if (demolishedM2.signum() < 0)
            differences.add(TABLE, event.key(), "payload areaM2", "at most what was demolished", back);
        if (back.signum() == 0) return List.of();
        return List.of(new ExpectedMovement(
                event.position(), day(event.payload()), account(), "REVERSED", "DEMOLISHED", 0, back));
    }

    private List<ExpectedMovement> reopen(StoredEvent event) {
        var stands = areaM2.subtract(demolishedM2);
        differences.compare(TABLE, event.key(), "payload areaM2", stands, area(event.payload(), "areaM2"));
        differences.compare(TABLE, event.key(), "payload ground", ground, text(event.payload(), "ground"));
        if (text(event.payload(), "approver") == null
                || String.valueOf(text(event.payload(), "approver")).equals(text(event.payload(), "requestedBy")))
            differences.add(TABLE, event.key(), "payload approver", "another person", "none");
        status = "OPEN";
        closedOn = null;
        ground = null;
        course.remove("duplicate_of");
        course.remove("revocation_requested_on");
        course.remove("revocation_requested_by");
        patrolNext(null, 0);
        return List.of(new ExpectedMovement(
                event.position(), day(event.payload()), account(), "REVOKED", "REVOKED", 1, stands));
    }

    /** Where the closed entry had achieved it; the count only where demolition had closed it. */
    private List<ExpectedMovement> takeBack(StoredEvent event) {
        var payload = event.payload();
        course.put("relapse_of", text(payload, "closedViolation"));
        return List.of(new ExpectedMovement(
                event.position(),
                day(payload),
                account(payload.path("closed")),
                "RELAPSED",
                "TAKEN_BACK",
                "DEMOLISHED".equals(text(payload, "ground")) ? 1 : 0,
                area(payload, "takenBackM2")));
    }

    private List<ExpectedMovement> correct(StoredEvent event) {
        var payload = event.payload();
        differences.compare(TABLE, event.key(), "payload areaBeforeM2", areaM2, area(payload, "areaBeforeM2"));
        differences.compare(TABLE, event.key(), "payload demolishedM2", demolishedM2, area(payload, "demolishedM2"));
        var from = account();
        var remainedM2 = areaM2.subtract(demolishedM2);
        site = payload;
        entry = payload.path("entry");
        areaM2 = area(payload, "areaM2");
        return move(event, "CORRECTED", from, remainedM2, areaM2.subtract(demolishedM2));
    }

    private List<ExpectedMovement> reassign(StoredEvent event) {
        differences.compare(TABLE, event.key(), "payload areaM2", areaM2, area(event.payload(), "areaM2"));
        differences.compare(
                TABLE, event.key(), "payload demolishedM2", demolishedM2, area(event.payload(), "demolishedM2"));
        var from = account();
        var remainsM2 = areaM2.subtract(demolishedM2);
        entry = event.payload().path("entry");
        return move(event, "REASSIGNED", from, remainsM2, remainsM2);
    }

    private List<ExpectedMovement> move(
            StoredEvent event, String kind, Account from, BigDecimal remainedM2, BigDecimal remainsM2) {
        var to = account();
        var day = day(event.payload());
        if (!from.equals(to))
            return List.of(
                    new ExpectedMovement(event.position(), day, from, kind, "CORRECTED", -1, remainedM2.negate()),
                    new ExpectedMovement(event.position(), day, to, kind, "CORRECTED", 1, remainsM2));
        if (remainsM2.equals(remainedM2)) return List.of();
        return List.of(
                new ExpectedMovement(event.position(), day, to, kind, "CORRECTED", 0, remainsM2.subtract(remainedM2)));
    }

    /** Nothing but a clearance on paper can have happened to it, so street and use are still those of the registration. */
    private List<ExpectedMovement> withdraw(StoredEvent event) {
        var movements = new ArrayList<ExpectedMovement>();
        movements.add(withdrawn(event, day(registration), "ADDED", -1, areaM2.negate()));
        // The count that a closing took off and the area that a demolition took off come back in one row where both
        // were on one day.
        var closingToCome = closedOn;
        for (var demolition : demolitions) {
            var sameDay = demolition.day.equals(closingToCome);
            movements.add(withdrawn(event, demolition.day, "DEMOLISHED", sameDay ? 1 : 0, demolition.areaM2));
            if (sameDay) closingToCome = null;
        }
        if (closingToCome != null) movements.add(withdrawn(event, closingToCome, "DEMOLISHED", 1, NOTHING));
        status = "WITHDRAWN";
        closedOn = null;
        ground = null;
        return movements;
    }

    private ExpectedMovement withdrawn(StoredEvent event, LocalDate day, String line, long count, BigDecimal area) {
        return new ExpectedMovement(event.position(), day, account(), "WITHDRAWN", line, count, area);
    }

    /** The entry's row in the book, column by column, as text. Only for an entry that {@link #exists}. */
    Map<String, @Nullable String> row() {
        var by = last;
        if (by == null) throw new IllegalStateException("nothing has happened to " + id);
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("ledger_number", text(entry, "ledgerNumber"));
        row.put("ledger_kind", text(entry, "ledgerKind"));
        row.put("street", text(entry, "street"));
        row.put("community", text(entry, "community"));
        row.put("compound", text(entry, "compound"));
        row.put("alley", text(entry, "alley"));
        row.put("unit", text(entry, "unit"));
        row.put("address", text(site, "address"));
        row.put("lon", degrees(site, "lon"));
        row.put("lat", degrees(site, "lat"));
        row.put("use_class", text(entry, "use"));
        row.put("area_m2", areaM2.toPlainString());
        row.put("demolished_m2", demolishedM2.toPlainString());
        row.put("remaining_m2", (status.equals("OPEN") ? areaM2.subtract(demolishedM2) : NOTHING).toPlainString());
        row.put("structure", text(site, "structure"));
        row.put("storeys", text(site, "storeys"));
        row.put("year_built", text(site, "yearBuilt"));
        row.put("discovered_on", text(registration, "discoveredOn"));
        row.put("found_by", text(registration, "foundBy"));
        row.put("origin", text(entry, "origin"));
        row.put(
                "tags",
                StreamSupport.stream(entry.path("tags").spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(",")));
        row.put("households", text(entry, "households"));
        row.put("party_id", party);
        row.put("status", status);
        row.put("registered_on", day(registration).toString());
        row.put("closed_on", closedOn == null ? null : closedOn.toString());
        row.put("ground", ground);
        row.put("legacy", text(registration, "legacy"));
        row.put("import_batch", text(registration, "importBatch"));
        row.put("accepted_m2", acceptedM2.toPlainString());
        for (var column : COURSE) row.put(column, course.get(column));
        row.put("sequence", Long.toString(by.sequence()));
        row.put("position", Long.toString(by.position()));
        row.put("changed_at", Long.toString(by.recordedAtMicros()));
        return row;
    }

    private Account account() {
        return account(entry);
    }

    private static Account account(JsonNode of) {
        return new Account(
                String.valueOf(text(of, "street")),
                String.valueOf(text(of, "use")),
                String.valueOf(text(of, "ledgerKind")),
                String.valueOf(text(of, "origin")));
    }

    private static LocalDate day(JsonNode payload) {
        return LocalDate.parse(payload.path("occurredOn").asString());
    }

    private static BigDecimal area(JsonNode payload, String field) {
        return payload.path(field).decimalValue().setScale(2);
    }

    private static @Nullable String degrees(JsonNode payload, String field) {
        return payload.hasNonNull(field)
                ? payload.path(field)
                        .decimalValue()
                        .setScale(6, RoundingMode.HALF_UP)
                        .toPlainString()
                : null;
    }

    private static @Nullable String text(JsonNode payload, String field) {
        return payload.hasNonNull(field) ? payload.path(field).asString() : null;
    }
}
