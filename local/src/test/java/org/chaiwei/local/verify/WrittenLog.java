package org.chaiwei.local.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;

/** A service's database, migrated and with a log written by hand in the documented formats: no service has a part in it. */
final class WrittenLog {

    private final ServiceDatabase database;
    private final String aggregate;
    private long position;

    /** @param modules whose migrations it has; a folder within them where only some are wanted */
    WrittenLog(String service, String aggregate, String... modules) throws SQLException, IOException {
        this.database = TestPostgres.create(service);
        this.aggregate = aggregate;
        for (var module : modules) migrate(module);
    }

    private void migrate(String module) throws SQLException, IOException {
        var part = module.split(":", -1);
        var folder = Path.of("..", part[0], "src", "main", "resources", "db", "migration");
        if (part.length > 1) folder = folder.resolve(part[1]);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) execute(Files.readString(file).replace("${app}", database.app()));
        }
    }

    /** Appends one event, a second after the one before it. */
    void append(UUID id, String type, String fields, String day) throws SQLException {
        appendPayload(
                id,
                type,
                "{\"violation\":\"%s\",%s%s\"occurredOn\":\"%s\"}"
                        .formatted(id, fields, fields.isEmpty() ? "" : ",", day));
    }

    /** Appends one event with these bytes, a second after the one before it. */
    void appendPayload(UUID id, String type, String payload) throws SQLException {
        appendOf(aggregate, id, type, payload);
    }

    /** The same of an aggregate of another type. */
    void appendOf(String aggregate, UUID id, String type, String payload) throws SQLException {
        position++;
        execute(
                "INSERT INTO event_store.event_type (aggregate_type, name, revision) VALUES ('%s', '%s', 1) ON CONFLICT DO NOTHING"
                        .formatted(aggregate, type));
        try (var connection = database.asOwner();
                var statement = connection.prepareStatement("""
                    INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                    VALUES (?, %s, ?, %s, (SELECT count(*) FROM event_store.event WHERE aggregate_id = ?),
                            (SELECT id FROM event_store.event_type WHERE name = ?), ?, '{}')""".formatted(recordedAt(position), idOf(position)))) {
            statement.setLong(1, position);
            statement.setObject(2, id);
            statement.setObject(3, id);
            statement.setString(4, type);
            statement.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /** Fills a table that keeps each event as it came. @param columns the aggregate's first; then those of a row of the log */
    void copyEvents(String table, String columns) throws SQLException {
        var read = columns.substring(columns.indexOf(',') + 1)
                .replace("type", "t.name")
                .replace("body", "convert_from(e.payload, 'UTF8')::jsonb");
        execute(
                "INSERT INTO %s (%s) SELECT e.aggregate_id, %s FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type"
                        .formatted(table, columns, read));
    }

    /** When the event at a position was recorded, in SQL. */
    static String recordedAt(long position) {
        return "timestamptz '2016-07-01 08:00:00+08' + %d * interval '1 second'".formatted(position);
    }

    /** The id of the event at a position, in SQL. */
    static String idOf(long position) {
        return "'00000000-0000-4000-8000-%012d'::uuid".formatted(position);
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection snapshot() throws SQLException {
        var connection = database.asOwner();
        connection.setAutoCommit(false);
        return connection;
    }
}
