package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import org.chaiwei.local.verify.Report.Difference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four papers of one register: one holds, one is superseded, one withdrawn, one fell with its order. */
class PapersRecountTest {

    private static final UUID REGISTER = UUID.fromString("b1ddffbb-a28a-833c-831f-7208949c562a");
    private static final UUID CASE = UUID.fromString("10000000-0000-8000-8000-00000000000b");
    private static final String OTHER_CASE = "20000000-0000-8000-8000-00000000000b";

    private WrittenLog demolition;

    @BeforeEach
    void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "PaperRegister", "event-store", "platform:platform", "demolition-service:papers");
        issued(1, CASE.toString(), null);
        issued(2, OTHER_CASE, null);
        issued(3, OTHER_CASE, paper(2));
        issued(4, CASE.toString(), null);
        demolition.append(REGISTER, "PaperWithdrawn", "\"paper\":\"%s\"".formatted(paper(4)), "2016-06-01");
        demolition.append(CASE, "OrderRevoked", "\"document\":\"x\"", "2016-06-02");
        demolition.execute(
                "UPDATE event_store.event_type SET aggregate_type = 'EnforcementCase' WHERE name = 'OrderRevoked'");
        row(1, CASE.toString(), null, "WITHDRAWN", "'2016-06-02'");
        row(2, OTHER_CASE, null, "SUPERSEDED", "'2016-05-09'");
        row(3, OTHER_CASE, paper(2), "VALID", "NULL");
        row(4, CASE.toString(), null, "WITHDRAWN", "'2016-06-01'");
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('papers', 6)");
    }

    @Test
    void a_list_that_says_what_the_events_say_has_no_difference() throws Exception {
        assertThat(recount()).isEmpty();
    }

    @Test
    void a_value_changed_by_hand_a_row_left_out_and_one_too_many_are_found() throws Exception {
        demolition.execute("UPDATE paper SET status = 'VALID', status_on = NULL WHERE paper = '" + paper(1) + "'");
        demolition.execute("DELETE FROM paper WHERE paper = '" + paper(3) + "'");
        row(9, OTHER_CASE, null, "VALID", "NULL");
        assertThat(recount())
                .extracting(Difference::key, Difference::column)
                .containsExactly(
                        tuple(paper(1), "status"),
                        tuple(paper(1), "status_on"),
                        tuple(paper(9), "(row)"),
                        tuple(paper(3), "(row)"));
    }

    private List<Difference> recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            assertThat(new PapersRecount(snapshot, differences).run()).isEqualTo(4);
        }
        return differences.kept();
    }

    private void issued(int number, String violation, String supersedes) throws Exception {
        demolition.append(
                REGISTER,
                "PaperIssued",
                """
                "paper":"%s","kind":"ORDER","office":"110102013","ordinal":%d,"number":"第%d号","sha256":"%s","template":"v1/order",\
                "check":"c-%d","supersedes":%s,"by":"u-1\"""".formatted(
                                paper(number),
                                number,
                                number,
                                "c".repeat(64),
                                number,
                                supersedes == null ? "null" : "\"" + supersedes + "\""),
                "2016-05-09");
        demolition.execute(
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '%s', '%s'), 'UTF8') WHERE position = %d"
                        .formatted(
                                "{\"violation\":\"" + REGISTER + "\"", "{\"violation\":\"" + violation + "\"", number));
    }

    private void row(int number, String violation, String supersedes, String status, String statusOn) throws Exception {
        demolition.execute("""
                INSERT INTO paper (paper, register, violation, kind, office, number, sha256, template, check_code, supersedes, issued_by, issued_on,
                                   status, status_on, position)
                VALUES ('%s', '%s', '%s', 'ORDER', '110102013', '第%d号', '%s', 'v1/order', 'c-%d', %s, 'u-1', '2016-05-09', '%s', %s, %d)""".formatted(
                        paper(number),
                        REGISTER,
                        violation,
                        number,
                        "c".repeat(64),
                        number,
                        supersedes == null ? "NULL" : "'" + supersedes + "'",
                        status,
                        statusOn,
                        number));
    }

    private static String paper(int number) {
        return "01920000-0000-7000-8000-0000000000d" + number;
    }
}
