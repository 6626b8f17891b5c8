package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two cases with three restrictions; the events and the rows that follow from them are written by hand. */
class RestrictionRecountTest {

    private static final UUID MOVED = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID CLOSED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID ONE = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-8000-8000-000000000002");

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:restriction");
        requested(MOVED, ONE, "MORTGAGE");
        requested(MOVED, TWO, "BUSINESS_LICENCE");
        event(MOVED, "RestrictionAcknowledged", "\"restriction\":\"" + ONE + "\"");
        event(MOVED, "RestrictionRefused", "\"restriction\":\"" + TWO + "\"");
        event(MOVED, "EntryReassigned", "\"street\":\"110102014\"");
        requested(CLOSED, ONE, "TRADE");
        event(CLOSED, "RestrictionLifted", "\"restriction\":\"" + ONE + "\",\"cause\":\"CLOSED\"");
        event(CLOSED, "EntryClosed", "\"ground\":\"DUPLICATE\"");
        row(MOVED, ONE, "110102014", "MORTGAGE", "ACKNOWLEDGED", "NULL", 5);
        row(MOVED, TWO, "110102014", "BUSINESS_LICENCE", "REFUSED", "NULL", 5);
        row(CLOSED, ONE, "110102013", "TRADE", "LIFTED", "'CLOSED'", 7);
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('restrictions', 8)");
        demolition.execute("CREATE TABLE saved AS TABLE restriction");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute(
                "ALTER TABLE restriction DROP COLUMN IF EXISTS noted; DELETE FROM restriction; INSERT INTO restriction"
                        + " SELECT * FROM saved");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ledger_number, '1'",
        "street, '110102013'",
        "kind, 'TRADE'",
        "state, 'REQUESTED'",
        "requested_on, '2016-02-28'",
        "changed_on, '2016-02-28'",
        "cause, 'BY_HAND'",
        "position, 3"
    })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute("UPDATE restriction SET %s = '%s' WHERE violation = '%s' AND restriction = '%s'"
                .formatted(column, value.replace("'", ""), MOVED, ONE));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition restriction");
            assertThat(difference.key()).isEqualTo(MOVED + " " + ONE);
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_row_that_is_missing_or_made_up_is_named_and_so_is_a_column_that_nobody_recounts() throws Exception {
        demolition.execute("UPDATE restriction SET restriction = '%s' WHERE violation = '%s'".formatted(TWO, CLOSED));
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference("demolition restriction", CLOSED + " " + TWO, "(row)", "none", "a row"),
                        new Report.Difference("demolition restriction", CLOSED + " " + ONE, "(row)", "a row", "none"));
        restore();
        demolition.execute("ALTER TABLE restriction ADD COLUMN noted text");
        assertThat(recount().kept()).extracting(Report.Difference::column).containsExactly("noted");
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new RestrictionRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void requested(UUID id, UUID restriction, String kind) throws Exception {
        event(id, "RestrictionRequested", """
                "street":"110102013","restriction":"%s","kind":"%s","ledgerNumber":"N-1\"""".formatted(restriction, kind));
    }

    private static void event(UUID id, String type, String fields) throws Exception {
        demolition.append(id, type, fields, "2016-03-01");
    }

    private static void row(
            UUID id, UUID restriction, String street, String kind, String state, String cause, int position)
            throws Exception {
        demolition.execute("""
                INSERT INTO restriction (violation, restriction, ledger_number, street, kind, state, requested_on, changed_on, cause, position)
                VALUES ('%s', '%s', 'N-1', '%s', '%s', '%s', '2016-03-01', '2016-03-01', %s, %d)""".formatted(id, restriction, street, kind, state, cause, position));
    }
}
