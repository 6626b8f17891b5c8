package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A closed inspection with a finding that was confirmed and tasked and one that was withdrawn; the events and the rows are written by hand. */
class InspectionsRecountTest {

    private static final UUID INSPECTION = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID FALSIFIED = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final UUID LATE = UUID.fromString("f0000000-0000-8000-8000-000000000002");
    private static final UUID TASK = UUID.fromString("00000000-0000-8000-8000-000000000003");

    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        accountability = new WrittenLog(
                "accountability",
                "Inspection",
                "event-store",
                "platform:platform",
                "accountability-service:inspection");
        event("InspectionOpened", "\"unit\":\"110102013\"", "2016-05-04");
        recorded(FALSIFIED, "FALSIFIED_RECORD", "GRAVE");
        recorded(LATE, "LATE", "MINOR");
        event("FindingAnswered", "\"finding\":\"" + LATE + "\"", "2016-05-06");
        event("FindingWithdrawn", "\"finding\":\"" + LATE + "\"", "2016-05-07");
        event("FindingConfirmed", "\"finding\":\"" + FALSIFIED + "\"", "2016-05-13");
        event("FindingTasked", "\"finding\":\"" + FALSIFIED + "\",\"task\":\"" + TASK + "\"", "2016-05-13");
        event("InspectionClosed", "\"remark\":null", "2016-06-01");
        accountability.copyEvents("inspection_event", "inspection, sequence, recorded_at, type, body");
        accountability.execute("""
            INSERT INTO inspection VALUES ('%s', '110102013', '2016-05-04', '2016-06-01');
            INSERT INTO inspection_finding (finding, inspection, unit, kind, severity, standing, recorded_on, decided_on) VALUES
            ('%s', '%s', '110102013', 'FALSIFIED_RECORD', 'GRAVE', 'CONFIRMED', '2016-05-05', '2016-05-13'),
            ('%s', '%s', '110102013', 'LATE', 'MINOR', 'WITHDRAWN', '2016-05-05', '2016-05-07');
            INSERT INTO inspection_task SELECT '%s', inspection, body FROM inspection_event WHERE type = 'FindingTasked';
            INSERT INTO view_position (view, position) VALUES ('inspections', 8);
            CREATE TABLE a AS TABLE inspection_event; CREATE TABLE b AS TABLE inspection;
            CREATE TABLE c AS TABLE inspection_finding; CREATE TABLE d AS TABLE inspection_task""".formatted(INSPECTION, FALSIFIED, INSPECTION, LATE, INSPECTION, TASK));
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute("""
                DELETE FROM inspection_event; INSERT INTO inspection_event SELECT * FROM a;
                DELETE FROM inspection; INSERT INTO inspection SELECT * FROM b;
                DELETE FROM inspection_finding; INSERT INTO inspection_finding SELECT * FROM c;
                DELETE FROM inspection_task; INSERT INTO inspection_task SELECT * FROM d""");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        inspection         | unit        | '110102014'
        inspection         | opened_on   | '2016-05-05'
        inspection         | closed_on   | NULL
        inspection_finding | unit        | '110102014'
        inspection_finding | kind        | 'PROCEDURE'
        inspection_finding | severity    | 'SERIOUS'
        inspection_finding | standing    | 'OPEN'
        inspection_finding | recorded_on | '2016-05-06'
        inspection_finding | decided_on  | '2016-05-14'
        inspection_task    | body        | jsonb_set(body, '{dueOn}', '"2016-07-01"')
        inspection_event   | recorded_at | '2016-07-02 08:00:00+08'
        inspection_event   | type        | 'FindingConfirmed'
        inspection_event   | body        | body - 'unit'
        """)
    void a_row_changed_by_hand_is_found_and_named(String table, String column, String value) throws Exception {
        var row = switch (table) {
            case "inspection" -> "true";
            case "inspection_finding" -> "finding = '" + FALSIFIED + "'";
            case "inspection_task" -> "task = '" + TASK + "'";
            default -> "sequence = 1";
        };
        var key = switch (table) {
            case "inspection" -> INSPECTION.toString();
            case "inspection_finding" -> INSPECTION + " " + FALSIFIED;
            case "inspection_task" -> INSPECTION + " " + TASK;
            default -> INSPECTION + " 1";
        };
        accountability.execute("UPDATE %s SET %s = %s WHERE %s".formatted(table, column, value, row));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability " + table);
            assertThat(difference.key()).isEqualTo(key);
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void rows_that_are_missing_or_made_up_are_named() throws Exception {
        accountability.execute("""
                DELETE FROM inspection_task;
                UPDATE inspection_finding SET finding = '%s' WHERE finding = '%s'""".formatted(TASK, LATE));
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference(
                                "accountability inspection_finding", INSPECTION + " " + TASK, "(row)", "none", "a row"),
                        new Report.Difference(
                                "accountability inspection_finding", INSPECTION + " " + LATE, "(row)", "a row", "none"),
                        new Report.Difference(
                                "accountability inspection_task", INSPECTION + " " + TASK, "(row)", "a row", "none"));
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = accountability.snapshot()) {
            new InspectionsRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void recorded(UUID finding, String kind, String severity) throws Exception {
        event(
                "FindingRecorded",
                "\"finding\":\"%s\",\"unit\":\"110102013\",\"kind\":\"%s\",\"severity\":\"%s\""
                        .formatted(finding, kind, severity),
                "2016-05-05");
    }

    private static void event(String type, String fields, String day) throws Exception {
        accountability.appendPayload(
                INSPECTION,
                type,
                "{\"inspection\":\"%s\",%s,\"occurredOn\":\"%s\"}".formatted(INSPECTION, fields, day));
    }
}
