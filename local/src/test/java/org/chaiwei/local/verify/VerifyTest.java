package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.chaiwei.local.verify.Report.Amount;
import org.chaiwei.local.verify.Report.Checked;
import org.chaiwei.local.verify.Report.Difference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VerifyTest {

    private static final String OPEN_ENTRY = HandWrittenLedger.OPEN + " 110102013-2014-00001";

    private static HandWrittenLedger ledger;

    @BeforeAll
    static void write() throws SQLException, IOException {
        ledger = HandWrittenLedger.written();
    }

    @AfterEach
    void restore() throws SQLException {
        ledger.restore();
    }

    // ---- nothing wrong

    @Test
    void views_that_hold_what_the_events_say_pass() throws Exception {
        var report = verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.exitCode()).isZero();
        assertThat(report.position()).isEqualTo(HandWrittenLedger.HEAD);
        assertThat(report.checked()).isEqualTo(new Checked(41, 9, 36, 23, 2));
    }

    @Test
    void an_empty_ledger_passes() throws Exception {
        for (var table : new String[] {
            "event_store.event",
            "entry",
            "movement",
            "month_total",
            "figures_known_at",
            "unposted_demolition",
            "relapse_suspicion",
            "view_position"
        }) ledger.execute("DELETE FROM " + table);
        ledger.execute("UPDATE event_store.head SET position = 0");
        var report = verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.checked()).isEqualTo(new Checked(0, 0, 0, 0, 0));
    }

    @Test
    void the_figures_of_the_baseline_are_counted_from_the_events() throws Exception {
        var recount = verify().recount();
        assertThat(recount.asOf()).isEqualTo(LocalDate.of(2015, 12, 31));
        assertThat(recount.registered()).isEqualTo(amount(5, "117.85"));
        assertThat(recount.cleared()).isEqualTo(amount(1, "20.00"));
        assertThat(recount.remaining()).isEqualTo(amount(4, "97.85"));
        assertThat(recount.remainingByUse())
                .containsEntry("RESIDENTIAL", amount(2, "25.85"))
                .containsEntry("STORAGE", amount(0, "0.00"))
                .containsEntry("COMMERCIAL", amount(2, "72.00"))
                .containsEntry("OFFICE", amount(0, "0.00"));
    }

    @Test
    void what_the_plan_published_stands_beside_the_recount() throws Exception {
        var report = verify();
        assertThat(report.published().registered()).isEqualTo(amount(66_682, "1076577.00"));
        assertThat(report.toText()).contains("66682 / 1076577.00 m²", "5 / 117.85 m²", "no difference");
    }

    // ---- the book

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ledger_number | '110102013-2014-99999' | 110102013-2014-00001",
                "ledger_kind | 'FOLLOW_UP' | GENERAL",
                "street | '110102014' | 110102013",
                "community | NULL | 110102013001",
                "compound | '大院' | ",
                "alley | NULL | 铁树斜街",
                "unit | '区教委' | ",
                "address | '铁树斜街2号' | 铁树斜街1号",
                "lon | 116.389001 | 116.389000",
                "lat | NULL | 39.895000",
                "use_class | 'STORAGE' | RESIDENTIAL",
                "area_m2 | 14.86 | 14.85",
                "demolished_m2 | 0.01 | 0.00",
                "remaining_m2 | 14.84 | 14.85",
                "structure | NULL | 砖混",
                "storeys | 2 | 1",
                "year_built | 1999 | ",
                "discovered_on | '2013-04-13' | 2013-04-12",
                "found_by | 'PATROL' | INVENTORY",
                "origin | 'NEW' | EXISTING",
                "tags | '{}' | FIRE_LANE",
                "households | 1 | 0",
                "party_id | gen_random_uuid() | ",
                "status | 'CLOSED' | OPEN",
                "registered_on | '2014-05-02' | 2014-05-01",
                "closed_on | '2014-05-02' | ",
                "ground | 'DEMOLISHED' | ",
                "legacy | false | true",
                "import_batch | gen_random_uuid() | ",
                "accepted_m2 | 0.01 | 0.00",
                "sealed_on | '2016-05-02' | ",
                "case_number | '7' | ",
                "case_filed_on | '2016-05-02' | ",
                "restored_on | '2016-05-02' | ",
                "duplicate_of | gen_random_uuid() | ",
                "revocation_requested_on | '2016-05-02' | ",
                "revocation_requested_by | 'u-1' | ",
                "relapse_of | gen_random_uuid() | ",
                "relapsed_into | gen_random_uuid() | ",
                "patrol_due_on | '2016-05-02' | ",
                "patrol_round | 30 | ",
                "sequence | 1 | 0",
                "position | 2 | 1",
                "changed_at | now() | 1467331201000000"
            })
    void a_value_of_the_book_changed_by_hand_is_found_and_named(String column, String value, String expected)
            throws Exception {
        ledger.execute(
                "UPDATE entry SET %s = %s WHERE violation = '%s'".formatted(column, value, HandWrittenLedger.OPEN));
        var report = verify();
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("entry");
            assertThat(difference.key()).startsWith(HandWrittenLedger.OPEN.toString());
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.expected()).isEqualTo(expected);
            assertThat(difference.found()).isNotEqualTo(expected);
        });
    }

    @Test
    void a_row_missing_from_the_book_is_named() throws Exception {
        ledger.execute("DELETE FROM entry WHERE violation = '%s'".formatted(HandWrittenLedger.OPEN));
        assertThat(verify().differences())
                .containsExactly(new Difference("entry", OPEN_ENTRY, "(row)", "a row", "none"));
    }

    @Test
    void a_row_added_to_the_book_is_named() throws Exception {
        var id = LedgerNumber.id("110102013-2014-00077");
        ledger.execute(
                "CREATE TEMPORARY TABLE added AS SELECT * FROM entry WHERE violation = '%s'; UPDATE added SET violation = '%s', ledger_number = '110102013-2014-00077'; INSERT INTO entry SELECT * FROM added"
                        .formatted(HandWrittenLedger.OPEN, id));
        assertThat(verify().differences())
                .containsExactly(new Difference("entry", id + " 110102013-2014-00077", "(row)", "none", "a row"));
    }

    @Test
    void two_values_of_the_book_that_changed_places_are_both_found() throws Exception {
        ledger.execute(
                "UPDATE entry SET area_m2 = CASE area_m2 WHEN 14.85 THEN 11.00 ELSE 14.85 END, remaining_m2 = CASE area_m2 WHEN 14.85 THEN 11.00 ELSE 14.85 END WHERE use_class = 'RESIDENTIAL'");
        assertThat(verify().differences())
                .extracting(Difference::column, Difference::expected, Difference::found)
                .containsExactlyInAnyOrder(
                        tuple("area_m2", "14.85", "11.00"),
                        tuple("remaining_m2", "14.85", "11.00"),
                        tuple("area_m2", "11.00", "14.85"),
                        tuple("remaining_m2", "11.00", "14.85"));
    }

    @Test
    void a_column_that_no_recount_knows_is_not_trusted_unseen() throws Exception {
        ledger.execute("ALTER TABLE entry ADD COLUMN remark text");
        assertThat(verify().differences())
                .singleElement()
                .extracting(Difference::column)
                .isEqualTo("remark");
    }

    @Test
    void of_very_many_differences_the_first_thousand_are_named_and_all_are_counted() throws Exception {
        ledger.execute(
                "INSERT INTO movement SELECT 1, ordinal, '%s', '2014-05-01', '110102013', 'OTHER', 'GENERAL', 'NEW', 'REGISTERED', 'ADDED', 1, 1 FROM generate_series(1, 1500) AS ordinal"
                        .formatted(HandWrittenLedger.OPEN));
        var report = verify();
        assertThat(report.differencesFound()).isEqualTo(1_500);
        assertThat(report.differences()).hasSize(1_000);
        assertThat(report.toText()).contains("1,500 differences, the first 1000:");
    }

    // ---- what waits for a person

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unposted_demolition | ledger_number | '1'",
                "unposted_demolition | street | '110102014'",
                "unposted_demolition | area_m2 | 25.01",
                "unposted_demolition | remaining_m2 | 0.00",
                "unposted_demolition | reason | 'CLOSED'",
                "unposted_demolition | occurred_on | '2016-02-12'",
                "unposted_demolition | position | 26",
                "relapse_suspicion | ledger_number | '1'",
                "relapse_suspicion | street | '110102014'",
                "relapse_suspicion | distance_m | 3.4",
                "relapse_suspicion | found_by | 'REPORT'",
                "relapse_suspicion | photo | 'cd'",
                "relapse_suspicion | party_id | gen_random_uuid()",
                "relapse_suspicion | reported_by | 'u-2'",
                "relapse_suspicion | seen_at | '2016-03-22 10:00:01+08'",
                "relapse_suspicion | status | 'OPEN'",
                "relapse_suspicion | decided_on | NULL",
                "relapse_suspicion | relapse | NULL",
                "relapse_suspicion | registered | false",
                "relapse_suspicion | position | 33"
            })
    void a_task_changed_by_hand_is_found_and_named(String table, String column, String value) throws Exception {
        ledger.execute("UPDATE %s SET %s = %s".formatted(table, column, value));
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo(table);
            assertThat(difference.key()).startsWith(HandWrittenLedger.RELAPSED.toString());
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"unposted_demolition", "relapse_suspicion"})
    void a_task_missing_or_made_up_is_named(String table) throws Exception {
        ledger.execute("UPDATE %s SET violation = '%s'".formatted(table, HandWrittenLedger.OPEN));
        assertThat(verify().differences())
                .extracting(Difference::table, Difference::column, Difference::found)
                .containsExactlyInAnyOrder(tuple(table, "(row)", "none"), tuple(table, "(row)", "a row"));
    }

    @Test
    void a_place_that_was_designated_in_the_view_alone_is_named() throws Exception {
        ledger.execute("""
                INSERT INTO designation (designation, kind, street, name, state, run, started_on, found_position, found_relapse,
                                         to_revoke, position, sequence)
                VALUES ('%s', 'ALLEY', '110102013', '铁树斜街', 'DESIGNATED', 1, '2016-03-01', 0, false, false, 42, 3)""".formatted(HandWrittenLedger.SIGHTING));
        assertThat(verify().differences())
                .containsExactly(
                        new Difference("designation", HandWrittenLedger.SIGHTING.toString(), "(row)", "none", "a row"));
    }

    // ---- the figures

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "business_date | '2016-03-04' | 2016-03-03",
                "street | '110102012' | 110102013",
                "use_class | 'STORAGE' | OFFICE",
                "ledger_kind | 'FOLLOW_UP' | GENERAL",
                "origin | 'NEW' | EXISTING",
                "kind | 'REASSIGNED' | CORRECTED",
                "line | 'ADDED' | CORRECTED",
                "count | 2 | 1",
                "area_m2 | 50.01 | 50.00"
            })
    void a_movement_changed_by_hand_is_found_and_named(String column, String value, String expected) throws Exception {
        ledger.execute("UPDATE movement SET %s = %s WHERE position = 8 AND ordinal = 1".formatted(column, value));
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("movement");
            assertThat(difference.key()).isEqualTo("position 8 ordinal 1");
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.expected()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @CsvSource({"28, 9.99, 10.00", "37, 29.99, 30.00", "41, 5.99, 6.00"})
    void what_was_given_back_taken_back_or_opened_again_is_recounted_too(int position, String changed, String expected)
            throws Exception {
        ledger.execute("UPDATE movement SET area_m2 = %s WHERE position = %d".formatted(changed, position));
        assertThat(verify().differences())
                .singleElement()
                .extracting(Difference::key, Difference::column, Difference::expected)
                .containsExactly("position %d ordinal 0".formatted(position), "area_m2", expected);
    }

    @Test
    void a_missing_movement_is_named() throws Exception {
        ledger.execute("DELETE FROM movement WHERE position = 15 AND ordinal = 2");
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("movement");
            assertThat(difference.key()).startsWith("position 15 ").contains("2013-07-09", "WITHDRAWN");
            assertThat(difference.found()).isEqualTo("none");
        });
    }

    @Test
    void a_movement_that_no_event_made_is_named() throws Exception {
        ledger.execute(
                "INSERT INTO movement SELECT position, 7, violation, business_date, street, use_class, ledger_kind, origin, kind, line, count, area_m2 FROM movement WHERE position = 1");
        assertThat(verify().differences())
                .containsExactly(new Difference("movement", "position 1 ordinal 7", "(row)", "none", "a row"));
    }

    @Test
    void a_movement_hung_on_another_entry_is_missing_here_and_too_much_there() throws Exception {
        ledger.execute("UPDATE movement SET violation = '%s' WHERE position = 17".formatted(HandWrittenLedger.OPEN));
        assertThat(verify().differences()).hasSize(2).allSatisfy(difference -> {
            assertThat(difference.table()).isEqualTo("movement");
            assertThat(difference.key()).startsWith("position 17 ");
            assertThat(difference.column()).isEqualTo("(row)");
        });
    }

    @Test
    void the_order_of_effects_within_one_event_does_not_matter() throws Exception {
        ledger.execute("UPDATE movement SET ordinal = 9 - ordinal WHERE position = 15");
        assertThat(verify().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPDATE month_total SET count = count + 1 WHERE month = '2014-05-01' | count | 1 | 2",
                "UPDATE month_total SET area_m2 = 0 WHERE month = '2014-05-01' | area_m2 | 14.85 | 0.00",
                "DELETE FROM month_total WHERE month = '2014-05-01' | (row) | a row | none",
                "INSERT INTO month_total VALUES ('2014-06-01', '110102013', 'RESIDENTIAL', 'ADDED', 1, 1) | (row) | none | a row"
            })
    void a_months_total_changed_by_hand_is_found_and_named(String change, String column, String expected, String found)
            throws Exception {
        ledger.execute(change);
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("month_total");
            assertThat(difference.key()).matches("2014-0[56]-01 110102013 RESIDENTIAL ADDED");
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.expected()).isEqualTo(expected);
            assertThat(difference.found()).isEqualTo(found);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE figures_known_at SET position = 40",
                "UPDATE figures_known_at SET position = 42",
                "UPDATE figures_known_at SET recorded_at = now()",
                "DELETE FROM figures_known_at"
            })
    void a_wrong_word_on_how_far_the_figures_go_is_found(String change) throws Exception {
        ledger.execute(change);
        assertThat(verify().differences())
                .singleElement()
                .extracting(Difference::table)
                .isEqualTo("figures_known_at");
    }

    // ---- the log

    @Test
    void an_edited_event_no_longer_agrees_with_the_views() throws Exception {
        ledger.execute(
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '14.85', '24.85'), 'UTF8') WHERE position = 1");
        assertThat(verify().differences())
                .extracting(Difference::table, Difference::column, Difference::expected, Difference::found)
                .contains(
                        tuple("entry", "area_m2", "24.85", "14.85"),
                        tuple("movement", "area_m2", "24.85", "14.85"),
                        tuple("month_total", "area_m2", "24.85", "14.85"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPDATE event_store.event SET payload = 'x' WHERE position = 11 | payload",
                "UPDATE event_store.event SET sequence = sequence + 1 WHERE position = 11 | sequence",
                "UPDATE event_store.event SET recorded_at = recorded_at - interval '1 hour' WHERE position = 11 | recorded_at",
                "UPDATE event_store.event SET type = 999 WHERE position = 11 | type",
                "UPDATE event_store.event_type SET revision = 2 WHERE name = 'ViolationTagged' | type",
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '\"areaBeforeM2\":55.50', '\"areaBeforeM2\":55.00'), 'UTF8') WHERE position = 8 | payload areaBeforeM2",
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '110102013-2014-00001', '110102013-2014-00009'), 'UTF8') WHERE position = 1 | aggregate_id",
                "UPDATE event_store.event SET payload = (SELECT payload FROM event_store.event WHERE position = 11), type = (SELECT type FROM event_store.event WHERE position = 11) WHERE position = 1 | type",
                "UPDATE event_store.event SET payload = (SELECT payload FROM event_store.event WHERE position = 5), type = (SELECT type FROM event_store.event WHERE position = 5) WHERE position = 11 | type",
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '20.00', '19.00'), 'UTF8') WHERE position = 3 | area that still stood",
                "UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '20.00', '21.00'), 'UTF8') WHERE position = 3 | payload areaM2",
                "UPDATE event_store.head SET position = 42 | position",
                "UPDATE event_store.head SET recorded_at = timestamptz '2016-01-01' | recorded_at",
                "DELETE FROM event_store.event WHERE position = 11 | position",
                "INSERT INTO event_store.append_key VALUES (sha256('a'), sha256('b'), 20, 42, now()) | first_position, last_position"
            })
    void a_log_that_is_not_as_it_was_written_is_found(String change, String column) throws Exception {
        ledger.execute(change);
        assertThat(verify().differences()).anySatisfy(difference -> {
            assertThat(difference.table()).startsWith("event_store.");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void events_staged_for_no_open_import_are_found() throws Exception {
        stage();
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("event_store.staged_event");
            assertThat(difference.key()).isEqualTo("batch 00000000-0000-8000-8000-0000000000b1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PREVIEWED, false, true",
        "COMMITTING, false, true",
        "UNDOING, false, true",
        "FAILED, false, true",
        "COMMITTED, false, false",
        "UNDONE, false, false",
        "COMMITTING, true, false"
    })
    void events_may_be_staged_for_an_open_import_until_their_block_is_done(String state, boolean done, boolean right)
            throws Exception {
        stage();
        ledger.execute("""
                INSERT INTO import_batch (id, state, file_name, file_sha256, format, encoding, sheet, other_sheets, rows_read, rows_good,
                                          rows_wrong, duplicates, totals, area_m2, uploaded_by, role, uploaded_at)
                VALUES ('%s', '%s', '台账.xlsx', sha256(''), 'XLSX', '', '台账', '{}', 1, 1, 0, 0, '[]', 14.85, 'office-1', 'office', now())""".formatted(HandWrittenLedger.IMPORT, state));
        ledger.execute(
                "INSERT INTO import_block (import_id, direction, ordinal, staged, rows, done) VALUES ('%s', 'COMMIT', 0, '00000000-0000-8000-8000-0000000000b1', 1, %s)"
                        .formatted(HandWrittenLedger.IMPORT, done));
        assertThat(verify().ok()).isEqualTo(right);
    }

    private static void stage() throws SQLException {
        ledger.execute(
                "INSERT INTO event_store.staged_event SELECT '00000000-0000-8000-8000-0000000000b1', 1, gen_random_uuid(), gen_random_uuid(), 0, type, payload, metadata FROM event_store.event WHERE position = 1");
    }

    // ---- imports

    @Test
    void an_import_whose_rows_are_all_on_the_ledger_passes() throws Exception {
        importSays(2, "27.25", 2, 0, 1);
        var report = verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.checked().events()).isEqualTo(HandWrittenLedger.HEAD + 3);
    }

    @Test
    void an_import_under_way_is_left_alone() throws Exception {
        ledger.append("ImportBatch", HandWrittenLedger.IMPORT, "ImportStarted", "{\"rows\":9,\"areaM2\":99.00}");
        ledger.viewsAt(HandWrittenLedger.HEAD + 1, HandWrittenLedger.HEAD + 1);
        assertThat(verify().differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 27.25 | 3 | 0 | 1 | payload rows | 2 | 3",
                "1 | 27.25 | 1 | 0 | 1 | payload rows | 2 | 1",
                "4 | 27.25 | 2 | 1 | 1 | payload rows and rowsConflicting | 4 | 3",
                "2 | 27.26 | 2 | 0 | 1 | area of the entries | 27.26 | 27.25",
                "2 | 27.25 | 2 | 0 | 2 | payload rowsWithdrawn | at most 1 | 2"
            })
    void an_import_that_lost_or_doubled_a_row_is_found(
            int started,
            String areaM2,
            int rows,
            int conflicting,
            int withdrawn,
            String column,
            String expected,
            String found)
            throws Exception {
        importSays(started, areaM2, rows, conflicting, withdrawn);
        assertThat(verify().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("event_store.event");
            assertThat(difference.column()).isEqualTo(column);
            assertThat(difference.expected()).isEqualTo(expected);
            assertThat(difference.found()).isEqualTo(found);
        });
    }

    private static void importSays(int started, String areaM2, int rows, int conflicting, int withdrawn)
            throws SQLException {
        var batch = HandWrittenLedger.IMPORT;
        ledger.append("ImportBatch", batch, "ImportStarted", "{\"rows\":%d,\"areaM2\":%s}".formatted(started, areaM2));
        ledger.append(
                "ImportBatch",
                batch,
                "ImportCommitted",
                "{\"rows\":%d,\"rowsConflicting\":%d}".formatted(rows, conflicting));
        ledger.append(
                "ImportBatch", batch, "ImportUndone", "{\"rowsWithdrawn\":%d,\"rowsLeft\":0}".formatted(withdrawn));
        ledger.viewsAt(HandWrittenLedger.HEAD + 3, HandWrittenLedger.HEAD + 3);
    }

    @Test
    void a_request_to_revoke_a_closing_that_was_declined_leaves_it_as_it_was() throws Exception {
        var id = HandWrittenLedger.CLEARED;
        for (var event : List.of("ClosingRevocationRequested", "ClosingRevocationDeclined"))
            ledger.append("Violation", id, event, """
                    {"violation":"%s","requestedBy":"u-1","declinedBy":"u-2","occurredOn":"2016-05-02"}""".formatted(id));
        var last = HandWrittenLedger.HEAD + 2;
        ledger.viewsAt(last, last);
        ledger.execute(
                "UPDATE figures_known_at SET (position, recorded_at) = (SELECT position, recorded_at FROM event_store.event WHERE position = "
                        + last + ")");
        ledger.execute(
                "UPDATE entry SET (sequence, position, changed_at) = (SELECT sequence, position, recorded_at FROM event_store.event WHERE position = %d) WHERE violation = '%s'"
                        .formatted(last, id));
        assertThat(verify().differences()).isEmpty();
        ledger.execute("UPDATE entry SET revocation_requested_on = '2016-05-02' WHERE violation = '%s'".formatted(id));
        assertThat(verify().differences()).extracting(Difference::column).containsExactly("revocation_requested_on");
    }

    // ---- views that lag

    @Test
    void a_view_that_stays_behind_the_log_is_named_and_compared_where_it_is() throws Exception {
        ledger.viewsAt(HandWrittenLedger.HEAD - 1, HandWrittenLedger.HEAD);
        ledger.execute(
                "UPDATE entry SET status = 'CLOSED', closed_on = '2016-01-20', ground = 'RECTIFIED', remaining_m2 = 0, revocation_requested_on = '2016-02-01', revocation_requested_by = 'u-1', (sequence, position, changed_at) = (SELECT sequence, position, recorded_at FROM event_store.event WHERE position = 40) WHERE violation = '%s'"
                        .formatted(HandWrittenLedger.REOPENED));
        assertThat(verify().differences())
                .containsExactly(new Difference(ViewPosition.TABLE, "book", "position", "at least 41", "40"));
    }

    @Test
    void a_view_that_catches_up_in_time_is_waited_for() throws Exception {
        ledger.viewsAt(HandWrittenLedger.HEAD, 0);
        var target = ledger.target();
        var patient =
                new Verify.Target(target.jdbcUrl(), target.user(), target.password(), null, Duration.ofSeconds(30));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var report = executor.submit(() -> Verify.run(patient));
            ledger.viewsAt(HandWrittenLedger.HEAD, HandWrittenLedger.HEAD);
            assertThat(report.get().differences()).isEmpty();
        }
    }

    // ---- the gateway's answer

    @Test
    void the_gateways_answer_for_the_same_position_must_be_the_recount() throws Exception {
        try (var gateway = new FakeGateway("""
                {"asOf":"2015-12-31","knownAt":41,"registered":{"count":5,"areaM2":117.85},"cleared":{"count":1,"areaM2":20.00},
                 "remaining":{"count":4,"areaM2":97.85},"byUse":[{"use":"RESIDENTIAL","count":2,"areaM2":25.85,"share":0.264180},
                 {"use":"STORAGE","count":0,"areaM2":0.00,"share":0},{"use":"COMMERCIAL","count":2,"areaM2":72.00,"share":0.735820},
                 {"use":"OFFICE","count":0,"areaM2":0.00,"share":0},{"use":"OTHER","count":0,"areaM2":0.00,"share":0}],"byStreet":null}""")) {
            var report = verify(gateway.origin());
            assertThat(gateway.asked.get()).isEqualTo("/api/v1/ledger/summary?asOf=2015-12-31&knownAt=41");
            assertThat(report.differences()).isEmpty();
            assertThat(report.gateway()).isEqualTo(report.recount());
        }
    }

    @Test
    void another_answer_of_the_gateway_is_a_difference() throws Exception {
        try (var gateway = new FakeGateway("""
                {"asOf":"2015-12-31","registered":{"count":5,"areaM2":117.85},"cleared":{"count":1,"areaM2":20.00},
                 "remaining":{"count":4,"areaM2":97.84},"byUse":[{"use":"RESIDENTIAL","count":2,"areaM2":25.85},
                 {"use":"COMMERCIAL","count":2,"areaM2":72.00}]}""")) {
            assertThat(verify(gateway.origin()).differences())
                    .containsExactly(new Difference("the gateway's summary", "remaining", "areaM2", "97.85", "97.84"));
        }
    }

    @Test
    void a_gateway_that_does_not_answer_is_left_out() throws Exception {
        URI stopped;
        try (var gateway = new FakeGateway("")) {
            stopped = gateway.origin();
        }
        var report = verify(stopped);
        assertThat(report.gateway()).isNull();
        assertThat(report.ok()).isTrue();
        assertThat(report.toText()).contains("not asked");
    }

    // ---- the report

    @Test
    void the_report_is_one_json_object() throws Exception {
        ledger.execute("UPDATE entry SET area_m2 = 14.86 WHERE violation = '%s'".formatted(HandWrittenLedger.OPEN));
        var json = JsonMapper.shared().readTree(verify().toJson());
        assertThat(json.path("ok").booleanValue()).isFalse();
        assertThat(json.path("position").longValue()).isEqualTo(HandWrittenLedger.HEAD);
        assertThat(json.path("checked").path("events").longValue()).isEqualTo(HandWrittenLedger.HEAD);
        assertThat(json.path("checked").path("entries").longValue()).isEqualTo(9);
        assertThat(json.path("checked").path("movements").longValue()).isEqualTo(36);
        assertThat(json.path("differences")).hasSize(1);
        assertThat(JsonMapper.shared().convertValue(json.path("differences").get(0), Map.class))
                .isEqualTo(Map.of(
                        "table",
                        "entry",
                        "key",
                        OPEN_ENTRY,
                        "column",
                        "area_m2",
                        "expected",
                        "14.85",
                        "found",
                        "14.86"));
        assertThat(verify().toJson()).contains("\"areaM2\":117.85", "\"gateway\":null");
    }

    private static Report verify() throws Exception {
        return Verify.run(ledger.target());
    }

    private static Report verify(URI gateway) throws Exception {
        var target = ledger.target();
        return Verify.run(
                new Verify.Target(target.jdbcUrl(), target.user(), target.password(), gateway, Duration.ZERO));
    }

    private static Amount amount(long count, String areaM2) {
        return new Amount(count, new BigDecimal(areaM2));
    }

    /** Answers every request with the same body. */
    private static final class FakeGateway implements AutoCloseable {

        final AtomicReference<String> asked = new AtomicReference<>();
        private final HttpServer server;

        FakeGateway(String answer) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.set(exchange.getRequestURI().toString());
                var body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI origin() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
