package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five cases, one at each end that a case can come to; the events and the rows that follow from them are written by hand. */
class CaseRecountTest {

    private static final UUID OPEN = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID RESTORED = UUID.fromString("10000000-0000-8000-8000-00000000000b");
    private static final UUID CLOSED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID WITHDRAWN = UUID.fromString("f0000000-0000-8000-8000-00000000000d");
    private static final UUID NOT_TOLD_YET = UUID.fromString("f0000000-0000-8000-8000-00000000000e");
    private static final int HEAD = 22;

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:cases");
        lead(OPEN, "N-1", "110102013", "100.00", "null");
        event(
                OPEN,
                "EntryCorrected",
                "\"ledgerKind\":\"GENERAL\",\"use\":\"OFFICE\",\"households\":3,\"areaM2\":90.00");
        event(OPEN, "EntryReassigned", "\"street\":\"110102014\"");
        event(OPEN, "EntryTagged", "\"tags\":[\"KEY_AREA\",\"FIRE_LANE\"]");
        event(OPEN, "DemolitionPosted", "\"areaM2\":10.00,\"legacy\":true");
        event(OPEN, "DiscoveryConfirmed", "\"occurredAt\":\"2016-03-01T09:10:00+08:00\"");
        event(OPEN, "CaseFiled", "\"caseNumber\":\"7\",\"track\":\"EXISTING\"");
        event(OPEN, "Demolished", "\"areaM2\":30.00");
        event(OPEN, "AcceptanceFailed", "\"areaM2\":30.00,\"cause\":\"STILL_STANDING\"");
        event(OPEN, "DemolitionNotPosted", "\"areaM2\":30.00");
        lead(RESTORED, "N-2", "110102013", "12.00", "null");
        event(RESTORED, "CaseFiled", "\"caseNumber\":\"8\",\"track\":\"EXISTING\"");
        event(RESTORED, "WallSealed", "\"households\":2");
        event(RESTORED, "AcceptancePassed", "\"areaM2\":0.00");
        event(RESTORED, "RestorationCompleted", "\"kind\":\"FACADE\"");
        lead(CLOSED, "N-3", "110102013", "20.00", "null");
        event(CLOSED, "RelapseLinked", "\"closedViolation\":\"" + OPEN + "\"");
        event(CLOSED, "EntryClosed", "\"ground\":\"RECTIFIED\"");
        lead(WITHDRAWN, "N-4", "110102013", "5.00", "\"" + OPEN + "\"");
        event(WITHDRAWN, "DemolitionPosted", "\"areaM2\":5.00,\"legacy\":true");
        event(WITHDRAWN, "EntryWithdrawn", "");
        event(NOT_TOLD_YET, "RelapseLinked", "\"closedViolation\":\"" + OPEN + "\"");
        row(
                OPEN,
                "'N-1', 'GENERAL', '110102014', 'OFFICE', '{FIRE_LANE,KEY_AREA}', 3, 'EXISTING', NULL",
                "'AWAITING_ACCEPTANCE', 'EXISTING', '7', '2016-03-01 01:10:00+00', '2016-03-01'",
                "90.00, 10.00, 30.00, 0.00, 50.00, false, '2016-03-01', 'STILL_STANDING', NULL, NULL, NULL",
                9,
                10);
        row(
                RESTORED,
                "'N-2', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', NULL",
                "'RESTORED', 'EXISTING', '8', NULL, '2016-03-01'",
                "12.00, 0.00, 0.00, 0.00, 12.00, false, '2016-03-01', NULL, '2016-03-01', NULL, NULL",
                4,
                15);
        row(
                CLOSED,
                "'N-3', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', '" + OPEN + "'",
                "'CLOSED', NULL, NULL, NULL, NULL",
                "20.00, 0.00, 0.00, 0.00, 0.00, false, NULL, NULL, NULL, '2016-03-01', 'RECTIFIED'",
                2,
                18);
        row(
                WITHDRAWN,
                "'N-4', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', '" + OPEN + "'",
                "'WITHDRAWN', NULL, NULL, NULL, NULL",
                "5.00, 5.00, 0.00, 0.00, 0.00, false, NULL, NULL, NULL, '2016-03-01', NULL",
                2,
                21);
        viewAt(HEAD);
        demolition.execute("CREATE TABLE saved AS TABLE enforcement_case");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute(
                "ALTER TABLE enforcement_case DROP COLUMN IF EXISTS noted; DELETE FROM enforcement_case; INSERT INTO enforcement_case SELECT * FROM saved");
        viewAt(HEAD);
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
                "ledger_number | '1'",
                "ledger_kind | 'WALL_OPENING'",
                "street | '110102013'",
                "use_class | 'STORAGE'",
                "tags | '{}'",
                "households | 4",
                "origin | 'NEW'",
                "relapse_of | gen_random_uuid()",
                "discovered_on | '2015-01-02'",
                "stage | 'ACCEPTED'",
                "track | 'TEMPORARY'",
                "case_number | '8'",
                "confirmed_at | now()",
                "filed_on | NULL",
                "area_m2 | 90.01",
                "legacy_m2 | 0.00",
                "awaiting_m2 | 0.00",
                "accepted_m2 | 30.00",
                "remaining_m2 | 50.01",
                "sealing_awaiting | true",
                "accepted_on | NULL",
                "failed_cause | NULL",
                "restored_on | '2016-03-01'",
                "ended_on | '2016-03-01'",
                "ground | 'DEMOLISHED'",
                "sequence | 8",
                "position | 9",
                "changed_at | now()"
            })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute("UPDATE enforcement_case SET %s = %s WHERE violation = '%s'".formatted(column, value, OPEN));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition enforcement_case");
            assertThat(difference.key()).startsWith(OPEN.toString());
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_row_that_is_missing_or_made_up_is_named_and_so_is_a_column_that_nobody_recounts() throws Exception {
        demolition.execute(
                "UPDATE enforcement_case SET violation = '%s' WHERE violation = '%s'".formatted(NOT_TOLD_YET, OPEN));
        assertThat(recount().kept())
                .containsExactly(
                        new Report.Difference("demolition enforcement_case", OPEN + " N-1", "(row)", "a row", "none"),
                        new Report.Difference(
                                "demolition enforcement_case", NOT_TOLD_YET + " N-1", "(row)", "none", "a row"));
        restore();
        demolition.execute("ALTER TABLE enforcement_case ADD COLUMN noted text");
        assertThat(recount().kept()).extracting(Report.Difference::column).containsExactly("noted");
    }

    @Test
    void what_the_view_has_not_taken_in_is_left_alone() throws Exception {
        viewAt(10);
        demolition.execute("DELETE FROM enforcement_case WHERE violation <> '" + OPEN + "'");
        assertThat(recount().kept()).isEmpty();
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new CaseRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void viewAt(long position) throws Exception {
        demolition.execute(
                "INSERT INTO view_position (view, position) VALUES ('cases', %d) ON CONFLICT (view) DO UPDATE SET position = excluded.position"
                        .formatted(position));
    }

    private static void lead(UUID id, String number, String street, String areaM2, String relapseOf) throws Exception {
        event(id, "LeadReceived", """
                "ledgerNumber":"%s","ledgerKind":"GENERAL","street":"%s","use":"STORAGE","tags":["FIRE_LANE"],"households":0,"origin":"EXISTING",\
                "areaM2":%s,"relapseOf":%s,"discoveredOn":"2015-01-01\"""".formatted(number, street, areaM2, relapseOf));
    }

    private static void event(UUID id, String type, String fields) throws Exception {
        demolition.append(id, type, fields, "2016-03-01");
    }

    private static void row(UUID id, String entry, String filing, String works, int sequence, int position)
            throws Exception {
        demolition.execute(
                """
                INSERT INTO enforcement_case (violation, ledger_number, ledger_kind, street, use_class, tags, households, origin, relapse_of,
                    stage, track, case_number, confirmed_at, filed_on, area_m2, legacy_m2, awaiting_m2, accepted_m2, remaining_m2, sealing_awaiting,
                    accepted_on, failed_cause, restored_on, ended_on, ground, discovered_on, sequence, position, changed_at)
                VALUES ('%s', %s, %s, %s, '2015-01-01', %d, %d, %s)""".formatted(id, entry, filing, works, sequence, position, WrittenLog.recordedAt(position)));
    }
}
