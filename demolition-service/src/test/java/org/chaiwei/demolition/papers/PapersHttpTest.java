package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.demolition.papers.PaperCommand.IssuePaper;
import org.chaiwei.demolition.street.Streets;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Papers over HTTP: issued, listed, read, checked by anybody, withdrawn. Each test has an office of its own, so that numbers begin at 1. */
class PapersHttpTest extends RunningService {

    private static final String API = "/api/v1/demolition";
    private static final String DAY = "2016-05-09";

    @LocalServerPort
    private int port;

    @Autowired
    private PaperPress press;

    @Test
    void a_paper_gets_the_next_number_is_read_as_pdf_and_named_by_a_step() throws Exception {
        var violation = lead("110102013");
        var issued = issue(violation, Role.ENFORCEMENT, notice(DAY));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        assertThat(issued.<String>json("$.number")).isEqualTo("京西大栅栏拆违告字〔2016〕第1号");
        assertThat(issued.<String>json("$.checkPage")).startsWith("http://localhost:8080" + API + "/papers/check/");
        assertThat(issue(violation, Role.ENFORCEMENT, notice("2016-05-10")).<String>json("$.number"))
                .isEqualTo("京西大栅栏拆违告字〔2016〕第2号");
        assertThat(issue(violation, Role.ENFORCEMENT, notice("2017-01-04")).<String>json("$.number"))
                .isEqualTo("京西大栅栏拆违告字〔2017〕第1号");

        var read = read(issued, Role.STREET, "110102013");
        assertThat(read.header("Content-Type")).isEqualTo("application/pdf");
        var pdf = pdf(issued);
        assertThat(sha256(pdf)).isEqualTo(issued.<String>json("$.sha256"));
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("大栅栏", "京西大栅栏拆违告字〔2016〕第1号", "20.00平方米", "在15日内自行拆除");
        }

        file(violation);
        var step = post(
                "/cases/" + violation + "/evidence",
                Role.ENFORCEMENT,
                "{\"kind\": \"DOCUMENTS\", \"document\": \"%s\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}"
                        .formatted(issued.<String>json("$.sha256")));
        assertThat(step.status()).as(step.body()).isEqualTo(200);

        var listed = list(violation, issue(violation, Role.ENFORCEMENT, notice("2016-05-11")));
        assertThat(listed.<List<String>>json("$.items[*].number"))
                .containsExactly(
                        "京西大栅栏拆违告字〔2016〕第1号", "京西大栅栏拆违告字〔2016〕第2号", "京西大栅栏拆违告字〔2017〕第1号", "京西大栅栏拆违告字〔2016〕第3号");
        assertThat(listed.<List<String>>json("$.items[*].status")).containsOnly("VALID");
        assertThat(listed.<String>json("$.items[0].title")).isEqualTo("责令限期拆除事先告知书");
    }

    @Test
    void anybody_can_check_a_paper_and_learns_nothing_personal() throws Exception {
        var violation = lead("110102010");
        var issued = issue(violation, Role.ENFORCEMENT, notice(DAY));
        list(violation, issued);
        var path = URI.create(issued.<String>json("$.checkPage")).getPath();

        var checked = http.get(path, "Accept", "application/json");
        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        assertThat(checked.<Map<String, Object>>json("$"))
                .containsOnlyKeys("title", "number", "issuedOn", "status", "statusOn", "sha256")
                .containsEntry("status", "VALID")
                .containsEntry("issuedOn", DAY)
                .containsEntry("sha256", issued.<String>json("$.sha256"));

        var page = http.get(path, "Accept", "text/html,*/*;q=0.8", "Accept-Language", "zh");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("有效", issued.<String>json("$.number"), "2016年5月9日", issued.<String>json("$.sha256"))
                .doesNotContain(violation.toString(), "style=", "<script");
        assertThat(http.get(path, "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains("Check of a paper", "valid");
        assertThat(http.get(API + "/papers/check/style.css", "Accept", "text/css")
                        .status())
                .isEqualTo(200);

        var unknown = http.get(API + "/papers/check/aaaaaaaaaaaaaaaaaaaaaaaa", "Accept", "text/html");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("没有此文书");
        assertThat(http.get(API + "/papers/check/aaaaaaaaaaaaaaaaaaaaaaaa", "Accept", "application/json")
                        .<String>json("$.code"))
                .isEqualTo("no-such-paper");
        assertThat(http.get(issued.<String>json("$.pdf")).status()).isEqualTo(401);
    }

    @Test
    void a_withdrawn_and_a_superseded_paper_no_longer_hold_and_their_numbers_stay_used() {
        var violation = lead("110102011");
        var first = issue(violation, Role.ENFORCEMENT, notice(DAY));
        var second = issue(violation, Role.ENFORCEMENT, superseding(first));
        list(violation, second);
        assertThat(issue(violation, Role.ENFORCEMENT, superseding(first)).<String>json("$.code"))
                .isEqualTo("nothing-to-supersede");
        var withdrawal = API + "/papers/" + second.<String>json("$.paper") + "/withdrawal";
        var body = "{\"occurredOn\": \"2016-05-12\", \"reason\": \"当事人名称有误\"}";
        assertThat(http.post(withdrawal, body, "Authorization", bearer(Role.OFFICE))
                        .<String>json("$.code"))
                .isEqualTo("not-yours-to-issue");
        var withdrawn = http.post(withdrawal, body, "Authorization", bearer(Role.ENFORCEMENT));
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(204);
        assertThat(http.post(withdrawal, body, "Authorization", bearer(Role.ENFORCEMENT))
                        .<String>json("$.code"))
                .isEqualTo("already-withdrawn-paper");
        var listed = list(violation, withdrawn);
        assertThat(listed.<List<String>>json("$.items[*].status")).containsExactly("SUPERSEDED", "WITHDRAWN");
        assertThat(listed.<List<String>>json("$.items[*].statusOn")).containsExactly("2016-05-10", "2016-05-12");
        assertThat(http.get(
                                URI.create(second.<String>json("$.checkPage")).getPath(),
                                "Accept",
                                "text/html",
                                "Accept-Language",
                                "zh")
                        .body())
                .contains("已收回", "2016-05-12");
        assertThat(issue(violation, Role.ENFORCEMENT, notice(DAY)).<String>json("$.number"))
                .endsWith("第3号");
    }

    @Test
    void a_revoked_order_takes_its_papers_with_it() {
        var violation = lead("110102012");
        file(violation);
        var order = issue(
                violation,
                Role.ENFORCEMENT,
                "{\"kind\": \"ORDER\", \"occurredOn\": \"%s\", \"days\": 15, \"fields\": {\"facts\": \"砖混结构一处\"}, \"reason\": \"补录\"}"
                        .formatted(DAY));
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        var receipt = issue(violation, Role.STREET, """
                {"kind": "SERVICE_RECEIPT", "occurredOn": "2016-05-09", "reason": "补录",
                 "fields": {"served": "%s", "manner": "直接送达"}}""".formatted(order.<String>json("$.number")), "110102012");
        assertThat(receipt.status()).as(receipt.body()).isEqualTo(201);
        for (var step : List.of(
                List.of(
                        "enforcement",
                        "stop-order",
                        "{\"document\": \"%s\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}"),
                List.of(
                        "leader",
                        "order-revocation",
                        "{\"document\": \"%s\", \"occurredOn\": \"2016-05-12\", \"reason\": \"补录\"}"))) {
            var taken = post(
                    "/cases/" + violation + "/" + step.get(1),
                    Role.valueOf(step.get(0).toUpperCase(Locale.ROOT)),
                    step.get(2).formatted(order.<String>json("$.sha256")));
            assertThat(taken.status()).as(taken.body()).isEqualTo(200);
            if (step.get(1).equals("order-revocation"))
                assertThat(list(violation, taken).<List<String>>json("$.items[*].status"))
                        .as("the order's paper falls, that it was served has happened")
                        .containsExactly("WITHDRAWN", "VALID");
        }
    }

    @Test
    void who_may_issue_is_the_law_of_the_papers_day_and_every_wrong_field_is_named() {
        var violation = lead("110102014");
        var refused = issue(violation, Role.STREET, notice(DAY), "110102014");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.<List<String>>json("$.roles")).containsExactly("enforcement");
        assertThat(issue(violation, Role.STREET, notice("2021-03-01"), "110102014")
                        .status())
                .as("since 2020 a sub-district may")
                .isEqualTo(201);
        assertThat(issue(violation, Role.STREET, notice("2021-03-01"), "110102013")
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(issue(UUID.randomUUID(), Role.ENFORCEMENT, notice(DAY)).status())
                .isEqualTo(404);

        var wrong = issue(
                violation,
                Role.ENFORCEMENT,
                "{\"kind\": \"NOTICE\", \"fields\": {\"facts\": \" \", \"stamp\": \"x\", \"address\": \"a\\u0007\"}, \"items\": [{\"name\": \"a\", \"quantity\": \"1\"}]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.<List<String>>json("$.errors[*].field"))
                .containsExactlyInAnyOrder("fields.facts", "fields.address", "fields", "days", "items");
        assertThat(wrong.<List<String>>json("$.errors[*].message"))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(issue(violation, Role.ENFORCEMENT, notice("2100-01-01")).<String>json("$.code"))
                .isEqualTo("date-in-future");
        assertThat(issue(violation, Role.ENFORCEMENT, notice(DAY).replace("\"reason\": \"补录\", ", ""))
                        .<String>json("$.code"))
                .isEqualTo("reason-required");
    }

    @Test
    void a_request_repeated_with_its_key_issues_one_paper() {
        var violation = lead("110102015");
        var first = issueWithKey(violation, "key-" + violation);
        var again = issueWithKey(violation, "key-" + violation);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(issue(violation, Role.ENFORCEMENT, notice(DAY)).<String>json("$.number"))
                .endsWith("第2号");
    }

    @Test
    void a_crash_behind_the_printing_and_before_the_record_uses_up_no_number() {
        var violation = lead("110102016");
        assertThat(issue(violation, Role.ENFORCEMENT, notice(DAY)).<String>json("$.number"))
                .endsWith("第1号");
        // All that a service has done that is killed just before the append: the second paper is printed and kept.
        var office = Streets.published().find("110102016").orElseThrow();
        var values = new HashMap<String, Object>();
        for (var name : List.of(
                "authority",
                "ledgerNumber",
                "caseNumber",
                "party",
                "place",
                "use",
                "areaM2",
                "discoveredOn",
                "articles",
                "days",
                "issuedOn")) values.put(name, "x");
        values.put("factsLines", List.of("x"));
        var lost = press.print(
                new IssuePaper(
                        RegisterId.of(office.code(), PaperKind.NOTICE, 2016),
                        violation,
                        UUID.randomUUID(),
                        new Draft(PaperKind.NOTICE, office, 2016, values, null),
                        "lost",
                        null,
                        "enforcement-1",
                        "enforcement",
                        LocalDate.parse(DAY),
                        null),
                2);
        assertThat(lost.number()).endsWith("第2号");
        var next = issue(violation, Role.ENFORCEMENT, notice(DAY));
        assertThat(next.<String>json("$.number")).isEqualTo(lost.number());
        assertThat(list(violation, next).<List<String>>json("$.items[*].sha256"))
                .hasSize(2)
                .doesNotContain(lost.sha256());
    }

    private Answer issueWithKey(UUID violation, String key) {
        return http.post(
                API + "/cases/" + violation + "/papers",
                notice(DAY),
                "Authorization",
                bearer(Role.ENFORCEMENT),
                "Idempotency-Key",
                key);
    }

    private static String notice(String on) {
        return "{\"kind\": \"NOTICE\", \"occurredOn\": \"%s\", \"days\": 15, \"reason\": \"补录\", \"fields\": {\"facts\": \"砖混结构一处，未取得规划许可\"}}"
                .formatted(on);
    }

    private static String superseding(Answer earlier) {
        return notice("2016-05-10")
                .replace("\"days\"", "\"supersedes\": \"" + earlier.<String>json("$.paper") + "\", \"days\"");
    }

    private Answer issue(UUID violation, Role role, String body, String... streets) {
        return http.post(API + "/cases/" + violation + "/papers", body, "Authorization", bearer(role, streets));
    }

    private Answer post(String path, Role role, String body) {
        return http.post(API + path, body, "Authorization", bearer(role));
    }

    private Answer list(UUID violation, Answer after) {
        return http.get(
                API + "/cases/" + violation + "/papers",
                "Authorization",
                bearer(Role.OFFICE),
                "Consistency-Token",
                after.header("Consistency-Token"));
    }

    private Answer read(Answer issued, Role role, String... streets) {
        return http.get(
                issued.<String>json("$.pdf"),
                "Authorization",
                bearer(role, streets),
                "Consistency-Token",
                issued.header("Consistency-Token"));
    }

    private byte[] pdf(Answer issued) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + issued.<String>json("$.pdf")))
                .header("Authorization", bearer(Role.OFFICE))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private UUID lead(String street) {
        var id = UUID.randomUUID();
        var day = LocalDate.of(2016, 1, 4);
        var entry = new LedgerEntry(
                street + "-" + id, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), day, "PATROL", null, false, day, null, "street-1"));
        return id;
    }

    private void file(UUID violation) {
        var filed = post(
                "/cases/" + violation + "/filing",
                Role.OFFICE,
                "{\"track\": \"UNDER_CONSTRUCTION\", \"occurredOn\": \"2016-05-04\", \"reason\": \"补录\"}");
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
    }

    private static String bearer(Role role, String... streets) {
        return "Bearer " + TestIssuer.shared().token(role, streets);
    }
}
