package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two cases with three questions, one of them answered; the events and the rows that follow from them are written by hand. */
class ConsultationRecountTest {

    private static final UUID MOVED = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID OTHER = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID ONE = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-8000-8000-000000000002");

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:consultation");
        event(MOVED, "LeadReceived", "\"ledgerNumber\":\"N-1\",\"street\":\"110102013\"");
        asked(MOVED, ONE, ",\"askedOf\":\"u-1\"");
        asked(MOVED, TWO, "");
        event(MOVED, "ConsultationAnswered", "\"consultation\":\"" + TWO + "\"");
        event(MOVED, "EntryReassigned", "\"street\":\"110102014\"");
        event(OTHER, "LeadReceived", "\"ledgerNumber\":\"N-1\",\"street\":\"110102013\"");
        asked(OTHER, ONE, "");
        row(MOVED, ONE, "110102014", "'u-1'", 5);
        row(OTHER, ONE, "110102013", "NULL", 7);
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('consultations', 7)");
        demolition.execute("CREATE TABLE saved AS TABLE open_consultation");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute("DELETE FROM open_consultation; INSERT INTO open_consultation SELECT * FROM saved");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ledger_number, N-2",
        "street, 110102013",
        "department, HOUSING",
        "asked_of, u-2",
        "asked_on, 2016-02-28",
        "due_on, 2016-05-01",
        "position, 2"
    })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute(
                "UPDATE open_consultation SET %s = '%s' WHERE violation = '%s'".formatted(column, value, MOVED));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition open_consultation");
            assertThat(difference.key()).isEqualTo(MOVED + " " + ONE);
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_question_that_is_hidden_and_one_that_stays_though_it_is_answered_are_named() throws Exception {
        demolition.execute("DELETE FROM open_consultation WHERE violation = '" + OTHER + "'");
        row(MOVED, TWO, "110102014", "NULL", 5);
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference(
                                "demolition open_consultation", MOVED + " " + TWO, "(row)", "none", "a row"),
                        new Report.Difference(
                                "demolition open_consultation", OTHER + " " + ONE, "(row)", "a row", "none"));
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new ConsultationRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void asked(UUID id, UUID consultation, String more) throws Exception {
        event(id, "ConsultationAsked", """
                "consultation":"%s","department":"PLANNING","dueOn":"2016-04-01\"%s""".formatted(consultation, more));
    }

    private static void event(UUID id, String type, String fields) throws Exception {
        demolition.append(id, type, fields, "2016-03-01");
    }

    private static void row(UUID id, UUID consultation, String street, String of, int position) throws Exception {
        demolition.execute("""
                INSERT INTO open_consultation (violation, consultation, ledger_number, street, department, asked_of, asked_on, due_on, position)
                VALUES ('%s', '%s', 'N-1', '%s', 'PLANNING', %s, '2016-03-01', '2016-04-01', %d)""".formatted(id, consultation, street, of, position));
    }
}
