package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock that has stopped and one that is paused; the events and the rows that follow from them are written by hand. */
class ClockRecountTest {

    private static final UUID OLD = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID PAUSED = UUID.fromString("10000000-0000-8000-8000-00000000000b");
    private static final UUID STOPPED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:onehour");
        lead(OLD, "EXISTING");
        at(OLD, "Demolished", "09:05", ",\"whole\":true");
        lead(PAUSED, "NEW");
        at(PAUSED, "DiscoveryConfirmed", "09:00", "");
        at(PAUSED, "SiteReached", "09:12", "");
        at(PAUSED, "ClockPaused", "09:20", "");
        at(PAUSED, "ClockResumed", "09:25", "");
        at(PAUSED, "OneHourClockMissed", "09:10", ",\"milestone\":\"DISPATCHED\"");
        at(PAUSED, "ClockPaused", "09:30", "");
        at(PAUSED, "ClockPauseEscalated", "10:00", ",\"rung\":1");
        demolition.append(PAUSED, "EntryTagged", "\"tags\":[]", "2016-03-01");
        lead(STOPPED, "NEW");
        at(STOPPED, "Demolished", "09:40", ",\"whole\":true");
        at(STOPPED, "DiscoveryConfirmed", "09:00", "");
        at(STOPPED, "OneHourClockStopped", "09:40", ",\"outcome\":\"KEPT\"");
        demolition.append(STOPPED, "EntryClosed", "\"ground\":\"DEMOLISHED\"", "2016-03-02");
        row(PAUSED, "NULL", """
                {"confirmedAt":"2016-03-01T09:00:00+08:00","reached":{"ON_SITE":"2016-03-01T09:12:00+08:00"},
                 "pauses":[{"from":"2016-03-01T09:20:00+08:00","to":"2016-03-01T09:25:00+08:00"},
                           {"from":"2016-03-01T09:30:00+08:00"}],
                 "missed":["DISPATCHED"],"pauseRung":1}""", "NULL", "NULL", "'2016-03-01 10:30+08'", 10);
        row(STOPPED, "'2016-03-01 09:40+08'", """
                {"confirmedAt":"2016-03-01T09:00:00+08:00","reached":{"REMOVED":"2016-03-01T09:40:00+08:00"},
                 "pauses":[],"end":"GOES_ON","missed":[],"outcome":"KEPT"}""", "'KEPT'", "'2016-03-01 09:40+08'", "NULL", 16);
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('onehour', 16)");
        demolition.execute("CREATE TABLE saved AS TABLE one_hour_clock");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute("DELETE FROM one_hour_clock; INSERT INTO one_hour_clock SELECT * FROM saved");
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
                "ledger_number | 'N-2'",
                "street | '110102014'",
                "removed_at | NULL",
                "clock | replace(clock, 'KEPT', 'LATE')",
                "clock | replace(clock, '09:40', '09:41')",
                "confirmed_at | '2016-03-01 09:01+08'",
                "outcome | 'LATE'",
                "stopped_at | NULL",
                "next_finding | '2016-03-01 10:00+08'",
                "position | 15"
            })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute(
                "UPDATE one_hour_clock SET %s = %s WHERE violation = '%s'".formatted(column, value, STOPPED));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition one_hour_clock");
            assertThat(difference.key()).isEqualTo(STOPPED.toString());
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource({"09:12, 09:13", "09:25, 09:26", "DISPATCHED, ON_SITE", "'\"pauseRung\":1', '\"pauseRung\":2'"})
    void what_a_running_clock_keeps_is_recounted_to_its_pauses(String kept, String changed) throws Exception {
        demolition.execute("UPDATE one_hour_clock SET clock = replace(clock, '%s', '%s') WHERE violation = '%s'"
                .formatted(kept, changed, PAUSED));
        assertThat(recount().kept()).extracting(Report.Difference::column).containsExactly("clock");
    }

    @Test
    void a_row_that_is_missing_or_made_up_is_named() throws Exception {
        demolition.execute("UPDATE one_hour_clock SET violation = '%s' WHERE violation = '%s'".formatted(OLD, PAUSED));
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference("demolition one_hour_clock", OLD.toString(), "(row)", "none", "a row"),
                        new Report.Difference(
                                "demolition one_hour_clock", PAUSED.toString(), "(row)", "a row", "none"));
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new ClockRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void lead(UUID id, String origin) throws Exception {
        demolition.append(
                id,
                "LeadReceived",
                "\"street\":\"110102013\",\"ledgerNumber\":\"N-1\",\"origin\":\"%s\"".formatted(origin),
                "2016-03-01");
    }

    private static void at(UUID id, String type, String time, String fields) throws Exception {
        demolition.append(
                id, type, "\"occurredAt\":\"2016-03-01T%s:00+08:00\"%s".formatted(time, fields), "2016-03-01");
    }

    private static void row(
            UUID id, String removedAt, String clock, String outcome, String stoppedAt, String next, int position)
            throws Exception {
        demolition.execute("""
                INSERT INTO one_hour_clock (violation, ledger_number, street, removed_at, clock, confirmed_at, outcome, stopped_at,
                                            next_finding, position)
                VALUES ('%s', 'N-1', '110102013', %s, '%s', '2016-03-01 09:00+08', %s, %s, %s, %d)""".formatted(id, removedAt, clock, outcome, stoppedAt, next, position));
    }
}
