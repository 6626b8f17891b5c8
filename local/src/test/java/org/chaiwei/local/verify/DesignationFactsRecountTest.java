package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.MissingNode;

/** The ledger's events of one place, and the rows that accountability has of their facts; all written by hand. */
class DesignationFactsRecountTest {

    private static final UUID PLACE = UUID.fromString("f0000000-0000-8000-8000-00000000000b");

    private static WrittenLog ledger;
    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        ledger = new WrittenLog("ledger", "Designation", "event-store");
        accountability =
                new WrittenLog("accountability", "Target", "platform:platform", "accountability-service:progress");
        told("ViolationFreeStarted", "2016-03-01");
        told("ViolationFreeAppliedFor", "2016-04-01");
        told("ViolationFreeInspected", "2016-04-02");
        told("ViolationFreeDesignated", "2016-04-03");
        told("ViolationFreeRevoked", "2016-05-01");
        row(1, "STARTED", "2016-03-01");
        row(4, "DESIGNATED", "2016-04-03");
        row(5, "REVOKED", "2016-05-01");
        accountability.execute("CREATE TABLE saved AS TABLE designation_fact");
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute("""
                ALTER TABLE designation_fact DROP COLUMN IF EXISTS noted;
                DELETE FROM designation_fact; INSERT INTO designation_fact SELECT * FROM saved; DELETE FROM parked_fact""");
    }

    @Test
    void rows_that_follow_from_the_events_pass_and_what_is_later_is_left_alone() throws Exception {
        assertThat(recount(5, 3).kept()).isEmpty();
        assertThat(recount(4, 2).kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fact, 00000000-0000-8000-8000-000000000009",
        "recorded_at, 2016-07-02 08:00:00+08",
        "designation, 00000000-0000-8000-8000-000000000009",
        "kind, REVOKED",
        "place_kind, COMPOUND",
        "street, 110102014",
        "place, 铁树斜街",
        "run, 2",
        "business_date, 2016-04-04"
    })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        accountability.execute("UPDATE designation_fact SET %s = '%s' WHERE position = 4".formatted(column, value));
        assertThat(recount(5, 3).kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability designation_fact");
            assertThat(difference.key()).isEqualTo("position 4");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_row_that_is_missing_or_made_up_is_named_and_so_is_a_column_that_nobody_recounts() throws Exception {
        accountability.execute("UPDATE designation_fact SET position = 3 WHERE position = 4");
        assertThat(recount(5, 3).kept())
                .containsExactly(
                        new Report.Difference(
                                "accountability designation_fact", "position 3", "(row)", "none", "a row"),
                        new Report.Difference(
                                "accountability designation_fact",
                                "position 4 ViolationFreeDesignated",
                                "(row)",
                                "a row",
                                "none"));
        restore();
        accountability.execute("ALTER TABLE designation_fact ADD COLUMN noted text");
        assertThat(recount(5, 3).kept()).extracting(Report.Difference::column).containsExactly("noted");
    }

    @Test
    void others_are_told_of_the_start_the_designation_and_the_revocation_alone() {
        var payload = MissingNode.getInstance();
        assertThat(Between.ledgerFact("ViolationFreeStarted", payload))
                .isEqualTo("org.chaiwei.ledger.ViolationFreeStarted.v1");
        assertThat(Between.ledgerFact("ViolationFreeDesignated", payload)).isNotNull();
        assertThat(Between.ledgerFact("ViolationFreeRevoked", payload)).isNotNull();
        assertThat(Between.ledgerFact("ViolationFreeAppliedFor", payload)).isNull();
        assertThat(Between.ledgerFact("ViolationFreeInspected", payload)).isNull();
    }

    private static Differences recount(long upTo, long rows) throws Exception {
        var differences = new Differences();
        try (var log = ledger.snapshot();
                var held = accountability.snapshot()) {
            assertThat(new DesignationFactsRecount(held, differences).run(log, upTo))
                    .isEqualTo(rows);
        }
        return differences;
    }

    private static void told(String type, String day) throws Exception {
        ledger.appendPayload(PLACE, type, """
                {"designation":"%s","kind":"ALLEY","street":"110102013","place":"杨梅竹斜街","run":1,"occurredOn":"%s"}""".formatted(PLACE, day));
    }

    private static void row(int position, String kind, String day) throws Exception {
        accountability.execute("""
                INSERT INTO designation_fact VALUES (%d, '%s', %s, %s, '%s', '%s', 'ALLEY', '110102013', '杨梅竹斜街', 1, '%s')""".formatted(
                        position,
                        new UUID(1, 1),
                        WrittenLog.idOf(position),
                        WrittenLog.recordedAt(position),
                        PLACE,
                        kind,
                        day));
    }
}
