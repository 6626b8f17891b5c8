package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of the procedure as a caller takes them, over HTTP. */
class ProcedureApiTest extends RunningService {

    private static final String CASES = "/api/v1/demolition/cases";
    private static final String DASHILAR = "110102013";
    private static final String HASH = "c".repeat(64);
    private static final String PAPER = "\"document\": \"" + HASH + "\"";
    private static final String PHOTO = "\"photo\": \"" + "b".repeat(64) + "\"";

    @Test
    void an_existing_construction_goes_all_the_way_to_its_demolition_by_force() {
        var id = filed("EXISTING", "2015-12-28");
        investigated(id, "2015-12-28");
        done(id, Role.ENFORCEMENT, "notice", "2015-12-28", PAPER);
        done(id, Role.STREET, "services", "2015-12-28", served("NOTICE", "DIRECT"));
        done(id, Role.ENFORCEMENT, "hearing-request", "2015-12-29", PAPER);
        done(id, Role.ENFORCEMENT, "hearing-notice", "2015-12-29", "\"hearingOn\": \"2016-01-12\", " + PAPER);
        done(id, Role.LEGAL, "hearing", "2016-01-12", PAPER);
        done(id, Role.LEGAL, "statement", "2016-01-12", "\"outcome\": \"HEARD\", " + PAPER);
        done(id, Role.LEGAL, "legal-review", "2016-01-13", "\"passed\": true, " + PAPER);
        done(
                id,
                "u-decider",
                Role.ENFORCEMENT,
                "order",
                "2016-01-14",
                "\"days\": 15, \"rightsNotified\": true, " + PAPER);
        done(id, Role.STREET, "services", "2016-01-15", served("ORDER", "LEFT"));
        done(id, Role.OFFICE, "order-publication", "2016-01-20", PAPER);
        assertThat(one(id).<String>json("$.stage")).isEqualTo("ORDERED");
        done(id, Role.STREET, "removal-check", "2016-02-02", PHOTO);
        done(id, Role.ENFORCEMENT, "demand", "2016-02-02", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2016-02-02", served("DEMAND", "MAIL"));
        done(id, Role.ENFORCEMENT, "demand-answer", "2016-02-03", PAPER);
        done(id, Role.LEADER, "forced-demolition-decision", "2016-07-18", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2016-07-18", served("FORCED_DEMOLITION_DECISION", "POSTED"));
        done(id, Role.ENFORCEMENT, "site-posting", "2016-07-18", PHOTO);
        assertThat(one(id).<String>json("$.stage")).isEqualTo("FORCED_DEMOLITION_DECIDED");

        var bare = force(id, "2016-07-26T10:00:00+08:00");
        assertThat(bare.status()).isEqualTo(409);
        assertThat(bare.<String>json("$.code")).isEqualTo("precondition-missing");
        done(id, Role.ENFORCEMENT, "execution-records", execution("2016-07-26T09:00:00+08:00", false));
        var forced = force(id, "2016-07-26T10:00:00+08:00");
        assertThat(forced.status()).as(forced.body()).isEqualTo(200);
        done(id, Role.ACCEPTANCE, "safety-appraisal", "2016-07-27", "\"safe\": true, " + PAPER);

        var shown = one(id);
        assertThat(shown.<String>json("$.stage")).isEqualTo("AWAITING_ACCEPTANCE");
        assertThat(shown.<List<String>>json("$.procedure[*].act"))
                .startsWith("FILED", "EVIDENCE_COLLECTED", "OPINION_UNLAWFUL", "NOTICE_ISSUED", "NOTICE_SERVED")
                .contains("HEARING_HELD", "ORDER_SERVED", "DEMOLISHED_BY_FORCE")
                .endsWith("APPRAISED_SAFE");
        assertThat(shown.<List<String>>json("$.procedure[?(@.act == 'ORDER_ISSUED')].by"))
                .containsExactly("u-decider");
        var listed = http.get(
                CASES + "?stage=AWAITING_ACCEPTANCE",
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.OFFICE),
                "Consistency-Token",
                forced.header("Consistency-Token"));
        assertThat(listed.<List<String>>json("$.items[*].violation")).contains(id.toString());
    }

    @Test
    void a_refusal_names_rule_article_what_is_missing_who_supplies_it_and_the_first_lawful_day() {
        var id = filed("EXISTING", "2016-01-04");
        var refused = send(
                id,
                Role.ENFORCEMENT,
                "order",
                "2016-02-01",
                "\"days\": 15, \"rightsNotified\": true, " + PAPER,
                "Accept-Language",
                "en");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.<String>json("$.code")).isEqualTo("precondition-missing");
        assertThat(refused.<String>json("$.rule")).isEqualTo("order-on-facts");
        assertThat(refused.<String>json("$.article")).isEqualTo("城乡规划法第64条");
        assertThat(refused.<Boolean>json("$.checkedByCounsel")).isFalse();
        assertThat(refused.<List<String>>json("$.missing[*].step"))
                .containsExactly("EVIDENCE_COLLECTED", "OPINION_UNLAWFUL", "NOTICE_SERVED", "STATEMENT_HEARD");
        assertThat(refused.<List<String>>json("$.missing[0].roles")).containsExactly("enforcement", "street");
        assertThat(refused.<String>json("$.missing[0].request")).isEqualTo("evidence");
        assertThat(refused.<List<String>>json("$.missing[3].or")).contains("STATEMENT_LAPSED");
        assertThat(refused.<String>json("$.detail")).contains("EVIDENCE_COLLECTED (enforcement, street)");
        assertThat(refused.<String>json("$.earliestLawfulDate")).isNull();

        var soon = filed("EXISTING", "2016-01-04");
        investigated(soon, "2016-01-04");
        done(soon, Role.ENFORCEMENT, "notice", "2016-01-04", PAPER);
        done(soon, Role.ENFORCEMENT, "services", "2016-01-04", served("NOTICE", "DIRECT"));
        var early = send(soon, Role.LEGAL, "statement", "2016-01-06", "\"outcome\": \"LAPSED\"");
        assertThat(early.<String>json("$.code")).isEqualTo("period-not-over");
        assertThat(early.<String>json("$.earliestLawfulDate")).isEqualTo("2016-01-08");
        assertThat(early.<String>json("$.title")).isEqualTo("期限未满");
        assertThat(early.<String>json("$.remedy")).isEqualTo("请于 2016-01-08 或之后办理。");
    }

    @Test
    void the_next_steps_have_their_days_and_what_is_blocked_says_why() {
        var id = filed("EXISTING", "2026-07-01");
        investigated(id, "2026-07-01");
        done(id, Role.ENFORCEMENT, "notice", "2026-07-01", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2026-07-01", served("NOTICE", "DIRECT"));
        var ahead = get(Role.LEGAL, CASES + "/" + id + "/next-steps?on=2026-07-02");
        assertThat(ahead.status()).as(ahead.body()).isEqualTo(200);
        assertThat(ahead.<String>json("$.track")).isEqualTo("EXISTING");
        var lapse = "$.lawful[?(@.step == 'STATEMENT_LAPSED')]";
        assertThat(ahead.<List<String>>json(lapse + ".earliest")).containsExactly("2026-07-09");
        assertThat(ahead.<List<String>>json("$.lawful[?(@.step == 'HEARING_ASKED')].latest"))
                .containsExactly("2026-07-08");
        var order = "$.blocked[?(@.step == 'ORDER_ISSUED')]";
        assertThat(ahead.<List<String>>json(order + ".latest")).containsExactly("2026-09-29");
        assertThat(ahead.<List<String>>json(order + ".missing[*].step"))
                .containsExactly("STATEMENT_HEARD", "LEGAL_REVIEW_PASSED");
        assertThat(ahead.<List<String>>json("$.blocked[?(@.step == 'DEMOLISHED_BY_FORCE')].missing[*].step"))
                .contains("FORCED_DEMOLITION_DECIDED", "POSTED_ON_SITE", "INVENTORY_TAKEN");
        assertThat(ahead.<List<String>>json("$.lawful[*].step"))
                .contains("DEMOLISHED_BY_OWNER")
                .doesNotContain("STOP_ORDERED", "UTILITIES_CUT", "FILED", "RESTORED");
        assertThat(get(Role.OFFICE, CASES + "/" + UUID.randomUUID() + "/next-steps")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_suit_is_filed_and_ended_under_its_own_id() {
        var id = filed("UNDER_CONSTRUCTION", "2016-05-03");
        done(id, Role.ENFORCEMENT, "stop-order", "2016-05-03", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2016-05-03", served("STOP_ORDER", "LEFT"));
        done(id, Role.STREET, "stop-refusal", "2016-05-03", PHOTO);
        var filed = send(
                id, Role.LEGAL, "remedies", "2016-05-03", "\"kind\": \"SUIT\", \"against\": \"STOP_ORDER\", " + PAPER);
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
        var remedy = filed.<String>json("$.id");
        done(id, Role.ENFORCEMENT, "execution-records", execution("2016-05-04T09:00:00+08:00", false));
        var pending = force(id, "2016-05-04T10:00:00+08:00");
        assertThat(pending.<String>json("$.code")).isEqualTo("procedure-blocked");
        assertThat(pending.<List<String>>json("$.standing")).containsExactly("SUIT_FILED");
        assertThat(pending.<String>json("$.detail")).contains("行政诉讼受理");
        var decision = "\"remedy\": \"%s\", \"kind\": \"SUIT\", \"outcome\": \"WITHDRAWN\", %s";
        assertThat(send(id, Role.LEGAL, "remedy-decisions", "2016-05-04", decision.formatted(UUID.randomUUID(), PAPER))
                        .<String>json("$.code"))
                .isEqualTo("precondition-missing");
        done(id, Role.LEGAL, "remedy-decisions", "2016-05-04", decision.formatted(remedy, PAPER));
        assertThat(force(id, "2016-05-04T10:00:00+08:00").status()).isEqualTo(200);
    }

    @Test
    void what_comes_late_and_counts_all_the_same_is_told() {
        var id = filed("UNDER_CONSTRUCTION", "2016-05-03");
        done(id, Role.ENFORCEMENT, "on-site-measure", "\"occurredAt\": \"2016-05-03T09:00:00+08:00\", " + PAPER);
        var report = done(
                id,
                Role.ENFORCEMENT,
                "on-site-measure-report",
                "\"occurredAt\": \"2016-05-05T09:00:00+08:00\", " + PAPER);
        assertThat(report.<List<String>>json("$.late[*].rule")).containsExactly("on-site-measure-reported-in-time");
        assertThat(report.<List<String>>json("$.late[*].article")).containsExactly("行政强制法第19条");
    }

    @Test
    void holds_and_what_follows_them_are_recorded() {
        var id = filed("UNDER_CONSTRUCTION", "2016-05-03");
        done(id, Role.ENFORCEMENT, "stop-order", "2016-05-03", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2016-05-03", served("STOP_ORDER", "DIRECT"));
        done(id, Role.ENFORCEMENT, "seizure", "2016-05-04", PAPER);
        done(id, Role.ENFORCEMENT, "seizure-extension", "2016-06-01", PAPER);
        done(id, Role.ENFORCEMENT, "seizure-release", "2016-06-20", PAPER);
        done(id, Role.OFFICE, "suspension", "2016-06-21", "\"cause\": \"UNABLE\"");
        assertThat(one(id).<String>json("$.stage")).isEqualTo("SUSPENDED");
        done(id, Role.OFFICE, "resumption", "2016-07-01", "");
        done(id, Role.OFFICE, "agreement", "2016-07-02", "\"instalments\": 3, \"until\": \"2016-09-30\", " + PAPER);
        done(id, Role.OFFICE, "instalments", "2016-07-30", "\"instalment\": 1, " + PHOTO);
        done(id, Role.OFFICE, "agreement-breach", "2016-08-30", "");
        done(id, Role.ENFORCEMENT, "completion-finding", "2016-09-01", PHOTO);
        assertThat(one(id).<String>json("$.filing.track")).isEqualTo("EXISTING");
        done(id, Role.LEADER, "order-revocation", "2016-09-02", PAPER);
        done(
                id,
                Role.OFFICE,
                "correction",
                "2016-09-03",
                "\"kind\": \"COMPENSATED\", \"compensationYuan\": 1200.50, " + PAPER);
        done(id, Role.OFFICE, "dismissal", "2016-09-04", "");
        assertThat(one(id).<String>json("$.stage")).isEqualTo("DISMISSED");
        done(id, Role.STREET, "verification", "2016-09-05", "");
        assertThat(get(Role.OFFICE, CASES + "/" + id + "/history")
                        .<List<String>>json("$[?(@.type == 'CorrectionMade')].data.kind"))
                .containsExactly("COMPENSATED");
    }

    @Test
    void a_party_that_nobody_knows_is_sought_and_papers_hang_in_public() {
        var id = filed("EXISTING", "2016-01-04");
        investigated(id, "2016-01-04");
        done(id, Role.STREET, "party-search", "2016-01-04", PHOTO);
        done(id, Role.LEGAL, "legal-review", "2016-01-19", "\"passed\": false, " + PAPER);
        done(id, Role.LEGAL, "legal-review", "2016-01-19", "\"passed\": true, " + PAPER);
        done(
                id,
                "u-decider",
                Role.ENFORCEMENT,
                "order",
                "2016-01-19",
                "\"days\": 15, \"rightsNotified\": false, " + PAPER);
        done(id, Role.STREET, "public-notices", "2016-01-19", "\"paper\": \"ORDER\", " + PHOTO);
        done(id, Role.STREET, "services", "2016-03-22", served("ORDER", "PUBLIC_NOTICE"));
        done(id, Role.STREET, "party-identification", "2016-03-22", "");
        done(id, Role.ENFORCEMENT, "remedy-waiver", "2016-03-22", PAPER);
        done(id, Role.STREET, "removal-check", "2016-04-07", PHOTO);
        done(id, Role.ENFORCEMENT, "demand", "2016-04-07", PAPER);
        done(id, Role.ENFORCEMENT, "services", "2016-04-07", served("DEMAND", "DIRECT"));
        done(id, Role.ENFORCEMENT, "substitute-decision", "2016-04-08", "\"amountYuan\": 1200, " + PAPER);
        done(id, Role.ENFORCEMENT, "substitute-performance", "2016-04-14", "\"amountYuan\": 1180.50, " + PAPER);
        done(id, Role.LEADER, "forced-demolition-decision", "2016-05-03", PAPER);
        done(id, Role.LEADER, "urgency-approval", "2016-05-03", "\"forDay\": \"2016-05-04\"");
        done(id, Role.LEADER, "decision-revocation", "2016-05-04", PAPER);
        done(id, Role.OFFICE, "termination", "2016-05-05", "\"cause\": \"OTHER\"");
        assertThat(one(id).<String>json("$.stage")).isEqualTo("TERMINATED");
    }

    @Test
    void in_2022_the_hearing_is_waived_and_the_time_extended() {
        var id = filed("TEMPORARY", "2022-03-01");
        investigated(id, "2022-03-01");
        done(id, Role.STREET, "notice", "2022-03-01", PAPER);
        done(id, Role.STREET, "services", "2022-03-01", served("NOTICE", "DIRECT"));
        done(id, Role.STREET, "hearing-waiver", "2022-03-02", PAPER);
        done(id, Role.STREET, "statement", "2022-03-02", "\"outcome\": \"WAIVED\", " + PAPER);
        done(id, Role.LEADER, "time-extension", "2022-05-25", PAPER);
    }

    @Test
    void water_and_power_are_never_cut_off() {
        var id = filed("UNDER_CONSTRUCTION", "2016-05-03");
        var refused = send(id, Role.ENFORCEMENT, "execution-records", execution("2016-05-04T09:00:00+08:00", true));
        assertThat(refused.<String>json("$.code")).isEqualTo("never-lawful");
        assertThat(refused.<String>json("$.article")).isEqualTo("行政强制法第43条第2款");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "notice; \"document\": \"paper.pdf\"; document",
                "evidence; \"kind\": \"HEARSAY\", \"document\": \"HASH\"; kind",
                "order; \"days\": 0, \"rightsNotified\": true, \"document\": \"HASH\"; days",
                "statement; \"outcome\": \"HEARD\"; document",
                "statement; \"outcome\": \"LAPSED\", \"document\": \"HASH\"; document",
                "remedies; \"kind\": \"SUIT\", \"against\": \"DEMAND\", \"document\": \"HASH\"; against",
                "remedy-decisions; \"remedy\": \"01920000-0000-7000-8000-0000000000b1\", \"kind\": \"SUIT\", \"outcome\": \"REVOKED\", \"document\": \"HASH\"; revokes",
                "remedy-decisions; \"remedy\": \"01920000-0000-7000-8000-0000000000b1\", \"kind\": \"SUIT\", \"outcome\": \"REVOKED\", \"revokes\": \"NOTICE\", \"document\": \"HASH\"; revokes",
                "substitute-performance; \"amountYuan\": 1.005, \"document\": \"HASH\"; amountYuan",
                "execution-records; \"witnesses\": 0, \"utilitiesCut\": false, \"occurredAt\": \"2016-05-04T09:00:00+08:00\"; inventory"
            })
    void a_malformed_step_names_its_field(String request, String body, String field) {
        var refused = send(UUID.randomUUID(), Role.ENFORCEMENT, request, body.replace("HASH", HASH));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.<List<String>>json("$.errors[*].field")).containsExactly(field);
        assertThat(refused.<String>json("$.errors[0].message")).isNotBlank();
    }

    @Test
    void a_step_repeated_with_its_key_is_taken_once() {
        var id = filed("EXISTING", "2016-01-04");
        var key = UUID.randomUUID().toString();
        var body = "\"kind\": \"PICTURES\", " + PAPER;
        var first = send(id, Role.STREET, "evidence", "2016-01-05", body, "Idempotency-Key", key);
        var again = send(id, Role.STREET, "evidence", "2016-01-05", body, "Idempotency-Key", key);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(send(id, Role.STREET, "evidence", "2016-01-05", body, "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void what_can_be_put_right_is_put_right_with_a_permit() {
        var id = filed("EXISTING", "2016-01-04");
        done(id, Role.STREET, "evidence", "2016-01-04", "\"kind\": \"MEASUREMENT\", " + PAPER);
        done(id, Role.ENFORCEMENT, "planning-opinion", "2016-01-04", "\"opinion\": \"CORRECTABLE\", " + PAPER);
        done(id, Role.ENFORCEMENT, "rectification-order", "2016-01-04", "\"days\": 30, " + PAPER);
        var halfSaid = send(
                id,
                Role.STREET,
                "rectification-check",
                "2016-01-11",
                "\"done\": true, \"permitNumber\": \"2016规建字0001号\", " + PAPER);
        assertThat(halfSaid.<String>json("$.errors[0].code")).isEqualTo("permit-with-its-date");
        done(
                id,
                Role.STREET,
                "rectification-check",
                "2016-01-11",
                "\"done\": true, \"permitNumber\": \"2016规建字0001号\", \"permitOn\": \"2016-01-10\", " + PAPER);
        assertThat(one(id).<List<String>>json("$.procedure[*].act")).endsWith("RECTIFICATION_ORDERED", "RECTIFIED");
    }

    @Test
    void the_description_has_a_request_for_every_act() {
        var description = http.get("/v3/api-docs").body();
        var requests = new HashSet<String>();
        for (var act : Act.values()) requests.add(act.request());
        assertThat(requests)
                .allSatisfy(request -> assertThat(description).contains("/cases/{violation}/" + request + "\""));
    }

    private void investigated(UUID id, String on) {
        done(id, Role.STREET, "evidence", on, "\"kind\": \"MEASUREMENT\", " + PAPER);
        done(id, Role.ENFORCEMENT, "planning-opinion", on, "\"opinion\": \"UNLAWFUL\", " + PAPER);
    }

    private static String served(String paper, String manner) {
        return "\"paper\": \"%s\", \"manner\": \"%s\", \"proof\": \"%s\"".formatted(paper, manner, HASH);
    }

    private static String execution(String at, boolean utilitiesCut) {
        return "\"inventory\": \"%s\", \"writtenRecord\": \"%s\", \"video\": \"%s\", \"witnesses\": 2, \"utilitiesCut\": %s, \"occurredAt\": \"%s\""
                .formatted(HASH, HASH, HASH, utilitiesCut, at);
    }

    private Answer force(UUID id, String at) {
        return post(
                id, "u-executor", Role.ENFORCEMENT, "demolitions", """
                {"areaM2": 20.00, "whole": true, "by": "FORCE", "beforePhoto": "%s", "afterPhoto": "%s", "occurredAt": "%s", "reason": "补录"}""".formatted("a".repeat(64), "b".repeat(64), at));
    }

    private UUID filed(String track, String on) {
        var id = UUID.randomUUID();
        var day = LocalDate.parse(on);
        tell(new ViolationRegistered(
                id, Examples.ENTRY, new BigDecimal("20"), day, "PATROL", null, false, day, null, "street-1"));
        done(id, Role.OFFICE, "filing", on, "\"track\": \"" + track + "\"");
        return id;
    }

    private Answer done(UUID id, Role role, String request, String on, String body) {
        return done(id, role.claim() + "-1", role, request, on, body);
    }

    private Answer done(UUID id, String person, Role role, String request, String on, String body) {
        var answer = post(id, person, role, request, dated(on, body));
        assertThat(answer.status()).as(request + ": " + answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer done(UUID id, Role role, String request, String body) {
        var answer = send(id, role, request, body);
        assertThat(answer.status()).as(request + ": " + answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer send(UUID id, Role role, String request, String on, String body, String... headers) {
        return post(id, role.claim() + "-1", role, request, dated(on, body), headers);
    }

    /** Without a date of its own. */
    private Answer send(UUID id, Role role, String request, String body) {
        return post(id, role.claim() + "-1", role, request, "{" + body + ", \"reason\": \"补录\"}");
    }

    private static String dated(String on, String body) {
        return "{%s\"occurredOn\": \"%s\", \"reason\": \"纸质案卷补录\"}".formatted(body.isEmpty() ? "" : body + ", ", on);
    }

    private Answer one(UUID id) {
        return get(Role.OFFICE, CASES + "/" + id);
    }

    private Answer get(Role role, String path) {
        return http.get(path, "Authorization", "Bearer " + TestIssuer.shared().token(role, DASHILAR));
    }

    private Answer post(UUID id, String person, Role role, String request, String body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token(person, role)));
        all.addAll(Arrays.asList(headers));
        return http.post(CASES + "/" + id + "/" + request, body, all.toArray(String[]::new));
    }

    private static String token(String person, Role role) {
        return person.equals(role.claim() + "-1")
                ? TestIssuer.shared().token(role, DASHILAR)
                : TestIssuer.shared().tokenOf(person, role, DASHILAR);
    }
}
