package org.chaiwei.accountability.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.stream.Stream;
import org.chaiwei.accountability.progress.Account.Cell;
import org.chaiwei.eventstore.BinaryCopy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code movement}, {@code entry}, {@code procedure_fact} and {@code designation_fact}: many rows in one statement each way. Called within the caller's transaction. */
final class ProgressRows {

    static final List<String> TABLES = List.of("movement", "entry", "procedure_fact", Designations.TABLE);

    private static final String MOVEMENT_COLUMNS = """
            movement (position, ordinal, epoch, fact, recorded_at, violation, kind, business_date, street, use_class, ledger_kind,
                      origin, tags, alley, households, cleared_before_plan, registered, registered_m2, closed, closed_m2,
                      standing_m2, demolished_m2, taken_back_m2)""";

    private static final int MOVEMENT_COLUMN_COUNT = 23;

    /** How changes stand in rows; of its own, so that no setting of the service reaches the format. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    /**
     * A movement with its place: the fact's, and the number of the effect within the fact.
     *
     * @param fact the id of the fact
     */
    record Placed(
            long position,
            int ordinal,
            UUID epoch,
            UUID fact,
            Instant recordedAt,
            UUID violation,
            Change.Kind kind,
            Cell cell,
            Measures measures) {}

    /**
     * A fact with an instant of its own, or of a service whose positions say nothing about the ledger's.
     *
     * @param occurredAt null where only the day counts
     */
    record Procedure(
            String service,
            UUID epoch,
            long position,
            UUID violation,
            Kind kind,
            LocalDate occurredOn,
            @Nullable OffsetDateTime occurredAt,
            Instant recordedAt) {

        /** The names stand in rows. */
        enum Kind {
            /** A new construction was confirmed on the spot: the one-hour clock runs. */
            CONFIRMED,
            /** Nothing is left of it. */
            REMOVED,
            /** It was not as reported: it stands again, or still. */
            STANDING_AGAIN,
            /** The place is as it should be. */
            RESTORED
        }
    }

    private final JdbcTemplate jdbc;

    ProgressRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these entries that have been heard of. */
    Map<UUID, StoredEntry> find(Collection<UUID> violations) {
        var found = new HashMap<UUID, StoredEntry>();
        if (violations.isEmpty()) return found;
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                        SELECT violation, ledger_number, street, epoch, position, changes
                        FROM entry WHERE violation = ANY (?)""");
                    statement.setArray(1, connection.createArrayOf("uuid", violations.toArray()));
                    return statement;
                },
                row -> {
                    var entry = new StoredEntry(
                            row.getObject("violation", UUID.class),
                            row.getString("ledger_number"),
                            row.getString("street"),
                            row.getObject("epoch", UUID.class),
                            row.getLong("position"),
                            JSON.readValue(row.getString("changes"), CHANGES));
                    found.put(entry.violation(), entry);
                });
        return found;
    }

    /** Writes these entries, each as given, whether it had a row or not. */
    void save(Collection<StoredEntry> entries) {
        if (entries.isEmpty()) return;
        jdbc.update("""
                    INSERT INTO entry (violation, ledger_number, street, epoch, position, changes)
                    SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[])
                    ON CONFLICT ON CONSTRAINT entry_pkey DO UPDATE
                    SET ledger_number = excluded.ledger_number, street = excluded.street, epoch = excluded.epoch,
                        position = excluded.position, changes = excluded.changes""", statement -> {
            var columns = new Columns(statement);
            columns.add("uuid", entries.stream().map(StoredEntry::violation));
            columns.add("text", entries.stream().map(StoredEntry::ledgerNumber));
            columns.add("text", entries.stream().map(StoredEntry::street));
            columns.add("uuid", entries.stream().map(StoredEntry::epoch));
            columns.add("bigint", entries.stream().map(StoredEntry::position));
            columns.add("text", entries.stream().map(entry -> JSON.writeValueAsString(entry.changes())));
        });
    }

    /**
     * Adds movements, by COPY: rows as wide as these take several times as long as arrays. That none is there already the entries see to, which know the last fact
     * they have taken in; the primary key would refuse it.
     */
    void add(List<Placed> movements) {
        if (movements.isEmpty()) return;
        var rows = new BinaryCopy(MOVEMENT_COLUMN_COUNT);
        for (var movement : movements) {
            var traits = movement.cell().traits();
            var measures = movement.measures();
            rows.row()
                    .bigint(movement.position())
                    .smallint(movement.ordinal())
                    .uuid(movement.epoch())
                    .uuid(movement.fact())
                    .timestamptz(movement.recordedAt())
                    .uuid(movement.violation())
                    .text(movement.kind().name())
                    .date(movement.cell().day())
                    .text(traits.street())
                    .text(traits.use())
                    .text(traits.ledgerKind())
                    .text(traits.origin())
                    .texts(List.copyOf(traits.tags()))
                    .text(traits.alley())
                    .integer(traits.households())
                    .bool(traits.clearedBeforePlan())
                    .integer(measures.registered())
                    .numeric(measures.registeredM2())
                    .integer(measures.closed())
                    .numeric(measures.closedM2())
                    .numeric(measures.standingM2())
                    .numeric(measures.demolishedM2())
                    .numeric(measures.takenBackM2());
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> rows.send(connection, MOVEMENT_COLUMNS));
    }

    /** Adds procedure facts; one that is there already stays as it is. */
    void addProcedures(List<Procedure> procedures) {
        if (procedures.isEmpty()) return;
        jdbc.update("""
                INSERT INTO procedure_fact (service, epoch, position, violation, kind, occurred_on, occurred_at, recorded_at)
                SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::date[], ?::timestamptz[], ?::timestamptz[])
                ON CONFLICT ON CONSTRAINT procedure_fact_pkey DO NOTHING""", statement -> {
            var columns = new Columns(statement);
            columns.add("text", procedures.stream().map(Procedure::service));
            columns.add("uuid", procedures.stream().map(Procedure::epoch));
            columns.add("bigint", procedures.stream().map(Procedure::position));
            columns.add("uuid", procedures.stream().map(Procedure::violation));
            columns.add("text", procedures.stream().map(p -> p.kind().name()));
            columns.add("date", procedures.stream().map(Procedure::occurredOn));
            columns.add("timestamptz", procedures.stream().map(Procedure::occurredAt));
            columns.add(
                    "timestamptz", procedures.stream().map(p -> p.recordedAt().atOffset(ZoneOffset.UTC)));
        });
    }

    /** Adds what the ledger tells of designations; one that is there already stays as it is. */
    void addDesignations(List<Designations.Row> rows) {
        if (!rows.isEmpty()) new Designations(jdbc).add(rows);
    }

    /** An array's literal of identifiers, which need no quotes. */
    static String literal(Collection<String> identifiers) {
        return "{" + String.join(",", identifiers) + "}";
    }

    /** Sets a statement's parameters one after the other, an array each. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Columns(PreparedStatement statement) throws SQLException {
            this.connection = statement.getConnection();
            this.statement = statement;
        }

        void add(String type, Stream<? extends @Nullable Object> values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values.toArray()));
        }
    }
}
