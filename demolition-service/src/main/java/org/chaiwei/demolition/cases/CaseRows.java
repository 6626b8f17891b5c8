package org.chaiwei.demolition.cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code enforcement_case}: many rows in one statement each way. Called within the caller's transaction. */
final class CaseRows {

    /** A column, its type, how it comes from the statement's array, and where its value comes from. */
    private record Column(String name, String type, String expression, Function<CaseRow, @Nullable Object> value) {
        static Column of(String name, String type, Function<CaseRow, @Nullable Object> value) {
            return new Column(name, type, name, value);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of("violation", "uuid", CaseRow::violation),
            Column.of("ledger_number", "text", row -> row.entry().ledgerNumber()),
            Column.of("ledger_kind", "text", row -> row.entry().ledgerKind()),
            Column.of("street", "text", row -> row.entry().street()),
            Column.of("use_class", "text", row -> row.entry().use()),
            // As an array's literal, because unnest flattens arrays of arrays; a tag is an identifier and needs no
            // quotes.
            new Column(
                    "tags",
                    "text",
                    "tags::text[]",
                    row -> "{" + String.join(",", row.entry().tags()) + "}"),
            Column.of("households", "int", row -> row.entry().households()),
            Column.of("origin", "text", row -> row.entry().origin()),
            Column.of("relapse_of", "uuid", row -> row.entry().relapseOf()),
            Column.of("discovered_on", "date", row -> row.entry().discoveredOn()),
            Column.of("alley", "text", row -> row.entry().alley()),
            Column.of("stage", "text", row -> row.stage().name()),
            Column.of("track", "text", row -> row.filing().track()),
            new Column(
                    "standing",
                    "text",
                    "standing::text[]",
                    row -> row.filing().standing().stream().map(Act::name).collect(Collectors.joining(",", "{", "}"))),
            Column.of("case_number", "text", row -> row.filing().caseNumber()),
            Column.of("confirmed_at", "timestamptz", row -> row.filing().confirmedAt()),
            Column.of("filed_on", "date", row -> row.filing().filedOn()),
            Column.of("area_m2", "numeric", row -> row.entry().areaM2()),
            Column.of("legacy_m2", "numeric", row -> row.works().legacyM2()),
            Column.of("awaiting_m2", "numeric", row -> row.works().awaitingM2()),
            Column.of("accepted_m2", "numeric", row -> row.works().acceptedM2()),
            Column.of("remaining_m2", "numeric", CaseRow::remainingM2),
            Column.of("sealing_awaiting", "boolean", row -> row.works().sealingAwaiting()),
            Column.of("accepted_on", "date", row -> row.works().acceptedOn()),
            Column.of("failed_cause", "text", row -> row.works().failedCause()),
            Column.of("restored_on", "date", row -> row.works().restoredOn()),
            Column.of("restored_as", "text", row -> row.works().restoredAs()),
            Column.of(
                    "ended_on",
                    "date",
                    row -> row.ended() == null ? null : row.ended().endedOn()),
            Column.of(
                    "ground",
                    "text",
                    row -> row.ended() == null ? null : row.ended().ground()),
            Column.of("handler", "text", row -> row.responsible().handler()),
            Column.of("supervisor", "text", row -> row.responsible().supervisor()),
            Column.of("sequence", "bigint", row -> row.change().sequence()),
            Column.of("position", "bigint", row -> row.change().position()),
            Column.of(
                    "changed_at", "timestamptz", row -> row.change().changedAt().atOffset(ZoneOffset.UTC)));

    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final String SAVE = """
            INSERT INTO enforcement_case (%s)
            SELECT %s FROM unnest(%s) AS given (%s)
            ON CONFLICT ON CONSTRAINT enforcement_case_pkey DO UPDATE SET %s""".formatted(
                    NAMES,
                    COLUMNS.stream().map(Column::expression).collect(Collectors.joining(", ")),
                    COLUMNS.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", ")),
                    NAMES,
                    COLUMNS.stream()
                            .skip(1)
                            .map(column -> column.name() + " = excluded." + column.name())
                            .collect(Collectors.joining(", ")));

    private static final String FIND = "SELECT " + NAMES + " FROM enforcement_case WHERE violation = ANY (?)";

    private final JdbcTemplate jdbc;

    CaseRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these cases that there are. */
    Map<UUID, CaseRow> find(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        var found = new HashMap<UUID, CaseRow>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(FIND);
                    statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                    return statement;
                },
                rows -> {
                    var row = row(rows);
                    found.put(row.violation(), row);
                });
        return found;
    }

    /** Writes these cases, each as given, whether it had a row or not. */
    void save(Collection<CaseRow> cases) {
        if (cases.isEmpty()) return;
        jdbc.update(connection -> save(connection, cases));
    }

    private static PreparedStatement save(Connection connection, Collection<CaseRow> cases) throws SQLException {
        var statement = connection.prepareStatement(SAVE);
        for (int i = 0; i < COLUMNS.size(); i++) {
            var column = COLUMNS.get(i);
            statement.setArray(
                    i + 1,
                    connection.createArrayOf(
                            column.type(), cases.stream().map(column.value()).toArray()));
        }
        return statement;
    }

    /** The case of the current row of a query for {@link #NAMES}. */
    static CaseRow row(ResultSet row) throws SQLException {
        var endedOn = row.getObject("ended_on", LocalDate.class);
        return new CaseRow(
                row.getObject("violation", UUID.class),
                new CaseRow.Entry(
                        row.getString("ledger_number"),
                        row.getString("ledger_kind"),
                        row.getString("street"),
                        row.getString("use_class"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        row.getInt("households"),
                        row.getString("origin"),
                        row.getObject("relapse_of", UUID.class),
                        row.getObject("discovered_on", LocalDate.class),
                        row.getBigDecimal("area_m2"),
                        row.getString("alley")),
                new CaseRow.Filing(
                        row.getString("case_number"),
                        row.getString("track"),
                        row.getObject("filed_on", LocalDate.class),
                        there(row.getObject("confirmed_at", OffsetDateTime.class)),
                        standing((String[]) row.getArray("standing").getArray())),
                new CaseRow.Works(
                        row.getBigDecimal("legacy_m2"),
                        row.getBigDecimal("awaiting_m2"),
                        row.getBigDecimal("accepted_m2"),
                        row.getBoolean("sealing_awaiting"),
                        row.getObject("accepted_on", LocalDate.class),
                        row.getString("failed_cause"),
                        row.getObject("restored_on", LocalDate.class),
                        row.getString("restored_as")),
                endedOn == null ? null : new CaseRow.Ended(endedOn, row.getString("ground")),
                new CaseRow.Responsible(row.getString("handler"), row.getString("supervisor")),
                new CaseRow.Change(
                        row.getLong("sequence"),
                        row.getLong("position"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()));
    }

    private static List<Act> standing(String[] names) {
        return Arrays.stream(names).map(Act::valueOf).toList();
    }

    /** The database keeps the instant; the district's offset is what events have. */
    private static @Nullable OffsetDateTime there(@Nullable OffsetDateTime kept) {
        return kept == null ? null : kept.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }
}
