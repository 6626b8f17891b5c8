package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log and the movements that follow from it, both written by hand in the documented formats: no service has a part in it. */
class ProgressRecountTest {

    private static final UUID A = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID B = UUID.fromString("f0000000-0000-8000-8000-00000000000b");

    /** position, entry, what, payload without the entry */
    private static final List<String[]> LOG = List.of(
            event(A, "ViolationRegistered", "110102013", "FIRE_LANE", "\"areaM2\":100.00", "2015-06-01"),
            event(B, "ViolationRegistered", "110102014", "", "\"areaM2\":20.00", "2013-06-01"),
            event(B, "DemolitionPosted", "110102014", "", "\"areaM2\":20.00,\"legacy\":true", "2014-01-01"),
            event(B, "LedgerClosed", "110102014", "", "\"areaM2\":20.00", "2014-01-01"),
            event(A, "ResponsiblePersonAssigned", "110102013", "FIRE_LANE", "\"partyId\":null", "2016-01-02"),
            event(A, "DemolitionPosted", "110102013", "FIRE_LANE", "\"areaM2\":60.00,\"legacy\":false", "2016-03-01"),
            event(A, "ViolationTagged", "110102013", "KEY_AREA", "\"before\":{}", "2016-02-01"),
            event(A, "AcceptanceFailurePosted", "110102013", "KEY_AREA", "\"areaM2\":60.00", "2016-04-01"),
            event(B, "LedgerClosingRevoked", "110102014", "", "\"areaM2\":0.00", "2016-05-01"),
            event(B, "RelapseDetected", "110102014", "", "\"takenBackM2\":5.00", "2016-06-01"),
            event(A, "ViolationWithdrawn", "110102013", "KEY_AREA", "\"areaM2\":100.00", "2016-07-01"));

    private static final String OPEN_A = "110102013 {FIRE_LANE} f";
    private static final String KEY_A = "110102013 {KEY_AREA} f";
    private static final String B_OPEN = "110102014 {} f";
    private static final String B_CLEARED = "110102014 {} t";

    private static final ServiceDatabase LEDGER = TestPostgres.create("ledger");
    private static final ServiceDatabase ACCOUNTABILITY = TestPostgres.create("accountability");

    @BeforeAll
    static void write() throws SQLException, IOException {
        migrate(LEDGER, Path.of("..", "event-store", "src", "main", "resources", "db", "migration"));
        migrate(
                ACCOUNTABILITY,
                Path.of("..", "accountability-service", "src", "main", "resources", "db", "migration", "progress"));
        for (int i = 0; i < LOG.size(); i++) append(i + 1, LOG.get(i));
        row(1, 0, A, "2015-06-01", OPEN_A, "1, 100.00, 0, 0.00, 100.00, 0.00, 0.00");
        row(2, 0, B, "2013-06-01", B_OPEN, "1, 20.00, 0, 0.00, 20.00, 0.00, 0.00");
        row(3, 0, B, "2014-01-01", B_OPEN, "0, 0.00, 0, 0.00, -20.00, 0.00, 0.00");
        row(4, 0, B, "2014-01-01", B_OPEN, "-1, -20.00, 0, 0.00, 0.00, 0.00, 0.00");
        row(4, 1, B, "2014-01-01", B_CLEARED, "1, 20.00, 1, 20.00, 0.00, 0.00, 0.00");
        row(6, 0, A, "2016-03-01", OPEN_A, "0, 0.00, 0, 0.00, -60.00, 60.00, 0.00");
        // The tags are others from a day before the demolition, which was posted under the old ones.
        row(7, 0, A, "2016-02-01", OPEN_A, "-1, -100.00, 0, 0.00, -100.00, 0.00, 0.00");
        row(7, 1, A, "2016-02-01", KEY_A, "1, 100.00, 0, 0.00, 100.00, 0.00, 0.00");
        row(7, 2, A, "2016-03-01", OPEN_A, "0, 0.00, 0, 0.00, 60.00, 0.00, 0.00");
        row(7, 3, A, "2016-03-01", KEY_A, "0, 0.00, 0, 0.00, -60.00, 0.00, 0.00");
        row(8, 0, A, "2016-04-01", KEY_A, "0, 0.00, 0, 0.00, 60.00, -60.00, 0.00");
        row(9, 0, B, "2016-05-01", B_CLEARED, "-1, -20.00, -1, -20.00, 0.00, 0.00, 0.00");
        row(9, 1, B, "2016-05-01", B_OPEN, "1, 20.00, 0, 0.00, 0.00, 0.00, 0.00");
        row(10, 0, B, "2016-06-01", B_OPEN, "0, 0.00, 0, 0.00, 0.00, 0.00, 5.00");
        row(11, 0, A, "2015-06-01", OPEN_A, "-1, -100.00, 0, 0.00, -100.00, 0.00, 0.00");
        row(11, 1, A, "2016-02-01", OPEN_A, "1, 100.00, 0, 0.00, 100.00, 0.00, 0.00");
        row(11, 2, A, "2016-02-01", KEY_A, "-1, -100.00, 0, 0.00, -100.00, 0.00, 0.00");
        row(11, 3, A, "2016-03-01", OPEN_A, "0, 0.00, 0, 0.00, 0.00, -60.00, 0.00");
        row(11, 4, A, "2016-03-01", KEY_A, "0, 0.00, 0, 0.00, 60.00, 0.00, 0.00");
        row(11, 5, A, "2016-04-01", KEY_A, "0, 0.00, 0, 0.00, -60.00, 60.00, 0.00");
        execute(ACCOUNTABILITY, "CREATE TABLE saved AS TABLE movement");
    }

    @AfterEach
    void restore() throws SQLException {
        execute(ACCOUNTABILITY, "DELETE FROM movement");
        execute(ACCOUNTABILITY, "INSERT INTO movement SELECT * FROM saved");
    }

    @Test
    void movements_that_follow_from_the_events_pass() throws SQLException {
        var differences = recount(11);
        assertThat(differences.kept()).isEmpty();
        assertThat(recount(6).kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DELETE FROM movement WHERE position = 6; (row)",
                "UPDATE movement SET demolished_m2 = 60.01 WHERE position = 6; demolished_m2",
                "UPDATE movement SET business_date = '2016-03-02' WHERE position = 6; (row)",
                "UPDATE movement SET street = '110102014' WHERE position = 6; (row)",
                "UPDATE movement SET tags = '{PIPELINE}' WHERE position = 1; (row)",
                "UPDATE movement SET position = 5 WHERE position = 6; (row)",
                "UPDATE movement SET taken_back_m2 = 0 WHERE position = 10; taken_back_m2",
                "UPDATE movement SET cleared_before_plan = false, registered = 2 WHERE position = 4 AND ordinal = 1;"
                        + " (row)",
                "INSERT INTO movement SELECT position, 9, epoch, fact, recorded_at, gen_random_uuid(), kind,"
                        + " business_date, street, use_class, ledger_kind, origin, tags, alley, households,"
                        + " cleared_before_plan, registered, registered_m2, closed, closed_m2, standing_m2, demolished_m2,"
                        + " taken_back_m2 FROM movement WHERE position = 1; (row)",
                "INSERT INTO movement SELECT position, 9, epoch, fact, recorded_at, violation, kind, business_date,"
                        + " street, use_class, ledger_kind, origin, tags, alley, households, cleared_before_plan,"
                        + " registered, registered_m2, closed, closed_m2, standing_m2, demolished_m2, taken_back_m2 FROM"
                        + " movement WHERE position = 1; (row)"
            })
    void a_row_changed_by_hand_is_found(String sql, String column) throws SQLException {
        execute(ACCOUNTABILITY, sql);
        assertThat(recount(11).kept())
                .isNotEmpty()
                .extracting(Report.Difference::column)
                .contains(column);
    }

    @Test
    void a_fact_that_never_came_is_found_and_what_lies_behind_the_point_is_left_alone() throws SQLException {
        execute(ACCOUNTABILITY, "DELETE FROM movement WHERE position >= 9");
        assertThat(recount(8).kept()).isEmpty();
        assertThat(recount(11).kept())
                .extracting(Report.Difference::key)
                .anySatisfy(key -> assertThat(key).startsWith("9 "))
                .anySatisfy(key -> assertThat(key).startsWith("11 "));
    }

    private static Differences recount(long upTo) throws SQLException {
        var differences = new Differences();
        try (var ledger = LEDGER.asOwner();
                var accountability = ACCOUNTABILITY.asOwner()) {
            for (Connection snapshot : new Connection[] {ledger, accountability}) snapshot.setAutoCommit(false);
            new ProgressRecount(ledger, accountability, differences, upTo).run();
        }
        return differences;
    }

    private static String[] event(UUID id, String type, String street, String tag, String fields, String day) {
        var tags = tag.isEmpty() ? "" : "\"" + tag + "\"";
        return new String[] {id.toString(), type, """
            {"violation":"%s","entry":{"ledgerNumber":"N-1","ledgerKind":"GENERAL","street":"%s","community":null,"compound":null,\
            "alley":null,"unit":null,"use":"STORAGE","tags":[%s],"households":0,"origin":"EXISTING"},%s,"occurredOn":"%s"}""".formatted(id, street, tags, fields, day)};
    }

    private static void append(long position, String[] event) throws SQLException {
        execute(
                LEDGER,
                "INSERT INTO event_store.event_type (aggregate_type, name, revision) VALUES ('Violation', '%s', 1) ON CONFLICT DO NOTHING"
                        .formatted(event[1]));
        try (var connection = LEDGER.asOwner();
                var statement = connection.prepareStatement("""
                    INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                    VALUES (?, now(), ?, gen_random_uuid(), (SELECT count(*) FROM event_store.event WHERE aggregate_id = ?),
                            (SELECT id FROM event_store.event_type WHERE name = ?), ?, '{}')""")) {
            statement.setLong(1, position);
            statement.setObject(2, UUID.fromString(event[0]));
            statement.setObject(3, UUID.fromString(event[0]));
            statement.setString(4, event[1]);
            statement.setBytes(5, event[2].getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /** @param cell street, tags, whether cleared before the plan */
    private static void row(long position, int ordinal, UUID id, String day, String cell, String measures)
            throws SQLException {
        var traits = cell.split(" ");
        execute(ACCOUNTABILITY, """
            INSERT INTO movement (position, ordinal, epoch, fact, recorded_at, violation, kind, business_date, street, use_class,
                ledger_kind, origin, tags, alley, households, cleared_before_plan,
                registered, registered_m2, closed, closed_m2, standing_m2, demolished_m2, taken_back_m2)
            VALUES (%d, %d, gen_random_uuid(), gen_random_uuid(), now(), '%s', 'KIND', '%s', '%s', 'STORAGE',
                'GENERAL', 'EXISTING', '%s', NULL, 0, '%s', %s)""".formatted(position, ordinal, id, day, traits[0], traits[1], traits[2], measures));
    }

    private static void migrate(ServiceDatabase database, Path folder) throws SQLException, IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) execute(database, Files.readString(file).replace("${app}", database.app()));
        }
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (var connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
