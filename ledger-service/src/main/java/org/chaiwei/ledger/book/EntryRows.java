package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.eventstore.BinaryCopy;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code entry}: many rows in one statement each way. Called within the caller's transaction. */
final class EntryRows {

    /** A column, its type, how it comes from the statement's array, and where its value comes from. */
    private record Column(String name, String type, String expression, Function<Entry, @Nullable Object> value) {
        static Column of(String name, String type, Function<Entry, @Nullable Object> value) {
            return new Column(name, type, name, value);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of("violation", "uuid", Entry::id),
            Column.of("ledger_number", "text", entry -> entry.particulars().ledgerNumber()),
            Column.of("ledger_kind", "text", entry -> entry.particulars().ledgerKind()),
            Column.of("street", "text", entry -> entry.particulars().street()),
            Column.of("community", "text", entry -> entry.particulars().community()),
            Column.of("compound", "text", entry -> entry.particulars().compound()),
            Column.of("alley", "text", entry -> entry.particulars().alley()),
            Column.of("unit", "text", entry -> entry.particulars().unit()),
            Column.of("address", "text", entry -> entry.site().address()),
            Column.of("lon", "numeric", entry -> entry.site().lon()),
            Column.of("lat", "numeric", entry -> entry.site().lat()),
            Column.of("use_class", "text", entry -> entry.particulars().use()),
            Column.of("area_m2", "numeric", Entry::areaM2),
            Column.of("demolished_m2", "numeric", Entry::demolishedM2),
            Column.of("remaining_m2", "numeric", Entry::remainingM2),
            Column.of("structure", "text", entry -> entry.site().structure()),
            Column.of("storeys", "int", entry -> entry.site().storeys()),
            Column.of("year_built", "int", entry -> entry.site().yearBuilt()),
            Column.of("discovered_on", "date", Entry::discoveredOn),
            Column.of("found_by", "text", Entry::foundBy),
            Column.of("origin", "text", entry -> entry.particulars().origin()),
            new Column(
                    "tags", "text", "tags::text[]", entry -> entry.particulars().tags()),
            Column.of("households", "int", entry -> entry.particulars().households()),
            Column.of("party_id", "uuid", Entry::partyId),
            Column.of("status", "text", entry -> entry.status().name()),
            Column.of("registered_on", "date", Entry::registeredOn),
            Column.of("closed_on", "date", Entry::closedOn),
            Column.of("ground", "text", Entry::ground),
            Column.of("legacy", "boolean", Entry::legacy),
            Column.of("import_batch", "uuid", Entry::importBatch),
            Column.of("accepted_m2", "numeric", entry -> entry.course().acceptedM2()),
            Column.of("sealed_on", "date", entry -> entry.course().sealedOn()),
            Column.of("case_number", "text", entry -> entry.course().caseNumber()),
            Column.of("case_filed_on", "date", entry -> entry.course().caseFiledOn()),
            Column.of("restored_on", "date", entry -> entry.course().restoredOn()),
            Column.of("duplicate_of", "uuid", entry -> entry.course().duplicateOf()),
            Column.of("revocation_requested_on", "date", entry -> entry.course().revocationRequestedOn()),
            Column.of("revocation_requested_by", "text", entry -> entry.course().revocationRequestedBy()),
            Column.of("relapse_of", "uuid", entry -> entry.course().relapseOf()),
            Column.of("relapsed_into", "uuid", entry -> entry.course().relapsedInto()),
            Column.of("patrol_due_on", "date", entry -> entry.course().patrolDueOn()),
            Column.of("patrol_round", "int", entry -> entry.course().patrolRound()),
            Column.of("sequence", "bigint", entry -> entry.change().sequence()),
            Column.of("position", "bigint", entry -> entry.change().position()),
            Column.of("changed_at", "timestamptz", entry -> entry.change().changedAt()));

    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final String SAVE = """
            INSERT INTO entry (%s)
            SELECT %s FROM unnest(%s) AS given (%s)
            ON CONFLICT ON CONSTRAINT entry_pkey DO UPDATE SET %s""".formatted(
                    NAMES,
                    COLUMNS.stream().map(Column::expression).collect(Collectors.joining(", ")),
                    COLUMNS.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", ")),
                    NAMES,
                    COLUMNS.stream()
                            .skip(1)
                            .map(column -> column.name() + " = excluded." + column.name())
                            .collect(Collectors.joining(", ")));

    private static final String FIND = "SELECT " + NAMES + " FROM entry WHERE violation = ANY (?)";

    private final JdbcTemplate jdbc;

    EntryRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these entries that there are. */
    Map<UUID, Entry> find(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        var found = new HashMap<UUID, Entry>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(FIND);
                    statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                    return statement;
                },
                rows -> {
                    var entry = entry(rows);
                    found.put(entry.id(), entry);
                });
        return found;
    }

    /** Writes these entries, each as given, whether it had a row or not. */
    void save(Collection<Entry> entries) {
        if (entries.isEmpty()) return;
        jdbc.update(connection -> save(connection, entries));
    }

    /** Writes entries that have no row yet: by COPY, in half the time that {@link #save} takes, which an import feels. */
    void add(Collection<Entry> entries) {
        if (entries.isEmpty()) return;
        var rows = new BinaryCopy(COLUMNS.size());
        for (var entry : entries) {
            rows.row();
            for (var column : COLUMNS) copy(rows, column.value().apply(entry));
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> rows.send(connection, "entry (" + NAMES + ")"));
    }

    private static void copy(BinaryCopy row, @Nullable Object value) {
        switch (value) {
            case null -> row.nothing();
            case UUID id -> row.uuid(id);
            case String text -> row.text(text);
            case BigDecimal number -> row.numeric(number);
            case Integer number -> row.integer(number);
            case Long number -> row.bigint(number);
            case LocalDate date -> row.date(date);
            case Instant instant -> row.timestamptz(instant);
            case Boolean yes -> row.bool(yes);
            case List<?> tags -> row.texts(tags.stream().map(Object::toString).toList());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** As an element of an array. An array itself goes as its literal, because unnest flattens arrays of arrays; a tag is an identifier and needs no quotes. */
    private static @Nullable Object element(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case List<?> tags -> tags.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
            case null, default -> value;
        };
    }

    private static PreparedStatement save(Connection connection, Collection<Entry> entries) throws SQLException {
        var statement = connection.prepareStatement(SAVE);
        for (int i = 0; i < COLUMNS.size(); i++) {
            var column = COLUMNS.get(i);
            statement.setArray(
                    i + 1,
                    connection.createArrayOf(
                            column.type(),
                            entries.stream()
                                    .map(column.value())
                                    .map(EntryRows::element)
                                    .toArray()));
        }
        return statement;
    }

    /** The entry of the current row of a query for {@link #NAMES}. */
    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("violation", UUID.class),
                new Particulars(
                        row.getString("ledger_number"),
                        row.getString("ledger_kind"),
                        row.getString("street"),
                        row.getString("community"),
                        row.getString("compound"),
                        row.getString("alley"),
                        row.getString("unit"),
                        row.getString("use_class"),
                        texts(row.getArray("tags")),
                        row.getInt("households"),
                        row.getString("origin")),
                new Entry.Site(
                        row.getString("address"),
                        row.getBigDecimal("lon"),
                        row.getBigDecimal("lat"),
                        row.getString("structure"),
                        row.getObject("storeys", Integer.class),
                        row.getObject("year_built", Integer.class)),
                row.getBigDecimal("area_m2"),
                row.getBigDecimal("demolished_m2"),
                row.getObject("discovered_on", LocalDate.class),
                row.getString("found_by"),
                row.getObject("party_id", UUID.class),
                Status.valueOf(row.getString("status")),
                row.getObject("registered_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                row.getString("ground"),
                row.getBoolean("legacy"),
                row.getObject("import_batch", UUID.class),
                new Course(
                        row.getBigDecimal("accepted_m2"),
                        row.getObject("sealed_on", LocalDate.class),
                        row.getString("case_number"),
                        row.getObject("case_filed_on", LocalDate.class),
                        row.getObject("restored_on", LocalDate.class),
                        row.getObject("duplicate_of", UUID.class),
                        row.getObject("revocation_requested_on", LocalDate.class),
                        row.getString("revocation_requested_by"),
                        row.getObject("relapse_of", UUID.class),
                        row.getObject("relapsed_into", UUID.class),
                        row.getObject("patrol_due_on", LocalDate.class),
                        row.getObject("patrol_round", Integer.class)),
                new Entry.Change(
                        row.getLong("sequence"),
                        row.getLong("position"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
