package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The three tracks of the procedure, each from the registration over every step to the demolition by force and the closing of the entry. All of
 * it happens in 2016 and at the beginning of 2017 and is entered later with a reason, so the law of those years judges it.
 */
class ThreeTracksTest {

    private static final String STREET = "110102009";
    private static final String OFFICIAL = "street:" + STREET;
    private static final BigDecimal AREA_M2 = new BigDecimal("12.00");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String WHY = "entered from the paper file";
    private static final String PHOTO_BEFORE = "a".repeat(64);
    private static final String PHOTO_AFTER = "b".repeat(64);
    private static final String DOCUMENT = "c".repeat(64);
    private static final Map<String, Object> PAPER = Map.of("document", DOCUMENT);
    private static final Map<String, Object> PHOTO = Map.of("photo", PHOTO_BEFORE);

    private static RunningSystem running;

    private final Map<String, Persistent> people = new HashMap<>();
    private String violation = "";

    @BeforeAll
    static void connect() throws Exception {
        running = RunningSystem.get();
    }

    /** Whatever test comes next compares with figures in which these demolitions have arrived. */
    @AfterAll
    static void settle() throws Exception {
        assertThat(running.verify().differences()).isEmpty();
    }

    @Test
    void an_existing_construction_is_demolished_by_force_once_every_step_is_on_record_and_every_time_is_over()
            throws Exception {
        register("EXISTING", "2016-01-04");
        take("enforcement", "filing", "2016-01-04", Map.of("track", "EXISTING"));
        take(OFFICIAL, "evidence", "2016-01-05", Map.of("kind", "MEASUREMENT", "document", DOCUMENT));
        take("enforcement", "planning-opinion", "2016-01-06", Map.of("opinion", "UNLAWFUL", "document", DOCUMENT));
        var facts = Map.of("facts", "砖混结构一处，未取得建设工程规划许可证");
        var notice = paper("enforcement", "NOTICE", "2016-01-07", Map.of("days", 15, "fields", facts));
        take("enforcement", "notice", "2016-01-07", Map.of("document", notice));
        take(OFFICIAL, "services", "2016-01-07", served("NOTICE", "DIRECT"));
        take("enforcement", "hearing-request", "2016-01-08", PAPER);
        take("enforcement", "hearing-notice", "2016-01-08", Map.of("hearingOn", "2016-01-20", "document", DOCUMENT));
        take("legal", "hearing", "2016-01-20", PAPER);
        take("legal", "statement", "2016-01-20", Map.of("outcome", "HEARD", "document", DOCUMENT));
        take("legal", "legal-review", "2016-01-21", Map.of("passed", true, "document", DOCUMENT));

        var printed = paper("enforcement::2", "ORDER", "2016-01-22", Map.of("days", 15, "fields", facts));
        var order = Map.<String, Object>of("days", 15, "rightsNotified", true, "document", printed);
        var byTheFiler =
                ask("enforcement", "order", "2016-01-22", order).expect(403).body();
        assertThat(byTheFiler.get("code").asString()).isEqualTo("duties-not-separate");
        assertThat(byTheFiler.get("article").asString()).isEqualTo("行政处罚法（1996）第38条");
        assertThat(texts(byTheFiler.get("standing"))).containsExactly("FILED");
        take("enforcement::2", "order", "2016-01-22", order);
        take(OFFICIAL, "services", "2016-01-25", served("ORDER", "LEFT"));
        take("office", "order-publication", "2016-01-27", PAPER);

        // The fifteenth day lies in the Spring Festival; the next working day is the Sunday after it.
        var inTheHolidays =
                ask(OFFICIAL, "removal-check", "2016-02-10", PHOTO).expect(409).body();
        assertThat(inTheHolidays.get("code").asString()).isEqualTo("period-not-over");
        assertThat(inTheHolidays.get("rule").asString()).isEqualTo("self-removal-over");
        assertThat(inTheHolidays.get("earliestLawfulDate").asString()).isEqualTo("2016-02-15");
        take(OFFICIAL, "removal-check", "2016-02-15", PHOTO);
        var demand = paper("enforcement", "DEMAND", "2016-02-15", Map.of("days", 10));
        take("enforcement", "demand", "2016-02-15", Map.of("document", demand));
        take("enforcement", "services", "2016-02-15", served("DEMAND", "DIRECT"));
        // Six months to sue, from the service of the order.
        var decision = paper("leader", "FORCED_DEMOLITION_DECISION", "2016-07-26", Map.of());
        take("leader", "forced-demolition-decision", "2016-07-26", Map.of("document", decision));
        take("enforcement", "services", "2016-07-26", served("FORCED_DEMOLITION_DECISION", "POSTED"));
        take(OFFICIAL, "site-posting", "2016-07-26", PHOTO);

        assertThat(stage()).isEqualTo("FORCED_DEMOLITION_DECIDED");
        var ahead = as("enforcement")
                .await(
                        path("next-steps?on=2016-07-27"),
                        steps -> steps.get("lawful").isArray());
        var force = byName(ahead.get("lawful"), "DEMOLISHED_BY_FORCE");
        assertThat(force.get("earliest").asString()).isEqualTo("2016-08-03");
        forcedTooEarlyItIsToldInBothLanguages();

        take("enforcement", "execution-records", "2016-08-03T09:00:00+08:00", execution());
        take("enforcement", "demolitions", "2016-08-03T10:00:00+08:00", byForce());
        assertThat(stage()).isEqualTo("AWAITING_ACCEPTANCE");
        take("acceptance", "safety-appraisal", "2016-08-04", Map.of("safe", true, "document", DOCUMENT));
        accept("2016-08-08");
        awaitClosed("2016-08-08");
        assertThat(onRecord())
                .containsExactly(
                        "FILED",
                        "EVIDENCE_COLLECTED",
                        "OPINION_UNLAWFUL",
                        "NOTICE_ISSUED",
                        "NOTICE_SERVED",
                        "HEARING_ASKED",
                        "HEARING_NOTIFIED",
                        "HEARING_HELD",
                        "STATEMENT_HEARD",
                        "LEGAL_REVIEW_PASSED",
                        "ORDER_ISSUED",
                        "ORDER_SERVED",
                        "ORDER_PUBLISHED",
                        "STILL_STANDING",
                        "DEMAND_ISSUED",
                        "DEMAND_SERVED",
                        "FORCED_DEMOLITION_DECIDED",
                        "DECISION_SERVED",
                        "POSTED_ON_SITE",
                        "INVENTORY_TAKEN",
                        "RECORD_WRITTEN",
                        "VIDEO_TAKEN",
                        "WITNESSED",
                        "DEMOLISHED_BY_FORCE",
                        "APPRAISED_SAFE",
                        "ACCEPTED");
    }

    private void forcedTooEarlyItIsToldInBothLanguages() throws Exception {
        var early = "2016-08-01T10:00:00+08:00";
        var en = ask("enforcement", "demolitions", early, byForce()).expect(409).body();
        assertThat(en.get("code").asString()).isEqualTo("precondition-missing");
        assertThat(en.get("step").asString()).isEqualTo("DEMOLISHED_BY_FORCE");
        assertThat(en.get("rule").asString()).isEqualTo("forced-demolition-recorded");
        assertThat(en.get("article").asString()).isEqualTo("行政强制法第18、37条");
        assertThat(en.get("checkedByCounsel").asBoolean()).isFalse();
        assertThat(texts(en.get("missing"), "step"))
                .containsExactly("INVENTORY_TAKEN", "RECORD_WRITTEN", "VIDEO_TAKEN", "WITNESSED");
        assertThat(en.get("missing")).allSatisfy(missing -> {
            assertThat(texts(missing.get("roles"))).containsExactly("enforcement", "street");
            assertThat(missing.get("request").asString()).isEqualTo("execution-records");
        });
        assertThat(texts(en.get("objections"), "rule")).containsExactly("site-posting-time");
        assertThat(texts(en.get("objections"), "article")).containsExactly("行政强制法第44、69条");
        assertThat(en.get("earliestLawfulDate").asString()).isEqualTo("2016-08-03");
        assertThat(en.get("title").asString()).isEqualTo("Something has to come first");
        assertThat(en.get("detail").asString()).contains("INVENTORY_TAKEN (enforcement, street)");

        var zh = as("enforcement")
                .api()
                .post(path("demolitions"), dated(early, byForce()), Map.of("Accept-Language", "zh"))
                .expect(409)
                .body();
        assertThat(zh.get("title").asString()).isEqualTo("缺少前置程序");
        assertThat(zh.get("detail").asString()).contains("物品清单", "见证人到场", "行政强制法第18、37条");
        for (var member : List.of("code", "rule", "article", "missing", "objections", "earliestLawfulDate"))
            assertThat(zh.get(member)).as(member).isEqualTo(en.get(member));
    }

    @Test
    void a_temporary_construction_is_never_put_right_and_comes_down_after_the_review_that_the_party_asked_for()
            throws Exception {
        register("EXISTING", "2016-10-10");
        take("office", "filing", "2016-10-10", Map.of("track", "TEMPORARY"));
        take(OFFICIAL, "evidence", "2016-10-11", Map.of("kind", "SITE_RECORD", "document", DOCUMENT));
        var correctable = ask(
                        "enforcement",
                        "planning-opinion",
                        "2016-10-12",
                        Map.of("opinion", "CORRECTABLE", "document", DOCUMENT))
                .expect(409)
                .body();
        assertThat(correctable.get("code").asString()).isEqualTo("never-lawful");
        assertThat(correctable.get("article").asString()).isEqualTo("城乡规划法第66条");
        take("enforcement", "planning-opinion", "2016-10-12", Map.of("opinion", "UNLAWFUL", "document", DOCUMENT));
        take("enforcement", "notice", "2016-10-13", PAPER);
        take(OFFICIAL, "services", "2016-10-13", served("NOTICE", "DIRECT"));
        take(OFFICIAL, "hearing-waiver", "2016-10-14", PAPER);
        take("legal", "statement", "2016-10-14", Map.of("outcome", "WAIVED", "document", DOCUMENT));
        take("legal", "legal-review", "2016-10-17", Map.of("passed", true, "document", DOCUMENT));
        take("enforcement", "order", "2016-10-18", Map.of("days", 20, "rightsNotified", true, "document", DOCUMENT));
        take(OFFICIAL, "services", "2016-10-19", served("ORDER", "DIRECT"));
        take(OFFICIAL, "removal-check", "2016-11-09", PHOTO);
        take("enforcement", "demand", "2016-11-09", PAPER);
        take("enforcement", "services", "2016-11-10", served("DEMAND", "MAIL"));
        take("legal", "demand-answer", "2016-11-14", PAPER);

        var review = take(
                        "legal",
                        "remedies",
                        "2016-11-15",
                        Map.of("kind", "REVIEW", "against", "ORDER", "document", DOCUMENT))
                .get("id")
                .asString();
        var pending = ask("enforcement::2", "forced-demolition-decision", "2016-12-01", PAPER)
                .expect(409)
                .body();
        assertThat(pending.get("code").asString()).isEqualTo("procedure-blocked");
        assertThat(pending.get("rule").asString()).isEqualTo("remedy-pending");
        assertThat(texts(pending.get("standing"))).containsExactly("REVIEW_FILED");
        assertThat(pending.hasNonNull("earliestLawfulDate"))
                .as("no day can be told while the review is pending")
                .isFalse();
        take(
                "legal",
                "remedy-decisions",
                "2016-12-30",
                Map.of("remedy", review, "kind", "REVIEW", "outcome", "UPHELD", "document", DOCUMENT));
        // Fifteen days to sue against the review; the last one moves to a Monday.
        take("enforcement::2", "forced-demolition-decision", "2017-01-17", PAPER);
        take("enforcement", "services", "2017-01-17", served("FORCED_DEMOLITION_DECISION", "DIRECT"));
        take(OFFICIAL, "site-posting", "2017-01-23", PHOTO);

        // Five working days around the Spring Festival, the last one a Saturday on which people work.
        take("enforcement", "execution-records", "2017-02-06T09:00:00+08:00", execution());
        take("enforcement", "demolitions", "2017-02-06T09:30:00+08:00", byForce());
        accept("2017-02-08");
        awaitClosed("2017-02-08");
        assertThat(onRecord())
                .contains("HEARING_WAIVED", "STATEMENT_WAIVED", "DEMAND_ANSWERED", "REVIEW_FILED", "REVIEW_ENDED")
                .doesNotContain("OPINION_CORRECTABLE")
                .endsWith("DEMOLISHED_BY_FORCE", "ACCEPTED");
    }

    @Test
    void
            what_is_found_under_construction_is_stopped_and_demolished_on_one_day_and_the_site_is_given_back_after_the_closing()
                    throws Exception {
        register("NEW", "2016-05-03");
        take(OFFICIAL, "discovery", "2016-05-03T08:30:00+08:00", Map.of());
        take("enforcement", "filing", "2016-05-03", Map.of("track", "UNDER_CONSTRUCTION"));
        take("enforcement", "on-site-measure", "2016-05-03T08:40:00+08:00", PAPER);
        var notice =
                ask("enforcement", "notice", "2016-05-03", PAPER).expect(409).body();
        assertThat(notice.get("code").asString()).isEqualTo("not-on-this-track");

        take("enforcement", "stop-order", "2016-05-03", PAPER);
        take(OFFICIAL, "services", "2016-05-03", served("STOP_ORDER", "LEFT"));
        var unrefused = ask("enforcement", "demolitions", "2016-05-03T09:00:00+08:00", byForce())
                .expect(409)
                .body();
        assertThat(unrefused.get("code").asString()).isEqualTo("precondition-missing");
        assertThat(unrefused.get("rule").asString()).isEqualTo("forced-demolition-while-building");
        assertThat(texts(unrefused.get("missing"), "step")).startsWith("STOP_REFUSED");
        take(OFFICIAL, "stop-refusal", "2016-05-03", PHOTO);
        take("enforcement", "seizure", "2016-05-03", PAPER);
        take(OFFICIAL, "execution-records", "2016-05-03T09:10:00+08:00", execution());
        take("enforcement", "demolitions", "2016-05-03T09:20:00+08:00", byForce());
        var report = take("enforcement", "on-site-measure-report", "2016-05-03T14:00:00+08:00", PAPER);
        assertThat(report.get("late")).as("within 24 hours").isEmpty();

        accept("2016-05-05");
        awaitClosed("2016-05-05");
        take("enforcement", "seizure-release", "2016-05-06", PAPER);
        assertThat(onRecord())
                .containsExactly(
                        "FILED",
                        "MEASURE_TAKEN",
                        "STOP_ORDERED",
                        "STOP_SERVED",
                        "STOP_REFUSED",
                        "SEIZED",
                        "INVENTORY_TAKEN",
                        "RECORD_WRITTEN",
                        "VIDEO_TAKEN",
                        "WITNESSED",
                        "DEMOLISHED_BY_FORCE",
                        "MEASURE_REPORTED",
                        "ACCEPTED",
                        "SEIZURE_LIFTED");
    }

    /**
     * Issues an official paper, which may then be the document of its step. What it says is looked at where it is printed; here, that it is what its
     * hash says, and that anybody may check it.
     *
     * @return its SHA-256
     */
    private String paper(String account, String kind, String on, Map<String, ?> more) throws Exception {
        var form = new HashMap<String, Object>(more);
        form.put("kind", kind);
        var issued =
                as(account).post(path("papers"), dated(on, form)).expect(201).body();
        var sha256 = issued.get("sha256").asString();
        var pdf = running.as(account).download(issued.get("pdf").asString());
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)))
                .isEqualTo(sha256);
        var checked = new Persistent(running.anonymous(), PATIENCE)
                .await(URI.create(issued.get("checkPage").asString()).getPath(), _ -> true);
        assertThat(checked.get("number").asString())
                .isEqualTo(issued.get("number").asString())
                .contains("〔" + on.substring(0, 4) + "〕第");
        assertThat(checked.get("status").asString()).isEqualTo("VALID");
        assertThat(checked.get("sha256").asString()).isEqualTo(sha256);
        return sha256;
    }

    /** Without coordinates, so that nothing which other tests see is near it. */
    private void register(String origin, String on) throws Exception {
        var body = new HashMap<String, Object>();
        body.put("street", STREET);
        body.put("address", "演示胡同");
        body.put("use", "STORAGE");
        body.put("areaM2", AREA_M2);
        body.put("origin", origin);
        body.put("foundBy", "PATROL");
        body.put("discoveredOn", on);
        violation = as("office")
                .post("/api/v1/ledger/violations", dated(on, body))
                .expect(201)
                .body()
                .get("id")
                .asString();
    }

    private void accept(String on) throws Exception {
        for (var signer : List.of("acceptance", "office::2"))
            take(signer, "acceptance-signatures", on, Map.of("verdict", "PASSED"));
    }

    /** Closed in the ledger by itself, and the case has heard of it. */
    private void awaitClosed(String on) throws Exception {
        var entry = as("office")
                .await(
                        "/api/v1/ledger/violations/" + violation,
                        shown -> shown.get("status").asString().equals("CLOSED"));
        assertThat(entry.get("ground").asString()).isEqualTo("DEMOLISHED");
        assertThat(entry.get("closedOn").asString()).isEqualTo(on);
        assertThat(entry.get("remainingM2").decimalValue()).isEqualByComparingTo("0.00");
        as("office")
                .await(
                        "/api/v1/demolition/cases/" + violation,
                        shown -> shown.get("stage").asString().equals("CLOSED"));
    }

    /** One step, which has to be lawful. The first one waits for the lead. */
    private JsonNode take(String account, String request, String when, Map<String, ?> body) throws Exception {
        return ask(account, request, when, body).expect(200).body();
    }

    private Api.Answer ask(String account, String request, String when, Map<String, ?> body) throws Exception {
        return as(account).post(path(request), dated(when, body));
    }

    /** @param when a date, or the instant of what a clock judges */
    private static Map<String, Object> dated(String when, Map<String, ?> body) {
        var dated = new HashMap<String, Object>(body);
        dated.put(when.contains("T") ? "occurredAt" : "occurredOn", when);
        dated.put("reason", WHY);
        return dated;
    }

    private static Map<String, Object> served(String paper, String manner) {
        return Map.of("paper", paper, "manner", manner, "proof", DOCUMENT);
    }

    private static Map<String, Object> execution() {
        return Map.of(
                "inventory", DOCUMENT,
                "writtenRecord", DOCUMENT,
                "video", DOCUMENT,
                "witnesses", 2,
                "utilitiesCut", false);
    }

    private static Map<String, Object> byForce() {
        return Map.of(
                "areaM2", AREA_M2,
                "whole", true,
                "by", "FORCE",
                "beforePhoto", PHOTO_BEFORE,
                "afterPhoto", PHOTO_AFTER);
    }

    private String path(String request) {
        return "/api/v1/demolition/cases/" + violation + "/" + request;
    }

    private String stage() throws Exception {
        return shown().get("stage").asString();
    }

    /** The acts on record, in the order in which they were recorded. */
    private List<String> onRecord() throws Exception {
        return texts(shown().get("procedure"), "act");
    }

    private JsonNode shown() throws Exception {
        return as("office").await("/api/v1/demolition/cases/" + violation, _ -> true);
    }

    private Persistent as(String account) throws IOException, InterruptedException {
        var known = people.get(account);
        if (known != null) return known;
        var person = new Persistent(running.as(account), PATIENCE);
        people.put(account, person);
        return person;
    }

    private static JsonNode byName(JsonNode steps, String name) {
        for (var step : steps) if (step.get("step").asString().equals(name)) return step;
        throw new AssertionError("no step " + name + " in " + steps);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (var text : array) texts.add(text.asString());
        return texts;
    }

    private static List<String> texts(JsonNode array, String member) {
        var texts = new ArrayList<String>();
        for (var each : array) texts.add(each.get(member).asString());
        return texts;
    }
}
