package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lead, a case with a handler and a closed one; the events and the rows that follow from them are written by hand. */
class AheadRecountTest {

    private static final UUID LEAD = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID FILED = UUID.fromString("10000000-0000-8000-8000-00000000000b");
    private static final UUID CLOSED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID NONE = UUID.fromString("f0000000-0000-8000-8000-00000000000d");
    private static final UUID ORDER_DUE = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final UUID NOTICE_DUE = UUID.fromString("00000000-0000-8000-8000-000000000002");

    private static final String DEADLINES = "demolition case_deadline";
    private static final String TASKS = "demolition case_task";

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition",
                "EnforcementCase",
                "event-store",
                "platform:platform",
                "demolition-service:deadlines",
                "demolition-service:tasks");
        for (var id : new UUID[] {LEAD, FILED, CLOSED})
            event(id, "LeadReceived", "\"ledgerNumber\":\"N-1\",\"street\":\"110102013\"");
        event(FILED, "CaseFiled", "\"track\":\"EXISTING\",\"filedBy\":\"u-filed\"");
        event(
                FILED,
                "HandlerAssigned",
                "\"handler\":\"u-1\",\"handlerRole\":\"enforcement\",\"supervisor\":\"u-2\",\"supervisorRole\":\"office\"");
        event(FILED, "EntryReassigned", "\"street\":\"110102014\"");
        told("DeadlineReached", "\"level\":\"SOON\"");
        told("DeadlineReached", "\"level\":\"OVERDUE\"");
        told("DeadlineEscalated", "\"rung\":1");
        event(CLOSED, "CaseFiled", "\"track\":\"TEMPORARY\",\"filedBy\":\"u-filed\"");
        event(CLOSED, "EntryClosed", "\"ground\":\"DEMOLISHED\"");
        deadline(FILED, ORDER_DUE, "ORDER_ISSUED", "OPEN", "NULL", "'OVERDUE'", 1, "'2016-06-20'");
        deadline(FILED, NOTICE_DUE, "NOTICE_ISSUED", "DONE", "'2016-03-05'", "NULL", 0, "NULL");
        task(LEAD, "FILED", "role:office", "{office,street}", "infinity", "NULL");
        task(LEAD, "FILED", "street:110102013", "{office,street}", "infinity", "NULL");
        task(FILED, "ORDER_ISSUED", "person:u-1", "{enforcement}", "2016-06-01", "'" + ORDER_DUE + "'");
        task(CLOSED, "RESTORED", "street:110102013", "{street}", "infinity", "NULL");
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('deadlines', 11)");
        demolition.execute(
                "CREATE TABLE saved_deadline AS TABLE case_deadline; CREATE TABLE saved_task AS TABLE case_task");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute("DELETE FROM case_deadline; INSERT INTO case_deadline SELECT * FROM saved_deadline;"
                + " DELETE FROM case_task; INSERT INTO case_task SELECT * FROM saved_task");
    }

    @Test
    void rows_that_go_with_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "street, 110102013",
        "track, TEMPORARY",
        "handler, u-filed",
        "supervisor, u-1",
        "act, DEMAND_ISSUED",
        "rule, another",
        "level, DUE",
        "rung, 2",
        "ended_on, 2016-06-02"
    })
    void a_value_of_an_open_deadline_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        change("case_deadline", column, value, "id = '" + ORDER_DUE + "'");
        assertThat(recount().kept()).anySatisfy(difference -> {
            assertThat(difference.table()).isEqualTo(DEADLINES);
            assertThat(difference.key()).isEqualTo(FILED + " " + ORDER_DUE);
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ledger_number, N-2",
        "street, 110102013",
        "track, TEMPORARY",
        "handler, u-filed",
        "supervisor, u-1",
        "due_on, 2016-06-02",
        "deadline, 00000000-0000-8000-8000-000000000002"
    })
    void a_value_of_a_task_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        change("case_task", column, value, "violation = '" + FILED + "'");
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo(TASKS);
            assertThat(difference.key()).isEqualTo(FILED + " ORDER_ISSUED person:u-1");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_deadline_that_is_over_and_would_be_told_again_is_named() throws Exception {
        change("case_deadline", "next_on", "2016-06-02", "id = '" + NOTICE_DUE + "'");
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference(DEADLINES, FILED + " " + NOTICE_DUE, "next_on", null, "2016-06-02"));
    }

    @Test
    void a_task_on_the_wrong_list_is_named_and_so_is_the_list_that_lacks_it() throws Exception {
        change("case_task", "owner", "person:u-2", "violation = '" + FILED + "'");
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference(TASKS, FILED + " ORDER_ISSUED person:u-2", "(row)", "none", "a row"),
                        new Report.Difference(TASKS, FILED + " ORDER_ISSUED person:u-1", "(row)", "a row", "none"));
    }

    @Test
    void a_lead_that_nobody_is_to_file_is_named() throws Exception {
        demolition.execute("DELETE FROM case_task WHERE violation = '" + LEAD + "'");
        assertThat(recount().kept())
                .containsExactly(new Report.Difference(TASKS, LEAD + " FILED", "(row)", "a row", "none"));
    }

    @Test
    void rows_of_a_case_that_there_is_not_and_a_beginning_in_one_that_has_ended_are_named() throws Exception {
        deadline(NONE, NONE, "ORDER_ISSUED", "OPEN", "NULL", "NULL", 0, "NULL");
        change("case_task", "act", "FILED", "violation = '" + CLOSED + "'");
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference(TASKS, CLOSED + " FILED street:110102013", "(row)", "none", "a row"),
                        new Report.Difference(DEADLINES, NONE + " " + NONE, "(row)", "none", "a row"));
    }

    @Test
    void a_column_that_nobody_looks_at_is_named() throws Exception {
        demolition.execute("ALTER TABLE case_task ADD COLUMN noted text");
        try {
            assertThat(recount().kept()).extracting(Report.Difference::column).containsExactly("noted");
        } finally {
            demolition.execute("ALTER TABLE case_task DROP COLUMN noted");
        }
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new AheadRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void change(String table, String column, String value, String which) throws Exception {
        demolition.execute("UPDATE %s SET %s = '%s' WHERE %s".formatted(table, column, value, which));
    }

    private static void told(String type, String fields) throws Exception {
        event(
                FILED,
                type,
                "\"deadline\":\"%s\",\"act\":\"ORDER_ISSUED\",\"rule\":\"order-time\",%s".formatted(ORDER_DUE, fields));
    }

    private static void event(UUID id, String type, String fields) throws Exception {
        demolition.append(id, type, fields, "2016-03-01");
    }

    private static void deadline(
            UUID id, UUID deadline, String act, String how, String endedOn, String level, int rung, String nextOn)
            throws Exception {
        demolition.execute("""
                INSERT INTO case_deadline (id, violation, street, track, kind, act, rule, article, started_on, due_on, provisional,
                                           standing, ended_on, level, rung, next_on, handler, supervisor, counted_by)
                VALUES ('%s', '%s', '110102014', 'EXISTING', 'DUE_BY', '%s', 'order-time', 'a', '2016-03-01', '2016-06-01', false,
                        '%s', %s, %s, %d, %s, 'u-1', 'u-2', 'c')""".formatted(deadline, id, act, how, endedOn, level, rung, nextOn));
    }

    /** Of the case with a handler, or of one of the others. */
    private static void task(UUID id, String act, String owner, String roles, String dueOn, String deadline)
            throws Exception {
        var of = id.equals(FILED)
                ? "'110102014', 'EXISTING', 'u-1', 'u-2'"
                : id.equals(CLOSED) ? "'110102013', 'TEMPORARY', 'u-filed', NULL" : "'110102013', NULL, NULL, NULL";
        demolition.execute("""
                INSERT INTO case_task (violation, act, owner, ledger_number, street, track, handler, supervisor, roles, request, earliest,
                                       earliest_provisional, due_on, due_provisional, deadline, why, counted_by)
                VALUES ('%s', '%s', '%s', 'N-1', %s, '%s', 'r', '2016-03-01', false, '%s', false, %s, '[]', 'c')""".formatted(id, act, owner, of, roles, dueOn, deadline));
    }
}
