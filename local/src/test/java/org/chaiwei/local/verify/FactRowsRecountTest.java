package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.UUID;
import org.chaiwei.local.verify.FactRowsRecount.Teller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two logs, and the rows that accountability has of their facts; all written by hand. */
class FactRowsRecountTest {

    private static final UUID A = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID B = UUID.fromString("f0000000-0000-8000-8000-00000000000b");

    private static WrittenLog ledger;
    private static WrittenLog demolition;
    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        ledger = new WrittenLog("ledger", "Violation", "event-store");
        demolition = new WrittenLog("demolition", "EnforcementCase", "event-store");
        accountability = new WrittenLog(
                "accountability",
                "Target",
                "platform:platform",
                "accountability-service:progress",
                "accountability-service:feed");
        ledger.append(A, "ViolationRegistered", entry("N-1") + ",\"areaM2\":30.00", "2016-01-01");
        ledger.append(A, "RelapseConfirmed", entry("N-1"), "2016-01-02");
        ledger.append(A, "AcceptanceFailurePosted", entry("N-1") + ",\"areaM2\":0.00", "2016-01-03");
        ledger.append(A, "AcceptanceFailurePosted", entry("N-1") + ",\"areaM2\":4.00", "2016-01-04");
        ledger.append(B, "RelapseDetected", entry("N-2") + ",\"takenBackM2\":30.00", "2016-01-05");
        ledger.append(B, "PatrolRecorded", entry("N-2") + ",\"areaM2\":1.00", "2016-01-06");
        demolition.append(A, "LeadReceived", "\"ledgerNumber\":\"N-1\",\"street\":\"110102013\"", "2016-01-01");
        demolition.append(A, "DiscoveryConfirmed", told("\"occurredAt\":\"2016-01-02T09:00:00+08:00\""), "2016-01-02");
        demolition.append(
                A,
                "Demolished",
                told("\"areaM2\":10.00,\"whole\":false,\"occurredAt\":\"2016-01-02T09:30:00+08:00\""),
                "2016-01-02");
        demolition.append(
                A,
                "Demolished",
                told("\"areaM2\":20.00,\"whole\":true,\"occurredAt\":\"2016-01-02T09:50:00+08:00\""),
                "2016-01-02");
        demolition.append(A, "AcceptanceFailed", told("\"areaM2\":30.00"), "2016-01-03");
        demolition.append(A, "AcceptanceFailed", told("\"areaM2\":0.00"), "2016-01-04");
        demolition.append(A, "RestorationCompleted", told("\"kind\":\"GREENED\""), "2016-01-05");
        procedure(2, "CONFIRMED", "2016-01-02", "'2016-01-02 01:00:00+00'");
        procedure(4, "REMOVED", "2016-01-02", "'2016-01-02 01:50:00+00'");
        procedure(5, "STANDING_AGAIN", "2016-01-03", "NULL");
        procedure(7, "RESTORED", "2016-01-05", "NULL");
        shown("ledger", 1, "ViolationRegistered", A, "'N-1', 30.00, '2016-01-01'");
        shown("ledger", 4, "DemolitionReversed", A, "'N-1', 4.00, '2016-01-04'");
        shown("ledger", 5, "RelapseDetected", B, "'N-2', 30.00, '2016-01-05'");
        shown("ledger", 6, "PatrolRecorded", B, "'N-2', NULL, '2016-01-06'");
        shown("demolition", 2, "DiscoveryConfirmed", A, "NULL, NULL, '2016-01-02'");
        shown("demolition", 3, "Demolished", A, "'N-1', 10.00, '2016-01-02'");
        shown("demolition", 4, "Demolished", A, "'N-1', 20.00, '2016-01-02'");
        shown("demolition", 5, "AcceptanceFailed", A, "'N-1', 30.00, '2016-01-03'");
        shown("demolition", 6, "AcceptanceFailed", A, "'N-1', 0.00, '2016-01-04'");
        shown("demolition", 7, "RestorationCompleted", A, "'N-1', NULL, '2016-01-05'");
        accountability.execute(
                "CREATE TABLE saved_procedure AS TABLE procedure_fact; CREATE TABLE saved_feed AS TABLE fact_feed");
    }

    @AfterEach
    void restore() throws Exception {
        accountability.execute("""
                DELETE FROM procedure_fact; INSERT INTO procedure_fact SELECT * FROM saved_procedure;
                DELETE FROM fact_feed; INSERT INTO fact_feed OVERRIDING SYSTEM VALUE SELECT * FROM saved_feed; DELETE FROM parked_fact""");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount(true).kept()).isEmpty();
        assertThat(recount(false).kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "procedure_fact | violation | gen_random_uuid()",
                "procedure_fact | kind | 'REMOVED'",
                "procedure_fact | occurred_on | '2016-01-03'",
                "procedure_fact | occurred_at | NULL",
                "procedure_fact | recorded_at | now()",
                "fact_feed | fact | gen_random_uuid()",
                "fact_feed | type | 'Demolished'",
                "fact_feed | violation | gen_random_uuid()",
                "fact_feed | street | '110102014'",
                "fact_feed | area_m2 | 1.00",
                "fact_feed | occurred_on | '2016-01-03'",
                "fact_feed | recorded_at | now()"
            })
    void a_value_changed_by_hand_is_found_and_named(String table, String column, String value) throws Exception {
        accountability.execute(
                "UPDATE %s SET %s = %s WHERE service = 'demolition' AND position = 2".formatted(table, column, value));
        assertThat(recount(false).kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("accountability " + table);
            assertThat(difference.key()).isEqualTo("demolition position 2");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource({"ledger, 4, N-1", "demolition, 3, N-1"})
    void a_ledger_number_of_another_entry_is_found(String service, int position, String expected) throws Exception {
        accountability.execute("UPDATE fact_feed SET ledger_number = 'N-9' WHERE service = '%s' AND position = %d"
                .formatted(service, position));
        assertThat(recount(false).kept())
                .containsExactly(new Report.Difference(
                        "accountability fact_feed",
                        service + " position " + position,
                        "ledger_number",
                        expected,
                        "N-9"));
    }

    @Test
    void what_is_missing_or_made_up_is_named() throws Exception {
        accountability.execute("DELETE FROM procedure_fact WHERE position = 4");
        accountability.execute("UPDATE procedure_fact SET position = 3 WHERE position = 5");
        accountability.execute("DELETE FROM fact_feed WHERE service = 'ledger' AND position = 4");
        accountability.execute("UPDATE fact_feed SET position = 2 WHERE service = 'ledger' AND position = 5");
        accountability.execute("UPDATE fact_feed SET position = 0 WHERE service = 'ledger' AND position = 6");
        assertThat(recount(true).kept())
                .extracting(Report.Difference::table, Report.Difference::key, Report.Difference::found)
                .containsExactlyInAnyOrder(
                        tuple("accountability procedure_fact", "demolition position 3", "a row"),
                        tuple("accountability procedure_fact", "demolition position 4 Demolished", "none"),
                        tuple("accountability procedure_fact", "demolition position 5 AcceptanceFailed", "none"),
                        tuple("accountability fact_feed", "ledger position 4 AcceptanceFailurePosted", "none"),
                        tuple("accountability fact_feed", "ledger position 2", "a row"),
                        tuple("accountability fact_feed", "ledger position 5 RelapseDetected", "none"),
                        tuple("accountability fact_feed", "ledger position 0", "a row"),
                        tuple("accountability fact_feed", "ledger position 6 PatrolRecorded", "none"));
    }

    @Test
    void a_parked_fact_is_excused() throws Exception {
        accountability.execute(
                "DELETE FROM procedure_fact WHERE position = 4; DELETE FROM fact_feed WHERE service = 'demolition' AND position = 4");
        accountability.execute("""
                INSERT INTO parked_fact (reader, service, key, topic, partition, "offset", position, headers, data, state, attempts)
                VALUES ('progress', 'demolition', 'k', 't', 0, 0, 4, '{}', '', 'POISON', 1)""");
        assertThat(recount(true).kept()).isEmpty();
    }

    /** The feed keeps the last facts only: of each partition those behind the oldest that are kept. */
    @Test
    void of_many_facts_the_feed_may_lack_old_ones_but_none_behind_those_it_has() throws Exception {
        demolition.append(A, "CaseFiled", told("\"caseNumber\":\"7\""), "2016-02-01");
        demolition.execute("""
                INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                SELECT p, recorded_at + (p - position) * interval '1 second', aggregate_id, ('00000000-0000-4000-8000-' || lpad(p::text, 12, '0'))::uuid,
                       p - 1, type, payload, metadata
                  FROM event_store.event, generate_series(9, 1099) AS p WHERE position = 8""");
        accountability.execute("DELETE FROM fact_feed");
        shown("demolition", 40, "CaseFiled", A, "'N-1', NULL, '2016-02-01'");
        accountability.execute("""
                INSERT INTO fact_feed (service, epoch, position, fact, type, violation, street, ledger_number, occurred_on, recorded_at)
                SELECT service, epoch, p, ('00000000-0000-4000-8000-' || lpad(p::text, 12, '0'))::uuid, type, violation, street, ledger_number, occurred_on,
                       recorded_at + (p - position) * interval '1 second'
                  FROM fact_feed, generate_series(41, 1099) AS p WHERE position = 40 ORDER BY p""");
        assertThat(recount(false, 0, 1_099).kept()).isEmpty();
        accountability.execute("DELETE FROM fact_feed WHERE position = 1090");
        assertThat(recount(false, 0, 1_099).kept())
                .containsExactly(new Report.Difference(
                        "accountability fact_feed", "demolition position 1090 CaseFiled", "(row)", "a row", "none"));
    }

    private static Differences recount(boolean few) throws Exception {
        return recount(few, 6, 7);
    }

    private static Differences recount(boolean few, long ledgerUpTo, long demolitionUpTo) throws Exception {
        var differences = new Differences();
        try (var rows = accountability.snapshot();
                var ledgerLog = ledger.snapshot();
                var demolitionLog = demolition.snapshot()) {
            var recount = new FactRowsRecount(rows, differences);
            recount.run(Teller.LEDGER, ledgerLog, ledgerUpTo, Between::ledgerFact, few);
            recount.run(Teller.DEMOLITION, demolitionLog, demolitionUpTo, Between::demolitionFact, few);
        }
        return differences;
    }

    private static String entry(String number) {
        return "\"entry\":{\"ledgerNumber\":\"%s\",\"street\":\"110102013\"}".formatted(number);
    }

    private static String told(String fields) {
        return "\"street\":\"110102013\"," + fields;
    }

    private static void procedure(long position, String kind, String day, String occurredAt) throws Exception {
        accountability.execute("""
                INSERT INTO procedure_fact (service, epoch, position, violation, kind, occurred_on, occurred_at, recorded_at)
                VALUES ('demolition', '%s', %d, '%s', '%s', '%s', %s, %s)""".formatted(B, position, A, kind, day, occurredAt, WrittenLog.recordedAt(position)));
    }

    private static void shown(String service, long position, String type, UUID entry, String shown) throws Exception {
        accountability.execute("""
                INSERT INTO fact_feed (service, epoch, position, fact, type, violation, street, ledger_number, area_m2, occurred_on, recorded_at)
                VALUES ('%s', '%s', %d, %s, '%s', '%s', '110102013', %s, %s)""".formatted(
                service, B, position, WrittenLog.idOf(position), type, entry, shown, WrittenLog.recordedAt(position)));
    }
}
