package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case whose people are named, whose deadline is over and whose clock is paused; the events and the notices are written by hand. */
class InboxRecountTest {

    private static final UUID CASE = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID DEADLINE = UUID.fromString("00000000-0000-8000-8000-0000000000d1");

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:inbox");
        // Whoever names the people is the handler, and is told nothing.
        event("HandlerAssigned", "\"handler\":\"u-1\",\"supervisor\":\"u-2\",\"by\":\"u-1\"");
        event("DeadlineReached", """
                "deadline":"%s","level":"OVERDUE","act":"RESTORED","rule":"in-time","dueOn":"2016-02-01","provisional":true,\
                "to":"HANDLER","toPerson":"u-1","vacant":[]""".formatted(DEADLINE));
        event("DeadlineEscalated", """
                "deadline":"%s","rung":3,"act":"RESTORED","rule":"in-time","dueOn":"2016-02-01","provisional":false,\
                "to":"OFFICE","toPerson":null,"vacant":["SUPERVISOR","STREET"]""".formatted(DEADLINE));
        event(
                "ClockPauseEscalated",
                "\"rung\":1,\"rule\":\"pause\",\"to\":\"SUPERVISOR\",\"toPerson\":\"u-2\",\"vacant\":[]");
        row(0, "u-2", "'u-2', NULL", "SUPERVISOR_ASSIGNED", "NULL, NULL, NULL, NULL, NULL, NULL, false, '{}'");
        row(
                1,
                "u-1",
                "'u-1', NULL",
                "DEADLINE_REACHED",
                "'%s', 'OVERDUE', NULL, 'RESTORED', 'in-time', '2016-02-01', true, '{}'".formatted(DEADLINE));
        row(
                2,
                "role:office",
                "NULL, 'office'",
                "DEADLINE_ESCALATED",
                "'%s', NULL, 3, 'RESTORED', 'in-time', '2016-02-01', false, '{SUPERVISOR,STREET}'".formatted(DEADLINE));
        row(3, "u-2", "'u-2', NULL", "CLOCK_PAUSE_ESCALATED", "NULL, NULL, 1, NULL, 'pause', NULL, false, '{}'");
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('inbox', 4)");
        demolition.execute("CREATE TABLE saved AS TABLE inbox_notice");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute("DELETE FROM inbox_notice; INSERT INTO inbox_notice SELECT * FROM saved");
    }

    @Test
    void notices_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "role, leader",
        "street, 110102014",
        "kind, DEADLINE_REACHED",
        "deadline, 00000000-0000-8000-8000-0000000000d2",
        "level, OVERDUE",
        "rung, 2",
        "act, ORDER_SERVED",
        "rule, other",
        "due_on, 2016-02-02",
        "provisional, true",
        "vacant, {}",
        "occurred_on, 2016-03-02",
        "position, 2",
        "recorded_at, 2016-07-02 08:00:00+08"
    })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute("UPDATE inbox_notice SET %s = '%s' WHERE position = 3".formatted(column, value));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition inbox_notice");
            assertThat(difference.key()).isEqualTo(CASE + " " + id(2, "role:office"));
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_notice_that_is_missing_or_made_up_is_named() throws Exception {
        demolition.execute("UPDATE inbox_notice SET id = '%s' WHERE position = 1".formatted(DEADLINE));
        assertThat(recount().kept())
                .extracting(Report.Difference::key, Report.Difference::expected)
                .containsExactlyInAnyOrder(
                        tuple(CASE + " " + DEADLINE, "none"), tuple(CASE + " " + id(0, "u-2"), "a row"));
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new InboxRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void event(String type, String fields) throws Exception {
        demolition.append(CASE, type, "\"street\":\"110102013\"," + fields, "2016-03-01");
    }

    private static UUID id(int sequence, String recipient) {
        return UUID.nameUUIDFromBytes((CASE + " " + sequence + " " + recipient).getBytes(StandardCharsets.UTF_8));
    }

    private static void row(int sequence, String recipient, String whom, String kind, String about) throws Exception {
        demolition.execute("""
                INSERT INTO inbox_notice (id, person, role, street, kind, violation, deadline, level, rung, act, rule, due_on,
                                          provisional, vacant, occurred_on, position, recorded_at)
                VALUES ('%s', %s, '110102013', '%s', '%s', %s, '2016-03-01', %d, %s)""".formatted(
                id(sequence, recipient), whom, kind, CASE, about, sequence + 1, WrittenLog.recordedAt(sequence + 1)));
    }
}
