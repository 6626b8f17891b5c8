package org.chaiwei.demolition.growth;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code new_construction} and {@code growth_movement}: many rows in one statement each way. Called within the caller's transaction. */
final class GrowthRows {

    static final List<String> TABLES = List.of("new_construction", "growth_movement");

    /** @param standingM2 what it adds to what stands, below zero for what it takes off */
    record Movement(
            long position,
            int ordinal,
            UUID violation,
            String street,
            String origin,
            LocalDate on,
            Instant recordedAt,
            BigDecimal standingM2) {}

    private final JdbcTemplate jdbc;

    GrowthRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these that there are. */
    Map<UUID, NewConstruction> find(Collection<UUID> violations) {
        var found = new HashMap<UUID, NewConstruction>();
        if (violations.isEmpty()) return found;
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            SELECT violation, street, origin, recorded_m2, legacy_m2, demolished_m2, failed_m2, ended
                            FROM new_construction WHERE violation = ANY (?)""");
                    statement.setArray(1, connection.createArrayOf("uuid", violations.toArray()));
                    return statement;
                },
                row -> {
                    var one = new NewConstruction(
                            row.getObject("violation", UUID.class),
                            row.getString("street"),
                            row.getString("origin"),
                            row.getBigDecimal("recorded_m2"),
                            row.getBigDecimal("legacy_m2"),
                            row.getBigDecimal("demolished_m2"),
                            row.getBigDecimal("failed_m2"),
                            row.getBoolean("ended"));
                    found.put(one.violation(), one);
                });
        return found;
    }

    /** Writes these, each as given, whether it had a row or not. */
    void save(Collection<NewConstruction> all) {
        if (all.isEmpty()) return;
        jdbc.update("""
                INSERT INTO new_construction (violation, street, origin, recorded_m2, legacy_m2, demolished_m2, failed_m2, ended)
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::boolean[])
                ON CONFLICT ON CONSTRAINT new_construction_pkey DO UPDATE
                SET street = excluded.street, origin = excluded.origin, recorded_m2 = excluded.recorded_m2, legacy_m2 = excluded.legacy_m2,
                    demolished_m2 = excluded.demolished_m2, failed_m2 = excluded.failed_m2, ended = excluded.ended""", statement -> {
            var columns = new Columns(statement);
            columns.add("uuid", all.stream().map(NewConstruction::violation));
            columns.add("text", all.stream().map(NewConstruction::street));
            columns.add("text", all.stream().map(NewConstruction::origin));
            columns.add("numeric", all.stream().map(NewConstruction::recordedM2));
            columns.add("numeric", all.stream().map(NewConstruction::legacyM2));
            columns.add("numeric", all.stream().map(NewConstruction::demolishedM2));
            columns.add("numeric", all.stream().map(NewConstruction::failedM2));
            columns.add("boolean", all.stream().map(NewConstruction::ended));
        });
    }

    void add(List<Movement> movements) {
        if (movements.isEmpty()) return;
        jdbc.update("""
                INSERT INTO growth_movement (position, ordinal, violation, street, origin, business_date, recorded_at, standing_m2)
                SELECT * FROM unnest(?::bigint[], ?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::date[], ?::timestamptz[], ?::numeric[])""", statement -> {
            var columns = new Columns(statement);
            columns.add("bigint", movements.stream().map(Movement::position));
            columns.add("smallint", movements.stream().map(Movement::ordinal));
            columns.add("uuid", movements.stream().map(Movement::violation));
            columns.add("text", movements.stream().map(Movement::street));
            columns.add("text", movements.stream().map(Movement::origin));
            columns.add("date", movements.stream().map(Movement::on));
            columns.add(
                    "timestamptz",
                    movements.stream().map(movement -> movement.recordedAt().atOffset(ZoneOffset.UTC)));
            columns.add("numeric", movements.stream().map(Movement::standingM2));
        });
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
