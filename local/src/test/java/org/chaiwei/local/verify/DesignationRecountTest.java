package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four places, each found out in another way; the events and the rows that follow from them are written by hand. */
class DesignationRecountTest {

    private static final String STREET = "110102013";
    private static final String PHOTO = "9f86d081";

    /** Started anew after something had been found while it was being designated. */
    private static final UUID ANEW = id(0xa);

    /** Designated, and to be revoked for {@link #MOVED_IN}. */
    private static final UUID TO_REVOKE = id(0xb);

    private static final UUID STARTED = id(0xc);
    private static final UUID REVOKED = id(0xd);

    private static final UUID FOUND_MEANWHILE = id(1);
    private static final UUID FROM_PAPER = id(2);
    private static final UUID MOVED_IN = id(3);
    private static final UUID RELAPSE = id(4);
    private static final UUID LATER = id(5);

    private static WrittenLog ledger;

    @BeforeAll
    static void write() throws Exception {
        ledger = new WrittenLog("ledger", "Violation", "event-store", "ledger-service:designation");
        started(ANEW, "COMPOUND", "延寿小区", 1);
        applied(ANEW);
        inspected(ANEW, false);
        applied(ANEW);
        inspected(ANEW, true);
        registered(FOUND_MEANWHILE, inCompound("延寿小区"), false, "NEW");
        designated(ANEW, 5);
        revoked(ANEW, FOUND_MEANWHILE);
        started(TO_REVOKE, "ALLEY", "杨梅竹斜街", 1);
        applied(TO_REVOKE);
        inspected(TO_REVOKE, true);
        designated(TO_REVOKE, 11);
        registered(FROM_PAPER, inAlley("杨梅竹斜街"), true, "EXISTING");
        entry(FROM_PAPER, "LedgerClosed", "\"legacy\":true,\"entry\":" + inAlley("杨梅竹斜街"));
        moved(MOVED_IN, "ViolationCorrected", inAlley("铁树斜街"), inAlley("杨梅竹斜街"));
        registered(id(6), inAlley("杨梅竹斜街"), true, "EXISTING");
        started(ANEW, "COMPOUND", "延寿小区", 2);
        moved(MOVED_IN, "StreetReassigned", inAlley("杨梅竹斜街"), inAlley("杨梅竹斜街").replace(STREET, "110102014"));
        started(STARTED, "COMPOUND", "杨梅竹斜街", 1);
        registered(RELAPSE, inCompound("延寿小区"), false, "RELAPSE");
        started(REVOKED, "COMPOUND", "石头小区", 1);
        applied(REVOKED);
        inspected(REVOKED, true);
        designated(REVOKED, 23);
        entry(LATER, "LedgerClosingRevoked", "\"entry\":" + inCompound("石头小区"));
        revoked(REVOKED, LATER);
        row(
                ANEW,
                "'COMPOUND', '%s', '延寿小区', 'STARTED', 2, '2016-03-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " 20, '%s', '2016-03-01', true, false, 17, 7",
                RELAPSE);
        row(
                TO_REVOKE,
                "'ALLEY', '%s', '杨梅竹斜街', 'DESIGNATED', 1, '2016-03-01', '2016-03-01', '2016-03-01', '9f86d081',"
                        + " '2016-03-01', NULL, NULL, NULL, 15, '%s', '2016-03-01', false, true, 9, 3",
                MOVED_IN);
        row(
                STARTED,
                "'COMPOUND', '%s', '杨梅竹斜街', 'STARTED', 1, '2016-03-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " 0, NULL, NULL, false, false, 19, 0",
                LATER);
        row(
                REVOKED,
                "'COMPOUND', '%1$s', '石头小区', 'REVOKED', 1, '2016-03-01', '2016-03-01', '2016-03-01', '9f86d081',"
                        + " '2016-03-01', '2016-03-01', 'VIOLATION', '%2$s', 25, '%2$s', '2016-03-01', false, false, 21, 4",
                LATER);
        ledger.execute("CREATE TABLE saved AS TABLE designation");
    }

    @AfterEach
    void restore() throws Exception {
        ledger.execute(
                "ALTER TABLE designation DROP COLUMN IF EXISTS noted; DELETE FROM designation; INSERT INTO designation"
                        + " SELECT * FROM saved");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount(26).kept()).isEmpty();
    }

    @Test
    void what_lies_behind_the_point_that_the_book_has_come_to_is_left_alone() throws Exception {
        ledger.execute("""
                DELETE FROM designation WHERE position <> 9;
                UPDATE designation SET found = '%s', found_position = 13, to_revoke = true""".formatted(FROM_PAPER));
        assertThat(recount(13).kept()).extracting(Report.Difference::key).containsExactly(ANEW.toString());
        ledger.execute("UPDATE designation SET to_revoke = false");
        assertThat(recount(14).kept()).extracting(Report.Difference::key).containsExactly(ANEW.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "kind, ALLEY",
        "street, 110102014",
        "name, 别处小区",
        "state, DESIGNATED",
        "run, 2",
        "started_on, 2016-02-28",
        "applied_on, 2016-02-28",
        "inspected_on, 2016-02-28",
        "photo, 0000",
        "designated_on, 2016-02-28",
        "revoked_on, 2016-02-28",
        "cause, BY_HAND",
        "violation, 00000000-0000-8000-8000-000000000009",
        "found_position, 24",
        "found, 00000000-0000-8000-8000-000000000009",
        "found_on, 2016-02-28",
        "found_relapse, true",
        "to_revoke, true",
        "position, 22",
        "sequence, 5"
    })
    void a_value_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        ledger.execute("UPDATE designation SET %s = '%s' WHERE designation = '%s'".formatted(column, value, REVOKED));
        assertThat(recount(26).kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("designation");
            assertThat(difference.key()).isEqualTo(REVOKED.toString());
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void a_revocation_that_was_struck_off_the_list_by_hand_is_found() throws Exception {
        ledger.execute("UPDATE designation SET to_revoke = false");
        assertThat(recount(26).kept())
                .containsExactly(
                        new Report.Difference("designation", TO_REVOKE.toString(), "to_revoke", "true", "false"));
    }

    @Test
    void a_row_that_is_missing_or_made_up_is_named_and_so_is_a_column_that_nobody_recounts() throws Exception {
        ledger.execute(
                "UPDATE designation SET designation = '%s' WHERE designation = '%s'".formatted(id(0xe), STARTED));
        assertThat(recount(26).kept())
                .containsExactly(
                        new Report.Difference("designation", id(0xe).toString(), "(row)", "none", "a row"),
                        new Report.Difference("designation", STARTED.toString(), "(row)", "a row", "none"));
        restore();
        ledger.execute("ALTER TABLE designation ADD COLUMN noted text");
        assertThat(recount(26).kept()).extracting(Report.Difference::column).containsExactly("noted");
    }

    private static Differences recount(long upTo) throws Exception {
        var differences = new Differences();
        try (var snapshot = ledger.snapshot()) {
            new DesignationRecount(snapshot, differences, upTo).run();
        }
        return differences;
    }

    // ---- places

    private static void started(UUID id, String kind, String name, int run) throws Exception {
        step(
                id,
                "Started",
                "\"kind\":\"%s\",\"street\":\"%s\",\"place\":\"%s\",\"run\":%d".formatted(kind, STREET, name, run));
    }

    private static void applied(UUID id) throws Exception {
        step(id, "AppliedFor", "\"run\":1,\"appliedBy\":\"u-1\",\"checkedTo\":1");
    }

    private static void inspected(UUID id, boolean passed) throws Exception {
        step(id, "Inspected", "\"run\":1,\"passed\":%s,\"photo\":\"%s\"".formatted(passed, PHOTO));
    }

    private static void designated(UUID id, int checkedTo) throws Exception {
        step(id, "Designated", "\"run\":1,\"checkedTo\":" + checkedTo);
    }

    private static void revoked(UUID id, UUID violation) throws Exception {
        step(id, "Revoked", "\"run\":1,\"cause\":\"VIOLATION\",\"violation\":\"" + violation + "\"");
    }

    private static void step(UUID id, String what, String fields) throws Exception {
        ledger.appendOf(
                "Designation",
                id,
                "ViolationFree" + what,
                "{\"designation\":\"%s\",%s,\"occurredOn\":\"2016-03-01\"}".formatted(id, fields));
    }

    /** @param values of all columns but the id, with %s for the street and the entry */
    private static void row(UUID id, String values, UUID entry) throws Exception {
        ledger.execute("INSERT INTO designation VALUES ('" + id + "', " + values.formatted(STREET, entry) + ")");
    }

    // ---- entries

    private static void registered(UUID id, String entry, boolean legacy, String origin) throws Exception {
        entry(
                id,
                "ViolationRegistered",
                "\"legacy\":%s,\"entry\":%s".formatted(legacy, entry.replace("EXISTING", origin)));
    }

    private static void moved(UUID id, String how, String before, String entry) throws Exception {
        entry(id, how, "\"before\":%s,\"entry\":%s".formatted(before, entry));
    }

    private static void entry(UUID id, String type, String fields) throws Exception {
        ledger.append(id, type, fields, "2016-03-01");
    }

    private static String inCompound(String name) {
        return "{\"street\":\"%s\",\"compound\":\"%s\",\"alley\":null,\"origin\":\"EXISTING\"}".formatted(STREET, name);
    }

    private static String inAlley(String name) {
        return "{\"street\":\"%s\",\"compound\":null,\"alley\":\"%s\",\"origin\":\"EXISTING\"}".formatted(STREET, name);
    }

    private static UUID id(long number) {
        return new UUID(0x8000, 0x8000_0000_0000_0000L + number);
    }
}
