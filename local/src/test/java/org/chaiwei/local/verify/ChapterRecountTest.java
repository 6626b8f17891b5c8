package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can become of a demolition that is not posted and of a suspicion, each way once; the rows are written by hand. */
class ChapterRecountTest {

    private static final UUID A = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID B = UUID.fromString("f0000000-0000-8000-8000-00000000000b");
    private static final UUID NEW = UUID.fromString("f0000000-0000-8000-8000-00000000000c");

    private static WrittenLog ledger;

    @BeforeAll
    static void write() throws Exception {
        ledger = new WrittenLog(
                "ledger", "Violation", "event-store", "ledger-service:closing", "ledger-service:relapse");
        notPosted(A, 1, "20.00", "10.00", "MORE_THAN_REMAINING", "2016-01-01");
        notPosted(A, 2, "5.00", "0.00", "MORE_THAN_REMAINING", "2016-01-02");
        notPosted(A, 1, "20.00", "12.00", "CLOSED", "2016-01-03");
        ledger.append(A, "StreetReassigned", entry("A", "110102014"), "2016-01-04");
        ledger.append(
                A, "DemolitionPosted", entry("A", "110102014") + ",\"demolition\":\"" + id(2) + "\"", "2016-01-05");
        ledger.append(A, "DemolitionPosted", entry("A", "110102014") + ",\"demolition\":null", "2016-01-05");
        suspected(B, 1);
        suspected(B, 2);
        suspected(B, 3);
        decided("RelapseSuspicionDismissed", 1, "", "2016-02-02");
        suspected(B, 1);
        decided("RelapseSuspicionDismissed", 3, "", "2016-02-03");
        decided("RelapseConfirmed", 2, ",\"relapse\":\"" + NEW + "\"", "2016-02-04");
        suspected(A, 4);
        ledger.append(A, "LedgerClosingRevoked", entry("A", "110102014"), "2016-02-05");
        suspected(A, 5);
        unposted(1, "20.00", "12.00", "CLOSED", "2016-01-01", 3);
        suspicion(B, 1, "LAPSED", "'2016-02-04'", "NULL", false, 11);
        suspicion(B, 2, "CONFIRMED", "'2016-02-04'", "'" + NEW + "'", false, 8);
        suspicion(B, 3, "DISMISSED", "'2016-02-03'", "NULL", false, 9);
        suspicion(A, 4, "LAPSED", "'2016-02-05'", "NULL", false, 14);
        suspicion(A, 5, "OPEN", "NULL", "NULL", false, 16);
    }

    @Test
    void rows_that_follow_from_the_events_pass_and_what_lies_behind_the_point_is_left_alone() throws Exception {
        assertThat(recount(16).kept()).isEmpty();
        ledger.append(
                NEW,
                "RelapseDetected",
                entry("N", "110102013") + ",\"closedViolation\":\"%s\",\"sighting\":\"%s\"".formatted(B, id(2)),
                "2016-02-05");
        assertThat(recount(16).kept()).isEmpty();
        assertThat(recount(17).kept())
                .containsExactly(
                        new Report.Difference("relapse_suspicion", B + " " + id(2), "registered", "true", "false"));
    }

    private static Differences recount(long upTo) throws Exception {
        var differences = new Differences();
        try (var snapshot = ledger.snapshot()) {
            assertThat(new ChapterRecount(snapshot, differences, upTo).run()).isEqualTo(6);
        }
        return differences;
    }

    private static UUID id(int number) {
        return new UUID(0x8000, 0x8000_0000_0000_0000L + number);
    }

    private static String entry(String number, String street) {
        return "\"entry\":{\"ledgerNumber\":\"%s\",\"street\":\"%s\"}".formatted(number, street);
    }

    private static void notPosted(UUID entry, int demolition, String area, String remaining, String reason, String day)
            throws Exception {
        ledger.append(
                entry,
                "DemolitionNotPosted",
                entry("A", "110102013")
                        + ",\"demolition\":\"%s\",\"areaM2\":%s,\"remainingM2\":%s,\"reason\":\"%s\""
                                .formatted(id(demolition), area, remaining, reason),
                day);
    }

    private static void suspected(UUID entry, int sighting) throws Exception {
        ledger.append(
                entry,
                "RelapseSuspected",
                entry("B", "110102013")
                        + ",\"sighting\":\"%s\",\"distanceM\":7,\"foundBy\":\"PATROL\",\"photo\":\"ab\",\"partyId\":null,\"reportedBy\":\"u\",\"occurredAt\":\"2016-02-01T10:00:00+08:00\""
                                .formatted(id(sighting)),
                "2016-02-01");
    }

    private static void decided(String type, int sighting, String more, String day) throws Exception {
        ledger.append(B, type, entry("B", "110102013") + ",\"sighting\":\"" + id(sighting) + "\"" + more, day);
    }

    private static void unposted(
            int demolition, String area, String remaining, String reason, String day, long position) throws Exception {
        ledger.execute("INSERT INTO unposted_demolition VALUES ('%s', '%s', 'A', '110102014', %s, %s, '%s', '%s', %d)"
                .formatted(A, id(demolition), area, remaining, reason, day, position));
    }

    private static void suspicion(
            UUID entry,
            int sighting,
            String status,
            String decidedOn,
            String relapse,
            boolean registered,
            long position)
            throws Exception {
        ledger.execute("""
                INSERT INTO relapse_suspicion (violation, sighting, ledger_number, street, distance_m, found_by, photo, party_id, reported_by, seen_at, status,
                    decided_on, relapse, registered, position)
                VALUES ('%s', '%s', 'B', '110102013', 7.0, 'PATROL', 'ab', NULL, 'u', '2016-02-01 02:00:00+00', '%s', %s, %s, %s, %d)""".formatted(entry, id(sighting), status, decidedOn, relapse, registered, position));
    }
}
