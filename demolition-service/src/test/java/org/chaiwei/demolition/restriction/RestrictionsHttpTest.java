package org.chaiwei.demolition.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What other departments are asked for, over HTTP. Its cases stand in streets that no other test uses. */
class RestrictionsHttpTest extends RunningService {

    private static final String API = "/api/v1/demolition";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final String DATED = "\"occurredOn\": \"2016-05-09\", \"reason\": \"补录\"";

    @Autowired
    private EventLog log;

    @Test
    void a_department_finds_what_it_is_asked_for_and_answers() {
        var street = "110102911";
        var id = stopped(street, 1);
        var mortgage = requested(id, "MORTGAGE");
        var licence = requested(id, "BUSINESS_LICENCE");
        var open = list("?state=REQUESTED&street=" + street, Role.DEPARTMENT);
        assertThat(open.status()).as(open.body()).isEqualTo(200);
        assertThat(open.<List<String>>json("$.items[*].restriction")).containsExactly(mortgage, licence);
        assertThat(open.<String>json("$.items[0].ledgerNumber")).isEqualTo(street + "-1");

        var set = post(Role.DEPARTMENT, id, "restrictions/" + mortgage + "/acknowledgement", "{" + DATED + "}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        var unreasoned =
                post(Role.DEPARTMENT, id, "restrictions/" + licence + "/refusal", "{\"occurredOn\": \"2016-05-09\"}");
        assertThat(unreasoned.<String>json("$.errors[0].field")).isEqualTo("reason");
        assertThat(post(Role.DEPARTMENT, id, "restrictions/" + licence + "/refusal", "{" + DATED + "}")
                        .status())
                .isEqualTo(200);
        assertThat(list("?street=" + street, Role.OFFICE).<List<String>>json("$.items[*].state"))
                .containsExactly("ACKNOWLEDGED", "REFUSED");
        var again = post(
                Role.DEPARTMENT,
                id,
                "restrictions/" + mortgage + "/refusal",
                "{" + DATED + "}",
                "Accept-Language",
                "en");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.<String>json("$.code")).isEqualTo("already-settled");
        assertThat(again.<String>json("$.detail")).contains("ACKNOWLEDGED since 2016-05-09");
    }

    @Test
    void a_closing_lifts_what_holds_and_an_entry_that_moves_takes_its_restrictions_along() {
        var id = stopped("110102912", 1);
        requested(id, "TRADE");
        var there = entry("110102913", 1);
        tell(new StreetReassigned(
                id, entry("110102912", 1), there, new BigDecimal("20"), BigDecimal.ZERO, DAY, "office-1"));
        tell(new LedgerClosed(id, there, "DUPLICATE", new BigDecimal("20"), false, DAY.plusDays(1), "office-1"));
        assertThat(list("?street=110102912", Role.OFFICE).<List<Object>>json("$.items"))
                .isEmpty();
        var moved = list("?street=110102913", Role.OFFICE);
        assertThat(moved.<String>json("$.items[0].state")).isEqualTo("LIFTED");
        assertThat(moved.<String>json("$.items[0].cause")).isEqualTo("CLOSED");
        assertThat(moved.<String>json("$.items[0].changedOn")).isEqualTo("2016-05-10");
        assertThat(get(Role.OFFICE, API + "/cases/" + id).<String>json("$.cooperation.restrictions[0].cause"))
                .isEqualTo("CLOSED");
        assertThat(get(Role.OFFICE, API + "/cases/" + id + "/history").<List<String>>json("$[*].type"))
                .endsWith("RestrictionLifted", "EntryClosed");
    }

    @Test
    void a_request_may_be_lifted_by_hand_with_a_reason_and_repeated_under_its_key() {
        var id = stopped("110102914", 1);
        var key = UUID.randomUUID().toString();
        var body = "{\"kind\": \"PROPERTY_REGISTRATION\", " + DATED + "}";
        var first = post(Role.ENFORCEMENT, id, "restrictions", body, "Idempotency-Key", key);
        var again = post(Role.ENFORCEMENT, id, "restrictions", body, "Idempotency-Key", key);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        var restriction = first.<String>json("$.id");
        assertThat(post(Role.ENFORCEMENT, id, "restrictions", body).<String>json("$.code"))
                .isEqualTo("already-restricted");
        assertThat(post(Role.STREET, id, "restrictions/" + restriction + "/lifting", "{" + DATED + "}")
                        .status())
                .isEqualTo(403);
        assertThat(post(Role.OFFICE, id, "restrictions/" + restriction + "/lifting", "{" + DATED + "}")
                        .status())
                .isEqualTo(200);
        assertThat(post(Role.OFFICE, id, "restrictions/" + UUID.randomUUID() + "/lifting", "{" + DATED + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_list_has_pages_and_shows_a_street_official_their_own_street_only() {
        var street = "110102915";
        for (int i = 1; i <= 3; i++) requested(stopped(street, i), "TRADE");
        var found = new ArrayList<String>();
        var page = list("?limit=2&street=" + street, Role.SUPERVISION);
        found.addAll(page.<List<String>>json("$.items[*].restriction"));
        page = list("?limit=2&street=" + street + "&cursor=" + page.<String>json("$.next"), Role.SUPERVISION);
        found.addAll(page.<List<String>>json("$.items[*].restriction"));
        assertThat(found).hasSize(3).doesNotHaveDuplicates();
        assertThat(page.<String>json("$.next")).isNull();
        assertThat(list("?limit=2&cursor=nonsense", Role.OFFICE).<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
        assertThat(list("", Role.STREET, street).<List<Object>>json("$.items")).hasSize(3);
        assertThat(list("?street=110102911", Role.STREET, street).<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(list("", Role.ACCEPTANCE).status()).isEqualTo(200);
        assertThat(list("", Role.SYSADMIN).<String>json("$.code")).isEqualTo("role-may-not");
    }

    @Test
    void consultations_and_supports_are_read_with_their_texts() {
        var id = stopped("110102916", 1);
        var asked = post(Role.ENFORCEMENT, id, "consultations", """
                {"department": "PLANNING", "askedOf": "department-1", "dueOn": "2016-06-01", "what": "该处是否有规划许可？"}""");
        assertThat(asked.status()).as(asked.body()).isEqualTo(422); // asked today, due in 2016
        assertThat(asked.<String>json("$.errors[0].field")).isEqualTo("dueOn");
        var consulted = post(Role.ENFORCEMENT, id, "consultations", """
                {"department": "PLANNING", "askedOf": "department-1", "dueOn": "2016-06-01", "what": "该处是否有规划许可？",
                 "occurredOn": "2016-05-20"}""");
        assertThat(consulted.status()).as(consulted.body()).isEqualTo(200);
        var consultation = consulted.<String>json("$.id");
        var other = post(
                "u-other",
                Role.DEPARTMENT,
                id,
                "consultations/" + consultation + "/answer",
                "{\"answer\": \"无许可\", \"occurredOn\": \"2016-05-21\"}");
        assertThat(other.<String>json("$.code")).isEqualTo("asked-of-another");
        var late = get(Role.DEPARTMENT, API + "/cases/" + id + "/cooperation");
        assertThat(late.status()).as(late.body()).isEqualTo(200);
        assertThat(late.<String>json("$.consultations[0].what")).isEqualTo("该处是否有规划许可？");
        assertThat(late.<Boolean>json("$.consultations[0].overdue")).isTrue();
        var answered = post(
                Role.DEPARTMENT,
                id,
                "consultations/" + consultation + "/answer",
                "{\"answer\": \"无许可\", \"occurredOn\": \"2016-05-21\"}");
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);

        var support = post(Role.OFFICE, id, "supports", """
                {"system": "LIVELIHOOD", "responsible": "street-1", "dueOn": "2016-06-01", "what": "安排临时住处", "occurredOn": "2016-05-20"}""");
        assertThat(support.status()).as(support.body()).isEqualTo(200);
        assertThat(post(
                                Role.STREET,
                                id,
                                "supports/" + support.<String>json("$.id") + "/completion",
                                "{" + DATED.replace("-09", "-25") + "}")
                        .status())
                .isEqualTo(200);
        var shown = get(Role.OFFICE, API + "/cases/" + id + "/cooperation");
        assertThat(shown.<String>json("$.consultations[0].answer")).isEqualTo("无许可");
        assertThat(shown.<Boolean>json("$.consultations[0].overdue")).isFalse();
        assertThat(shown.<String>json("$.supports[0].result")).isEqualTo("补录");
        assertThat(get(Role.OFFICE, API + "/cases/" + id).<String>json("$.cooperation.supports[0].doneOn"))
                .isEqualTo("2016-05-25");
        assertThat(get(Role.SYSADMIN, API + "/cases/" + id + "/cooperation").status())
                .isEqualTo(403);
    }

    /** A building site with a served stop order, the shortest way to where restrictions may be asked for. */
    private UUID stopped(String street, int number) {
        var id = UUID.randomUUID();
        tell(new ViolationRegistered(
                id, entry(street, number), new BigDecimal("20"), DAY, "PATROL", null, false, DAY, null, "street-1"));
        var paper = "\"document\": \"" + "c".repeat(64) + "\", " + DATED;
        done(post(Role.OFFICE, id, "filing", "{\"track\": \"UNDER_CONSTRUCTION\", " + DATED + "}"));
        done(post("u-decider", Role.ENFORCEMENT, id, "stop-order", "{" + paper + "}"));
        done(post(
                Role.STREET,
                id,
                "services",
                "{\"paper\": \"STOP_ORDER\", \"manner\": \"DIRECT\", \"proof\": \"" + "b".repeat(64) + "\", " + DATED
                        + "}"));
        return id;
    }

    private String requested(UUID id, String kind) {
        return done(post(Role.ENFORCEMENT, id, "restrictions", "{\"kind\": \"" + kind + "\", " + DATED + "}"))
                .json("$.id");
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static LedgerEntry entry(String street, int number) {
        return new LedgerEntry(
                street + "-" + number, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
    }

    private Answer list(String query, Role role, String... streets) {
        var head = log.head();
        return http.get(
                API + "/restrictions" + query,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
    }

    private Answer get(Role role, String path) {
        return http.get(path, "Authorization", "Bearer " + TestIssuer.shared().token(role));
    }

    private Answer post(Role role, UUID id, String request, String body, String... headers) {
        return post(role.claim() + "-1", role, id, request, body, headers);
    }

    private Answer post(String actor, Role role, UUID id, String request, String body, String... headers) {
        var token = TestIssuer.shared()
                .tokenOf(actor, role, "110102911", "110102912", "110102913", "110102914", "110102915", "110102916");
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(Arrays.asList(headers));
        return http.post(API + "/cases/" + id + "/" + request, body, all.toArray(String[]::new));
    }
}
