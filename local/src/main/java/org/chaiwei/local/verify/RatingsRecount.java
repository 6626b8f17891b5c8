package org.chaiwei.local.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Holds the frozen ratings against accountability's own log: each table's hash is taken again over the formula's version, the inputs and the
 * corrections that the events have; what is shown of each street adds up and ranks by what it shows; and the view's rows are the events. Shares
 * no code with the service. The formula's own lines are not worked out again here: the service does that ({@code /verification}).
 */
final class RatingsRecount {

    static final String VIEW = "ratings";

    private static final String TABLE = "rating_event";
    private static final String ROWS = "accountability " + TABLE;
    private static final String EVENT = "accountability event_store.event";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Row(long position, UUID rating, String month, String type, String body) {}

    private final Connection accountability;
    private final Differences differences;
    private long checked;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    RatingsRecount(Connection accountability, Differences differences) throws SQLException {
        this.accountability = accountability;
        this.differences = differences;
        KnownColumns.require(
                accountability,
                differences,
                TABLE,
                ROWS,
                List.of("position", "recorded_at", "rating", "month", "type", "body").stream());
    }

    /**
     * Recounts and compares. What differs goes to the differences.
     *
     * @return how many rows and tables were held against the events
     */
    long run() throws SQLException {
        var upTo = ViewPosition.of(accountability, VIEW);
        var freezes = new HashMap<UUID, StoredEvent>();
        var corrections = new HashMap<UUID, List<JsonNode>>();
        try (var events = Rows.of(
                        accountability,
                        StoredEvent.QUERY.formatted("RatingMonth", upTo, "e.position"),
                        StoredEvent::of);
                var rows = Rows.of(
                        accountability,
                        "SELECT position, rating, month, type, body::text FROM " + TABLE + " WHERE position <= " + upTo
                                + " ORDER BY position",
                        row -> new Row(
                                row.getLong(1),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))) {
            while (events.hasNext()) {
                var event = events.take();
                madeUp(rows, event.position());
                compare(event, rows);
                switch (event.name()) {
                    case "RatingFrozen" -> {
                        freezes.put(event.entry(), event);
                        table(event, event, List.of());
                    }
                    case "RatingReversed" -> {
                        var soFar = corrections.computeIfAbsent(event.entry(), _ -> new ArrayList<>());
                        soFar.add(correction(event.payload()));
                        var freeze = freezes.get(event.entry());
                        if (freeze == null) differences.missing(EVENT, event.key() + " RatingFrozen before it");
                        else table(event, freeze, soFar);
                    }
                    default -> {}
                }
            }
            madeUp(rows, Long.MAX_VALUE);
        }
        return checked;
    }

    private void compare(StoredEvent event, Rows<Row> rows) throws SQLException {
        if (!rows.hasNext() || rows.peek().position() != event.position()) {
            differences.missing(ROWS, event.key() + " " + event.name());
            return;
        }
        var row = rows.take();
        checked++;
        differences.compare(ROWS, event.key(), "rating", event.entry(), row.rating());
        differences.compare(ROWS, event.key(), "month", event.text("month"), row.month());
        differences.compare(ROWS, event.key(), "type", event.name(), row.type());
        // jsonb keeps its members in an order of its own, and a number's digits as they are.
        differences.compare(
                ROWS,
                event.key(),
                "body",
                sorted(event.payload()),
                sorted(StoredEvent.read(row.body().getBytes(StandardCharsets.UTF_8))));
    }

    private void madeUp(Rows<Row> rows, long before) throws SQLException {
        while (rows.hasNext() && rows.peek().position() < before) {
            checked++;
            differences.unexpected(ROWS, "position " + rows.take().position());
        }
    }

    private void table(StoredEvent event, StoredEvent freeze, List<JsonNode> corrections) {
        checked++;
        differences.compare(EVENT, event.key(), "hash", hash(freeze.payload(), corrections), event.text("hash"));
        var rows = new ArrayList<JsonNode>();
        event.payload().path("table").forEach(rows::add);
        for (var row : rows) RatingRowCheck.check(row, rows, EVENT, event.key(), differences);
    }

    private static JsonNode correction(JsonNode reversed) {
        var correction = JsonNodeFactory.instance.objectNode();
        for (var field : List.of("street", "part", "points")) correction.set(field, reversed.path(field));
        return correction;
    }

    /** SHA-256 over the members in the events' order, those without a value left out, as the service's log documents. */
    private static String hash(JsonNode freeze, List<JsonNode> corrections) {
        var hashed = new StringBuilder("{\"formulaVersion\":")
                .append(plain(freeze.path("formulaVersion")))
                .append(",\"inputs\":")
                .append(plain(freeze.path("inputs")));
        if (!corrections.isEmpty())
            hashed.append(",\"corrections\":")
                    .append(corrections.stream().map(RatingsRecount::plain).collect(Collectors.joining(",", "[", "]")));
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(hashed.append('}').toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String plain(JsonNode node) {
        return text(node, false);
    }

    /** With every member, in alphabetical order: the same for what is the same. */
    static String sorted(JsonNode node) {
        return text(node, true);
    }

    private static String text(JsonNode node, boolean sorted) {
        if (node.isObject()) {
            var members = node.properties().stream().filter(member -> sorted || !isEmpty(member.getValue()));
            return (sorted ? members.sorted(Map.Entry.comparingByKey()) : members)
                    .map(member -> JSON.writeValueAsString(member.getKey()) + ":" + text(member.getValue(), sorted))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray())
            return StreamSupport.stream(node.spliterator(), false)
                    .map(one -> text(one, sorted))
                    .collect(Collectors.joining(",", "[", "]"));
        return node.isNumber() ? node.decimalValue().toPlainString() : JSON.writeValueAsString(node);
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull()
                || node.isContainer() && node.isEmpty()
                || node.isString() && node.asString().isEmpty();
    }
}
