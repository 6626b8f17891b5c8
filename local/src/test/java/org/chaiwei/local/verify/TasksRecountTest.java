package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A task that was overdue, answered, returned and extended and is due again, and one that nobody was responsible for and that was verified;
 * the events and the rows are written by hand.
 */
class TasksRecountTest {

    private static final UUID DUE = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID DONE = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID REMARK = UUID.fromString("00000000-0000-8000-8000-000000000001");

    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        accountability = new WrittenLog(
                "accountability",
                "SupervisedTask",
                "event-store",
                "platform:platform",
                "accountability-service:supervision");
        assigned(DUE, "\"street-1\"");
        event(DUE, "TaskReminded", "\"level\":\"DUE\",\"to\":\"PERSON\"");
        event(DUE, "TaskOverdue", "\"to\":\"PERSON\"");
        event(DUE, "TaskEscalated", "\"rung\":1,\"to\":[\"UNIT_HEAD\"]");
        event(DUE, "TaskEscalated", "\"rung\":2,\"to\":[\"OFFICE\",\"UNIT_HEAD\"]");
        event(DUE, "TaskAnswered", "\"answer\":1");
        event(DUE, "TaskReturned", "\"dueOn\":\"2016-06-01\"");
        event(DUE, "TaskExtensionAsked", "\"dueOn\":\"2016-06-10\"");
        event(DUE, "TaskExtended", "\"dueOn\":\"2016-06-10\"");
        event(DUE, "TaskReminded", "\"level\":\"DUE_SOON\",\"to\":\"PERSON\"");
        event(DUE, "TaskReminded", "\"level\":\"DUE\",\"to\":\"PERSON\"");
        event(DUE, "TaskExtensionAsked", "\"dueOn\":\"2016-06-20\"");
        assigned(DONE, "null");
        event(DONE, "TaskEscalated", "\"rung\":0,\"to\":[\"UNIT_HEAD\"]");
        event(DONE, "TaskAcknowledged", "\"responsible\":\"street-2\"");
        event(DONE, "TaskAnswered", "\"answer\":1");
        event(DONE, "TaskVerified", "\"answer\":1");
        accountability.copyEvents("supervised_task_event", "task, sequence, recorded_at, type, body");
        accountability.execute("""
            INSERT INTO supervised_task (task, source, reference, unit, responsible, phase, assigned_on, due_on, next_on, rungs, heard, answers,
                                         extension_to, remark, sequence) VALUES
            ('%s', 'LEADER', 'R-1', '110102013', 'street-1', 'OPEN', '2016-05-04', '2016-06-10', '2016-06-11', 0, '{UNIT_HEAD,OFFICE}', 1,
             '2016-06-20', '%s', 11),
            ('%s', 'LEADER', 'R-1', '110102013', 'street-2', 'VERIFIED', '2016-05-04', '2016-05-20', NULL, 0, '{UNIT_HEAD}', 1,
             NULL, '%s', 4);
            INSERT INTO view_position (view, position) VALUES ('tasks', 17);
            CREATE TABLE saved AS TABLE supervised_task; CREATE TABLE told AS TABLE supervised_task_event""".formatted(DUE, REMARK, DONE, REMARK));
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute("""
                DELETE FROM supervised_task; INSERT INTO supervised_task SELECT * FROM saved;
                DELETE FROM supervised_task_event; INSERT INTO supervised_task_event SELECT * FROM told""");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        source       | MEETING
        reference    | R-2
        unit         | 110102014
        responsible  | street-2
        phase        | ANSWERED
        assigned_on  | 2016-05-05
        due_on       | 2016-06-01
        next_on      | 2016-06-12
        rungs        | 2
        heard        | {UNIT_HEAD}
        answers      | 2
        extension_to | 2016-06-21
        remark       | 00000000-0000-8000-8000-000000000002
        sequence     | 10
        """)
    void a_task_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        accountability.execute("UPDATE supervised_task SET %s = '%s' WHERE task = '%s'".formatted(column, value, DUE));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability supervised_task");
            assertThat(difference.key()).isEqualTo(DUE.toString());
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.found()).isEqualTo(value);
        });
    }

    @Test
    void nothing_is_to_be_told_of_a_task_that_is_over() throws Exception {
        accountability.execute("UPDATE supervised_task SET next_on = '2016-05-21' WHERE task = '%s'".formatted(DONE));
        assertThat(recount().kept())
                .containsExactly(new Report.Difference(
                        "accountability supervised_task", DONE.toString(), "next_on", null, "2016-05-21"));
    }

    @Test
    void an_event_changed_made_up_or_missing_is_named() throws Exception {
        accountability.execute("""
            UPDATE supervised_task_event SET body = body - 'rung' WHERE task = '%s' AND sequence = 4;
            UPDATE supervised_task_event SET sequence = 5 WHERE task = '%s' AND sequence = 4""".formatted(DUE, DONE));
        assertThat(recount().kept())
                .extracting(difference -> difference.table() + " " + difference.key() + " " + difference.column())
                .containsExactly(
                        "accountability supervised_task_event " + DUE + " 4 body",
                        "accountability supervised_task_event " + DONE + " 5 (row)",
                        "accountability supervised_task_event " + DONE + " 4 (row)");
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = accountability.snapshot()) {
            new TasksRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void assigned(UUID task, String responsible) throws Exception {
        event(task, "TaskAssigned", """
                "source":"LEADER","reference":"R-1","unit":"110102013","responsible":%s,"remark":"%s","dueOn":"2016-05-20\"""".formatted(responsible, REMARK));
    }

    private static void event(UUID task, String type, String fields) throws Exception {
        accountability.appendPayload(
                task, type, "{\"task\":\"%s\",%s,\"occurredOn\":\"2016-05-04\"}".formatted(task, fields));
    }
}
