package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That rows of the clocks which do not follow from the events are found. */
class ClockFactsRecountTest {

    private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    private static WrittenLog demolition;
    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog("demolition", "EnforcementCase", "event-store");
        accountability =
                new WrittenLog("accountability", "Target", "platform:platform", "accountability-service:onehour");
        demolition.append(A, "LeadReceived", "\"street\":\"110102013\"", "2016-01-01");
        demolition.append(A, "DiscoveryConfirmed", "\"street\":\"110102013\"", "2016-01-02");
        demolition.append(A, "SiteDispatched", "\"by\":\"u-1\"", "2016-01-02");
        demolition.append(A, "OneHourClockMissed", "\"street\":\"110102013\",\"milestone\":\"REMOVED\"", "2016-01-02");
        demolition.append(A, "OneHourClockStopped", "\"street\":\"110102013\",\"outcome\":\"LATE\"", "2016-01-03");
        row(2, "'STARTED', NULL, NULL, '2016-01-02'");
        row(4, "'MISSED', 'REMOVED', NULL, '2016-01-02'");
        row(5, "'STOPPED', NULL, 'LATE', '2016-01-03'");
        accountability.execute("CREATE TABLE saved AS TABLE clock_fact");
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute(
                "DELETE FROM clock_fact; INSERT INTO clock_fact SELECT * FROM saved; DELETE FROM parked_fact");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "violation | gen_random_uuid()",
                "street | '110102014'",
                "kind | 'STARTED'",
                "milestone | 'ON_SITE'",
                "outcome | 'KEPT'",
                "occurred_on | '2016-01-03'",
                "recorded_at | now()"
            })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        accountability.execute("UPDATE clock_fact SET %s = %s WHERE position = 4".formatted(column, value));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability clock_fact");
            assertThat(difference.key()).isEqualTo("demolition position 4");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void what_is_missing_or_made_up_is_named() throws Exception {
        accountability.execute("DELETE FROM clock_fact WHERE position = 4");
        accountability.execute("UPDATE clock_fact SET position = 3 WHERE position = 2");
        assertThat(recount().kept())
                .extracting(Report.Difference::table, Report.Difference::key, Report.Difference::found)
                .containsExactlyInAnyOrder(
                        tuple("accountability clock_fact", "demolition position 2 DiscoveryConfirmed", "none"),
                        tuple("accountability clock_fact", "demolition position 3", "a row"),
                        tuple("accountability clock_fact", "demolition position 4 OneHourClockMissed", "none"));
    }

    @Test
    void a_parked_fact_is_excused() throws Exception {
        accountability.execute("DELETE FROM clock_fact WHERE position = 4");
        accountability.execute("""
                INSERT INTO parked_fact (reader, service, key, topic, partition, "offset", position, headers, data, state, attempts)
                VALUES ('onehour', 'demolition', 'k', 't', 0, 0, 4, '{}', '', 'POISON', 1)""");
        assertThat(recount().kept()).isEmpty();
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var rows = accountability.snapshot();
                var log = demolition.snapshot()) {
            new ClockFactsRecount(rows, differences).run(log, 5);
        }
        return differences;
    }

    private static void row(long position, String told) throws Exception {
        accountability.execute("""
                INSERT INTO clock_fact (epoch, position, violation, street, kind, milestone, outcome, occurred_on, recorded_at)
                VALUES ('%s', %d, '%s', '110102013', %s, %s)""".formatted(A, position, A, told, WrittenLog.recordedAt(position)));
    }
}
