package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A talk that was made lighter, marked and appealed against, a circular that everyone may know of, and a proposal that a corrected table
 * dropped; the events and the rows are written by hand.
 */
class MeasuresRecountTest {

    private static final UUID TALK = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID CIRCULAR = UUID.fromString("70000000-0000-8000-8000-00000000000b");
    private static final UUID DROPPED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");

    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        accountability = new WrittenLog(
                "accountability", "Measure", "event-store", "platform:platform", "accountability-service:measure");
        proposed(TALK, "TALK", "RATING", "\"BOTTOM_TWO_TWICE\"", 40);
        event(TALK, "MeasureDecided", "\"kind\":\"TALK\"");
        event(
                TALK,
                "MeasureServed",
                "\"person\":\"street-14\",\"servedOn\":\"2016-06-01\",\"appealUntil\":\"2016-06-08\"");
        event(TALK, "MeasureMarkedForReview", "\"tablesPosition\":50");
        event(TALK, "GoodFaithErrorRecorded", "\"kind\":\"REMINDER\"");
        event(TALK, "MeasureAppealed", "\"appeal\":\"" + CIRCULAR + "\"");
        event(TALK, "MeasureAnswered", "\"reason\":null");
        proposed(CIRCULAR, "TALK", "FINDING", "null", 0);
        event(CIRCULAR, "MeasureDecided", "\"kind\":\"CIRCULAR\"");
        event(CIRCULAR, "MeasureServed", "\"person\":null,\"servedOn\":\"2016-06-02\",\"appealUntil\":\"2016-06-12\"");
        event(CIRCULAR, "MeasureAppealed", "\"appeal\":\"" + TALK + "\"");
        event(CIRCULAR, "MeasureAppealDecided", "\"upheld\":false,\"points\":30.00");
        event(CIRCULAR, "MeasureClosed", "\"reason\":null");
        proposed(DROPPED, "REMINDER", "RATING", "\"BOTTOM_TWO\"", 40);
        event(DROPPED, "MeasureDropped", "\"cause\":\"TABLE_CORRECTED\",\"tablesPosition\":50");
        accountability.copyEvents("measure_event", "measure, sequence, position, recorded_at, type, body");
        accountability.execute("""
            INSERT INTO measure (measure, position, sequence, street, month, kind, ground, rule, stage, under_review, is_public, person,
                                 proposed_on, served_on, appeal_until, tables_position) VALUES
            ('%s', 1, 6, '110102014', '2016-05', 'REMINDER', 'RATING', 'BOTTOM_TWO_TWICE', 'APPEALED', true, false, 'street-14',
             '2016-06-01', '2016-06-01', '2016-06-08', 50),
            ('%s', 8, 5, '110102014', '2016-05', 'CIRCULAR', 'FINDING', NULL, 'CLOSED', false, true, NULL,
             '2016-06-01', '2016-06-02', '2016-06-12', 0),
            ('%s', 14, 1, '110102014', '2016-05', 'REMINDER', 'RATING', 'BOTTOM_TWO', 'DROPPED', false, false, NULL,
             '2016-06-01', NULL, NULL, 50);
            INSERT INTO view_position (view, position) VALUES ('measures', 15);
            CREATE TABLE saved AS TABLE measure; CREATE TABLE told AS TABLE measure_event""".formatted(TALK, CIRCULAR, DROPPED));
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute("""
                ALTER TABLE measure DROP COLUMN IF EXISTS noted;
                DELETE FROM measure; INSERT INTO measure SELECT * FROM saved;
                DELETE FROM measure_event; INSERT INTO measure_event SELECT * FROM told""");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "position, 2",
        "sequence, 5",
        "street, 110102013",
        "month, 2016-04",
        "kind, TALK",
        "ground, FINDING",
        "rule, BOTTOM_TWO",
        "stage, SERVED",
        "under_review, false",
        "is_public, true",
        "person, street-13",
        "proposed_on, 2016-05-31",
        "served_on, 2016-06-02",
        "appeal_until, 2016-06-30",
        "tables_position, 40"
    })
    void a_measure_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        accountability.execute("UPDATE measure SET %s = '%s' WHERE measure = '%s'".formatted(column, value, TALK));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability measure");
            assertThat(difference.key()).isEqualTo(TALK.toString());
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.found()).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        position    | '99'
        recorded_at | '2016-07-02 08:00:00+08'
        type        | 'MeasureClosed'
        body        | jsonb_set(body, '{points}', '30.01')
        body        | body - 'upheld'
        """)
    void an_event_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        accountability.execute("UPDATE measure_event SET %s = %s WHERE measure = '%s' AND sequence = 4"
                .formatted(column, value, CIRCULAR));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability measure_event");
            assertThat(difference.key()).isEqualTo(CIRCULAR + " 4");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void rows_that_are_missing_or_made_up_are_named_and_so_is_a_column_that_nobody_recounts() throws Exception {
        accountability.execute("""
            UPDATE measure SET measure = '00000000-0000-8000-8000-000000000001' WHERE measure = '%s';
            DELETE FROM measure_event WHERE measure = '%s' AND sequence = 1;
            ALTER TABLE measure ADD COLUMN noted text""".formatted(DROPPED, DROPPED));
        assertThat(recount().kept())
                .extracting(difference -> difference.table() + " " + difference.key() + " " + difference.column() + " "
                        + difference.found())
                .containsExactlyInAnyOrder(
                        "accountability measure every row noted one that it doesn't",
                        "accountability measure 00000000-0000-8000-8000-000000000001 (row) a row",
                        "accountability measure " + DROPPED + " (row) none",
                        "accountability measure_event " + DROPPED + " 1 (row) none");
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = accountability.snapshot()) {
            new MeasuresRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void proposed(UUID measure, String kind, String ground, String rule, int tables) throws Exception {
        event(measure, "MeasureProposed", """
                "kind":"%s","ground":"%s","rule":%s,"evidence":{"month":"2016-05","score":41.07},"tablesPosition":%d""".formatted(kind, ground, rule, tables));
    }

    private static void event(UUID measure, String type, String fields) throws Exception {
        accountability.appendPayload(
                measure,
                type,
                "{\"measure\":\"%s\",\"street\":\"110102014\",%s,\"occurredOn\":\"2016-06-01\"}"
                        .formatted(measure, fields));
    }
}
