package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.StoredEvent;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ImportHttpTest {

    private static final String OFFICE = TestIssuer.shared().tokenOf("office-1", Role.OFFICE);
    private static final String COLLEAGUE = TestIssuer.shared().tokenOf("office-2", Role.OFFICE);
    private static final String STREET = TestIssuer.shared().tokenOf("street-1", Role.STREET, "110102013");

    private static ServiceDatabase database;
    private static LedgerInstance ledger;

    @BeforeAll
    static void start() {
        database = TestPostgres.create("ledger");
        ledger = LedgerInstance.start(database);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void a_preview_tells_what_is_right_and_what_is_wrong_with_which_row_and_changes_nothing() {
        long before = log().head().position();

        var preview = ledger.upload(
                OFFICE,
                "大栅栏 台账.csv",
                new LedgerFile()
                        .row("甲-1")
                        .row("甲-2", Column.USE, "商业", Column.AREA, "20")
                        .row("甲-1")
                        .row("甲-3", Column.STREET, "东城街道", Column.AREA, "-1")
                        .csv());

        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        assertThat(preview.<String>json("$.state")).isEqualTo("PREVIEWED");
        assertThat(preview.<String>json("$.fileName")).isEqualTo("大栅栏 台账.csv");
        assertThat(preview.<Integer>json("$.rowsRead")).isEqualTo(4);
        assertThat(preview.<Integer>json("$.rowsGood")).isEqualTo(2);
        assertThat(preview.<Integer>json("$.rowsWrong")).isEqualTo(2);
        assertThat(preview.<Integer>json("$.duplicates")).isEqualTo(1);
        assertThat(preview.<List<Map<String, Object>>>json("$.totals"))
                .extracting(total -> total.get("use") + " " + total.get("count"))
                .containsExactly("RESIDENTIAL 1", "STORAGE 0", "COMMERCIAL 1", "OFFICE 0", "OTHER 0");
        assertThat(preview.body()).contains("\"areaM2\":34.85", "\"areaM2\":20.00");
        assertThat(preview.<List<Map<String, Object>>>json("$.problems"))
                .extracting(problem -> problem.get("row") + " " + problem.get("column") + " " + problem.get("code"))
                .containsExactly(
                        "4 台账编号 number-twice-in-file", "5 街道 cell-street-unknown", "5 面积(平方米) area-not-above-zero");
        assertThat(preview.<String>json("$.problems[0].reason")).isEqualTo("与第 2 行的编号相同。");
        assertThat(preview.<String>json("$.problems[1].remedy")).contains("大栅栏街道");
        assertThat(log().head().position()).isEqualTo(before);
    }

    @Test
    void a_committed_preview_becomes_entries_with_their_past_and_the_import_is_on_record() {
        var id = preview(new LedgerFile().rows("乙", 9).xlsx());

        assertThat(ledger.post("/" + id + "/commit", OFFICE, "").status()).isEqualTo(202);
        var progress = ledger.progress(id, OFFICE);

        assertThat(progress.getLast()).contains("\"state\":\"COMMITTED\"", "\"done\":9", "\"total\":9");
        assertThat(eventsOf(id)).extracting(StoredEvent::type).containsExactly("ImportStarted", "ImportCommitted");
        assertThat(eventsOf("乙-1")).extracting(StoredEvent::type).containsExactly("ViolationRegistered");
        assertThat(eventsOf("乙-4"))
                .extracting(StoredEvent::type)
                .containsExactly("ViolationRegistered", "DemolitionPosted", "LedgerClosed");
        var registered = eventsOf("乙-3").getFirst();
        assertThat(text(registered.payload()))
                .contains("\"legacy\":true", "\"occurredOn\":\"2013-04-12\"", "\"importBatch\":\"" + id + "\"")
                .doesNotContain("某3", "60000003");
        assertThat(text(registered.metadata())).contains("\"actor\":\"office-1\"", "\"role\":\"office\"");
        assertThat(registered.position())
                .isBetween(
                        eventsOf(id).getFirst().position(),
                        eventsOf(id).getLast().position());
        assertThat(count(
                        "SELECT count(*) FROM event_store.staged_event WHERE batch IN (SELECT staged FROM import_block WHERE import_id = '"
                                + id + "')"))
                .isZero();
    }

    @Test
    void what_is_in_the_ledger_is_a_duplicate_and_the_same_file_is_recognised() {
        byte[] file = new LedgerFile().rows("丙", 3).csv();
        var first = committed(file);

        var again = ledger.upload(COLLEAGUE, "again.csv", file);

        assertThat(again.<Integer>json("$.rowsGood")).isZero();
        assertThat(again.<Integer>json("$.duplicates")).isEqualTo(3);
        assertThat(again.<String>json("$.problems[0].code")).isEqualTo("number-in-ledger");
        assertThat(again.<String>json("$.sameFile[0].id")).isEqualTo(first);
        var commit = ledger.post("/" + again.<String>json("$.id") + "/commit", COLLEAGUE, "");
        assertThat(commit.status()).isEqualTo(409);
        assertThat(commit.<String>json("$.code")).isEqualTo("nothing-to-import");
    }

    @Test
    void the_wrong_rows_alone_come_back_with_their_reasons_and_can_be_mended_and_uploaded() throws IOException {
        var preview = ledger.upload(
                OFFICE,
                "a.csv",
                new LedgerFile()
                        .row("丁-1")
                        .row("丁-2", Column.AREA, "", Column.PERSON, "某甲", Column.PHONE, "010-60000000")
                        .csv());

        var wrong =
                ledger.get("/" + preview.<String>json("$.id") + "/wrong-rows.xlsx", OFFICE, "Accept-Language", "en");

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(wrong.bytes()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1).getCellText(Column.LEDGER_NUMBER.ordinal())).isEqualTo("丁-2");
            assertThat(rows.get(1).getCellText(Column.PERSON.ordinal())).isEqualTo("某甲");
            assertThat(rows.get(1).getCellText(Column.values().length)).isEqualTo("3");
            assertThat(rows.get(1).getCellText(Column.values().length + 1)).isEqualTo("面积(平方米)：Nothing is filled in.");
        }
        assertThat(ledger.upload(OFFICE, "wrong.xlsx", wrong.bytes()).<String>json("$.problems[0].code"))
                .isEqualTo("cell-required");
        assertThat(count("SELECT count(*) FROM import_wrong_row WHERE position(convert_to('某甲', 'UTF8') IN cells) > 0"))
                .isZero();
    }

    @Test
    void a_row_that_somebody_registered_after_the_preview_is_taken_out_and_the_rest_goes_on() {
        var id = preview(new LedgerFile().rows("戊", 5).csv());
        committed(new LedgerFile().row("戊-4", Column.AREA, "7.00").csv());

        ledger.post("/" + id + "/commit", OFFICE, "");
        ledger.progress(id, OFFICE);

        var shown = ledger.get("/" + id, OFFICE);
        assertThat(shown.<String>json("$.state")).isEqualTo("COMMITTED");
        assertThat(shown.<Integer>json("$.rowsConflicting")).isEqualTo(1);
        assertThat(shown.<Integer>json("$.problems[0].row")).isEqualTo(5);
        assertThat(shown.<String>json("$.problems[0].code")).isEqualTo("registered-since-preview");
        assertThat(text(eventsOf("戊-4").getFirst().payload())).contains("\"areaM2\":7.00");
        assertThat(eventsOf("戊-4")).hasSize(1);
        assertThat(eventsOf("戊-5")).hasSize(1);
        assertThat(text(eventsOf(id).getLast().payload())).contains("\"rows\":4", "\"rowsConflicting\":1");
        var wrong = ledger.upload(
                OFFICE,
                "again.xlsx",
                ledger.get("/" + id + "/wrong-rows.xlsx", OFFICE).bytes());
        assertThat(wrong.<Integer>json("$.duplicates")).isEqualTo(1);
    }

    @Test
    void an_undone_import_withdraws_every_entry_forgets_its_people_and_can_come_again() {
        byte[] file = new LedgerFile().rows("己", 9).csv();
        var id = committed(file);

        assertThat(ledger.post("/" + id + "/undo", OFFICE, "{\"reason\":\"  \"}")
                        .status())
                .isEqualTo(400);
        assertThat(ledger.post("/" + id + "/undo", OFFICE, "{\"reason\":\"传错了文件\"}")
                        .status())
                .isEqualTo(202);
        assertThat(ledger.progress(id, OFFICE).getLast()).contains("\"state\":\"UNDONE\"", "\"done\":9");

        assertThat(eventsOf("己-4"))
                .extracting(StoredEvent::type)
                .containsExactly("ViolationRegistered", "DemolitionPosted", "LedgerClosed", "ViolationWithdrawn");
        assertThat(eventsOf(id))
                .extracting(StoredEvent::type)
                .containsExactly("ImportStarted", "ImportCommitted", "ImportUndoStarted", "ImportUndone");
        assertThat(text(eventsOf(id).get(2).payload())).doesNotContain("传错了文件");
        assertThat(count("SELECT count(*) FROM party p JOIN import_row r ON r.party = p.id WHERE r.import_id = '" + id
                        + "'"))
                .isZero();

        committed(file);
        assertThat(eventsOf("己-1"))
                .extracting(StoredEvent::type)
                .containsExactly("ViolationRegistered", "ViolationWithdrawn", "ViolationRegistered");
    }

    @Test
    void an_import_whose_entries_something_else_has_touched_is_not_undone_and_says_which() {
        byte[] file = new LedgerFile().rows("庚", 3).csv();
        var id = committed(file);
        touch("庚-2");

        var undo = ledger.post("/" + id + "/undo", OFFICE, "{\"reason\":\"传错了文件\"}");

        assertThat(undo.status()).isEqualTo(409);
        assertThat(undo.<String>json("$.code")).isEqualTo("entries-touched");
        assertThat(undo.<Integer>json("$.touchedCount")).isEqualTo(1);
        assertThat(undo.<String>json("$.touched[0].violation"))
                .isEqualTo(ViolationId.of("庚-2").toString());
        assertThat(ledger.get("/" + id, OFFICE).<String>json("$.state")).isEqualTo("COMMITTED");
        assertThat(eventsOf("庚-1")).hasSize(1);
    }

    @Test
    void a_street_official_imports_the_rows_of_their_own_street_and_sees_no_others_imports() {
        var preview = ledger.upload(
                STREET,
                "a.csv",
                new LedgerFile().row("辛-1").row("辛-2", Column.STREET, "天桥街道").csv());

        assertThat(preview.<Integer>json("$.rowsGood")).isEqualTo(1);
        assertThat(preview.<String>json("$.problems[0].code")).isEqualTo("outside-your-street");
        assertThat(ledger.get("/" + preview(new LedgerFile().row("辛-3").csv()), STREET)
                        .status())
                .isEqualTo(404);
        assertThat(ledger.get("", STREET).<List<String>>json("$.items[*].uploadedBy"))
                .containsOnly("street-1");
    }

    @Test
    void nobody_commits_what_somebody_else_uploaded_and_other_roles_import_nothing() {
        var id = preview(new LedgerFile().row("壬-1").csv());

        assertThat(ledger.post("/" + id + "/commit", COLLEAGUE, "").status()).isEqualTo(404);
        for (var role : List.of(Role.DEPARTMENT, Role.LEADER, Role.SYSADMIN)) {
            var token = TestIssuer.shared().token(role);
            assertThat(ledger.upload(token, "a.csv", new byte[1]).status()).isEqualTo(403);
            assertThat(ledger.get("", token).status()).isEqualTo(403);
            assertThat(ledger.get("/" + id, token).status()).isEqualTo(403);
        }
    }

    @Test
    void a_preview_thrown_away_leaves_nothing_and_an_old_one_goes_by_itself() throws SQLException {
        var thrown = preview(new LedgerFile().rows("癸", 6).csv());
        var old = preview(new LedgerFile().rows("子", 6).csv());
        var young = preview(new LedgerFile().rows("丑", 6).csv());
        try (var owner = database.asOwner();
                var age = owner.prepareStatement(
                        "UPDATE import_batch SET uploaded_at = now() - interval '25 hours' WHERE id = ?")) {
            age.setObject(1, UUID.fromString(old));
            age.executeUpdate();
        }
        var parties = new ArrayList<>(ledger.bean(ImportRecords.class).parties(UUID.fromString(thrown)));
        parties.addAll(ledger.bean(ImportRecords.class).parties(UUID.fromString(old)));
        assertThat(parties).hasSize(4);

        assertThat(ledger.delete("/" + thrown, OFFICE).status()).isEqualTo(204);
        ledger.bean(ImportRunner.class).sweep(java.time.Instant.now());

        assertThat(ledger.get("/" + thrown, OFFICE).status()).isEqualTo(404);
        assertThat(ledger.get("/" + old, OFFICE).status()).isEqualTo(404);
        assertThat(ledger.get("/" + young, OFFICE).status()).isEqualTo(200);
        assertThat(ledger.bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM party WHERE id = ANY (?)")
                        .param(parties.toArray(UUID[]::new))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(ledger.delete("/" + committed(new LedgerFile().row("寅-1").csv()), OFFICE)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_file_that_is_no_spreadsheet_is_refused_as_what_it_is_in_the_callers_language() {
        var refused = ledger.upload(OFFICE, "台账.xlsx", "MZ\u0090\0".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.<String>json("$.code")).isEqualTo("no-spreadsheet");
        assertThat(refused.<String>json("$.detail")).contains("Windows EXE");
        assertThat(ledger.upload(OFFICE, "x.csv", new byte[33 << 20]).status()).isEqualTo(413);
        assertThat(ledger.post("", OFFICE, "{}").status()).isEqualTo(415);
    }

    @Test
    void while_one_file_arrives_another_is_asked_to_come_back() throws IOException {
        try (var slow = new java.net.Socket("127.0.0.1", ledger.port())) {
            slow.getOutputStream()
                    .write(("POST /api/v1/ledger/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + OFFICE
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();

            org.awaitility.Awaitility.await().untilAsserted(() -> {
                var busy = ledger.upload(
                        OFFICE, "a.csv", new LedgerFile().row("卯-1").csv());
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.<String>json("$.code")).isEqualTo("import-busy");
                assertThat(busy.headers()).containsKey("retry-after");
            });
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(ledger.upload(
                                        OFFICE,
                                        "a.csv",
                                        new LedgerFile().row("卯-1").csv())
                                .status())
                        .isEqualTo(201));
    }

    @Test
    void the_templates_can_be_uploaded_as_they_are_and_are_empty() {
        for (var name : List.of("template.xlsx", "template.csv")) {
            var template = ledger.get("/" + name, OFFICE);
            assertThat(template.headers().get("content-disposition").getFirst()).contains("attachment");

            var preview = ledger.upload(OFFICE, name, template.bytes());

            assertThat(preview.status()).as(preview.body()).isEqualTo(201);
            assertThat(preview.<Integer>json("$.rowsRead")).isZero();
        }
    }

    private static String preview(byte[] file) {
        var preview = ledger.upload(OFFICE, "台账", file);
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        assertThat(preview.<Integer>json("$.rowsWrong")).as(preview.body()).isZero();
        return preview.json("$.id");
    }

    private static String committed(byte[] file) {
        var id = preview(file);
        assertThat(ledger.post("/" + id + "/commit", OFFICE, "").status()).isEqualTo(202);
        assertThat(ledger.progress(id, OFFICE).getLast()).contains("\"state\":\"COMMITTED\"");
        return id;
    }

    /** As if the entry had been taken back by hand. */
    private static void touch(String number) {
        ledger.bean(org.springframework.jdbc.core.JdbcTemplate.class).update("""
                        WITH head AS (UPDATE event_store.head SET position = position + 1 RETURNING position)
                        INSERT INTO event_store.event
                        SELECT head.position, e.recorded_at, e.aggregate_id, gen_random_uuid(), e.sequence + 1, e.type, e.payload, e.metadata
                          FROM head, event_store.event e WHERE e.aggregate_id = ?""", ViolationId.of(number));
    }

    private static EventLog log() {
        return ledger.bean(EventLog.class);
    }

    private static List<StoredEvent> eventsOf(String idOrNumber) {
        return log().readAggregate(
                        idOrNumber.length() == 36 ? UUID.fromString(idOrNumber) : ViolationId.of(idOrNumber));
    }

    private static long count(String sql) {
        return ledger.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
