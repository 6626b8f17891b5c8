package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nine cases, each at another place that a case can come to; the events and the rows that follow from them are written by hand. */
class CaseRecountTest {

    private static final UUID OPEN = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID RESTORED = UUID.fromString("10000000-0000-8000-8000-00000000000b");
    private static final UUID CLOSED = UUID.fromString("f0000000-0000-8000-8000-00000000000c");
    private static final UUID WITHDRAWN = UUID.fromString("f0000000-0000-8000-8000-00000000000d");
    private static final UUID NOT_TOLD_YET = UUID.fromString("f0000000-0000-8000-8000-00000000000e");
    private static final UUID FORCED = UUID.fromString("f0000000-0000-8000-8000-000000000010");
    private static final UUID REVOKED = UUID.fromString("f0000000-0000-8000-8000-000000000011");
    private static final UUID DISMISSED = UUID.fromString("f0000000-0000-8000-8000-000000000012");
    private static final UUID OVER = UUID.fromString("f0000000-0000-8000-8000-000000000013");
    private static final int HEAD = 67;

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
        event(OPEN, "EntryReassigned", "\"street\":\"110102014\",\"alley\":\"小江胡同\"");
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
        lead(FORCED, "N-5", "110102013", "10.00", "null");
        event(FORCED, "Verified", "");
        event(FORCED, "CaseFiled", "\"caseNumber\":\"9\",\"track\":\"EXISTING\"");
        event(FORCED, "EvidenceCollected", "\"kind\":\"PHOTO\"");
        event(FORCED, "PlanningOpinionGiven", "\"opinion\":\"CORRECTABLE\"");
        event(FORCED, "PlanningOpinionGiven", "\"opinion\":\"UNLAWFUL\"");
        event(FORCED, "FactsNotified", "");
        event(FORCED, "PaperServed", "\"paper\":\"NOTICE\",\"manner\":\"PUBLIC_NOTICE\"");
        event(FORCED, "StatementTaken", "\"outcome\":\"LAPSED\",\"document\":null");
        event(FORCED, "LegalReviewed", "\"passed\":false");
        event(FORCED, "LegalReviewed", "\"passed\":true");
        event(FORCED, "DemolitionOrdered", "\"days\":15,\"rightsNotified\":false");
        event(FORCED, "PaperServed", "\"paper\":\"ORDER\",\"manner\":\"LEFT\"");
        event(FORCED, "FoundStanding", "");
        event(FORCED, "DemandIssued", "");
        event(FORCED, "RemedyFiled", "\"kind\":\"SUIT\",\"against\":\"ORDER\"");
        event(FORCED, "RemedyEnded", "\"kind\":\"SUIT\",\"outcome\":\"UPHELD\",\"revokes\":null");
        event(FORCED, "ForcedDemolitionDecided", "");
        event(
                FORCED,
                "ExecutionRecorded",
                "\"inventory\":\"aa\",\"writtenRecord\":null,\"video\":\"bb\",\"witnesses\":2,\"utilitiesCut\":false");
        event(FORCED, "Demolished", "\"areaM2\":4.00");
        event(FORCED, "AcceptancePassed", "\"areaM2\":4.00");
        lead(REVOKED, "N-6", "110102013", "10.00", "null");
        event(REVOKED, "CaseFiled", "\"caseNumber\":\"10\",\"track\":\"UNDER_CONSTRUCTION\"");
        event(REVOKED, "ConstructionStopOrdered", "");
        event(REVOKED, "PaperServed", "\"paper\":\"STOP_ORDER\",\"manner\":\"DIRECT\"");
        event(REVOKED, "SiteSeized", "");
        event(REVOKED, "BuildingFoundFinished", "");
        event(REVOKED, "FactsNotified", "");
        event(REVOKED, "DemolitionOrdered", "\"days\":15,\"rightsNotified\":true");
        event(REVOKED, "RemedyFiled", "\"kind\":\"REVIEW\",\"against\":\"ORDER\"");
        event(REVOKED, "RemedyEnded", "\"kind\":\"REVIEW\",\"outcome\":\"REVOKED\",\"revokes\":\"ORDER\"");
        lead(DISMISSED, "N-7", "110102013", "10.00", "null");
        event(DISMISSED, "Verified", "");
        event(DISMISSED, "CaseDismissed", "");
        lead(OVER, "N-8", "110102013", "10.00", "null");
        event(OVER, "Verified", "");
        event(OVER, "CaseFiled", "\"caseNumber\":\"11\",\"track\":\"EXISTING\"");
        event(OVER, "FactsNotified", "");
        event(OVER, "ExecutionSuspended", "\"cause\":\"OTHER\"");
        event(OVER, "Demolished", "\"areaM2\":10.00");
        event(OVER, "AcceptancePassed", "\"areaM2\":10.00");
        event(OVER, "Demolished", "\"areaM2\":1.00");
        event(OVER, "AcceptanceFailed", "\"areaM2\":1.00,\"cause\":\"STILL_STANDING\"");
        event(OVER, "AcceptanceSigned", "");
        event(OVER, "AcceptancePassed", "\"areaM2\":1.00");
        row(
                OPEN,
                "'N-1', 'GENERAL', '110102014', 'OFFICE', '{FIRE_LANE,KEY_AREA}', 3, 'EXISTING', NULL",
                "'AWAITING_ACCEPTANCE', 'EXISTING', '{FILED}', '7', '2016-03-01 01:10:00+00', '2016-03-01'",
                "90.00, 10.00, 30.00, 0.00, 50.00, false, NULL, 'STILL_STANDING', NULL, NULL, NULL",
                9,
                10);
        row(
                RESTORED,
                "'N-2', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', NULL",
                "'RESTORED', 'EXISTING', '{FILED}', '8', NULL, '2016-03-01'",
                "12.00, 0.00, 0.00, 0.00, 12.00, false, '2016-03-01', NULL, '2016-03-01', NULL, NULL",
                4,
                15);
        row(
                CLOSED,
                "'N-3', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', '" + OPEN + "'",
                "'CLOSED', NULL, '{}', NULL, NULL, NULL",
                "20.00, 0.00, 0.00, 0.00, 0.00, false, NULL, NULL, NULL, '2016-03-01', 'RECTIFIED'",
                2,
                18);
        row(
                WITHDRAWN,
                "'N-4', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', '" + OPEN + "'",
                "'WITHDRAWN', NULL, '{}', NULL, NULL, NULL",
                "5.00, 5.00, 0.00, 0.00, 0.00, false, NULL, NULL, NULL, '2016-03-01', NULL",
                2,
                21);
        procedureRow(
                FORCED,
                "N-5",
                """
                'FORCED_DEMOLITION_DECIDED', 'EXISTING',
                '{VERIFIED,FILED,EVIDENCE_COLLECTED,OPINION_UNLAWFUL,NOTICE_ISSUED,NOTICE_SERVED,STATEMENT_LAPSED,LEGAL_REVIEW_PASSED,
                ORDER_ISSUED,ORDER_SERVED,RIGHTS_NOT_NOTIFIED,STILL_STANDING,DEMAND_ISSUED,SUIT_ENDED,FORCED_DEMOLITION_DECIDED,
                INVENTORY_TAKEN,VIDEO_TAKEN,WITNESSED,SERVED_BY_PUBLIC_NOTICE}', '9', NULL, '2016-03-01'""",
                "10.00, 0.00, 0.00, 4.00, 6.00, false, '2016-03-01', NULL, NULL, NULL, NULL",
                20,
                43);
        procedureRow(REVOKED, "N-6", """
                'FILED', 'EXISTING', '{FILED,ORDER_REVOKED,REVIEW_ENDED,SEIZED,FOUND_FINISHED}', '10', NULL, '2016-03-01'""", "10.00, 0.00, 0.00, 0.00, 10.00, false, NULL, NULL, NULL, NULL, NULL", 9, 53);
        procedureRow(
                DISMISSED,
                "N-7",
                "'DISMISSED', NULL, '{VERIFIED,DISMISSED}', NULL, NULL, NULL",
                "10.00, 0.00, 0.00, 0.00, 10.00, false, NULL, NULL, NULL, NULL, NULL",
                2,
                56);
        procedureRow(
                OVER,
                "N-8",
                "'ACCEPTED', 'EXISTING', '{VERIFIED,FILED,NOTICE_ISSUED,SUSPENDED}', '11', NULL, '2016-03-01'",
                "10.00, 0.00, 0.00, 11.00, 0.00, false, '2016-03-01', NULL, NULL, NULL, NULL",
                10,
                67);
        demolition.execute("UPDATE enforcement_case SET alley = '小江胡同' WHERE violation = '" + OPEN + "'");
        demolition.execute("UPDATE enforcement_case SET restored_as = 'FACADE' WHERE violation = '" + RESTORED + "'");
        viewAt(HEAD);
        demolition.execute("CREATE TABLE saved AS TABLE enforcement_case");
        total();
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute(
                "ALTER TABLE enforcement_case DROP COLUMN IF EXISTS noted; DELETE FROM enforcement_case; INSERT INTO enforcement_case SELECT * FROM saved");
        total();
        viewAt(HEAD);
    }

    private static void total() throws Exception {
        demolition.execute("""
                DELETE FROM case_total;
                INSERT INTO case_total (street, stage, track, count, area_m2, awaiting_m2, remaining_m2)
                SELECT street, stage, coalesce(track, ''), count(*), sum(area_m2), sum(awaiting_m2), sum(remaining_m2)
                  FROM enforcement_case GROUP BY 1, 2, 3""");
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
                "standing | '{}'",
                "case_number | '8'",
                "confirmed_at | now()",
                "filed_on | NULL",
                "area_m2 | 90.01",
                "legacy_m2 | 0.00",
                "awaiting_m2 | 0.00",
                "accepted_m2 | 30.00",
                "remaining_m2 | 50.01",
                "sealing_awaiting | true",
                "accepted_on | '2016-03-01'",
                "failed_cause | NULL",
                "restored_on | '2016-03-01'",
                "restored_as | 'GREENED'",
                "alley | '杨梅竹斜街'",
                "ended_on | '2016-03-01'",
                "ground | 'DEMOLISHED'",
                "handler | 'u-9'",
                "supervisor | 'u-9'",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "standing | array_remove(standing, 'DEMAND_ISSUED')",
                "standing | array_append(standing, 'DEMAND_SERVED')",
                "standing | array_replace(standing, 'OPINION_UNLAWFUL', 'OPINION_CORRECTABLE')",
                "standing | array_append(standing, 'FILED')",
                "stage | 'DEMANDED'",
                "stage | 'ACCEPTED'",
                "track | 'UNDER_CONSTRUCTION'"
            })
    void a_step_of_the_procedure_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute(
                "UPDATE enforcement_case SET %s = %s WHERE violation = '%s'".formatted(column, value, FORCED));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo(FORCED + " N-5");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    /** Written behind all others, where only this test looks. */
    @Test
    void an_event_that_nobody_recounts_is_named() throws Exception {
        event(DISMISSED, "SomethingNew", "");
        viewAt(HEAD + 1);
        assertThat(recount().kept())
                .contains(new Report.Difference(
                        "demolition event_store.event",
                        "position " + (HEAD + 1),
                        "type",
                        "an event that verify recounts",
                        "EnforcementCase/SomethingNew/1"));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count | count + 1",
                "area_m2 | area_m2 - 0.01",
                "awaiting_m2 | awaiting_m2 + 1",
                "remaining_m2 | 0.03",
                "stage | 'NONE'"
            })
    void a_total_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute("UPDATE case_total SET %s = %s WHERE stage = 'WITHDRAWN'".formatted(column, value));
        assertThat(recount().kept())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.table()).isEqualTo("demolition case_total"))
                .anySatisfy(difference -> assertThat(difference.key()).contains("WITHDRAWN"));
        restore();
        demolition.execute(
                "INSERT INTO case_total VALUES ('110102001', 'RESTORED', 'TEMPORARY', 0, 0, 0, 0)"); // all have left it
        assertThat(recount().kept()).isEmpty();
    }

    @Test
    void what_the_view_has_not_taken_in_is_left_alone() throws Exception {
        viewAt(10);
        demolition.execute("DELETE FROM enforcement_case WHERE violation <> '" + OPEN + "'");
        total();
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

    private static void procedureRow(UUID id, String number, String filing, String works, int sequence, int position)
            throws Exception {
        row(
                id,
                "'%s', 'GENERAL', '110102013', 'STORAGE', '{FIRE_LANE}', 0, 'EXISTING', NULL".formatted(number),
                filing,
                works,
                sequence,
                position);
    }

    /** @param filing with the acts that stand in the order in which the rules name them, as the view writes them */
    private static void row(UUID id, String entry, String filing, String works, int sequence, int position)
            throws Exception {
        demolition.execute(
                """
                INSERT INTO enforcement_case (violation, ledger_number, ledger_kind, street, use_class, tags, households, origin, relapse_of,
                    stage, track, standing, case_number, confirmed_at, filed_on, area_m2, legacy_m2, awaiting_m2, accepted_m2, remaining_m2, sealing_awaiting,
                    accepted_on, failed_cause, restored_on, ended_on, ground, discovered_on, sequence, position, changed_at)
                VALUES ('%s', %s, %s, %s, '2015-01-01', %d, %d, %s)""".formatted(id, entry, filing, works, sequence, position, WrittenLog.recordedAt(position)));
    }
}
