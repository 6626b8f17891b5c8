package org.chaiwei.demolition.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Deadlines from the filing to the inbox and the list of tasks, with the rounds running and a business clock that the test sets. Each test has
 * a street of its own.
 */
@TestPropertySource(
        properties = {
            "db-scheduler.enabled=true",
            "db-scheduler.polling-interval=100ms",
            "chaiwei.deadlines.raise-every=200ms",
            "chaiwei.deadlines.count-every=500ms"
        })
class DeadlinesHttpTest extends RunningService {

    private static final String CASES = "/api/v1/demolition/cases/";
    private static final String PAPER = "\"document\": \"" + "c".repeat(64) + "\"";
    private static volatile Instant now = Instant.EPOCH;

    @Autowired
    private EventLog log;

    @TempDir
    private static Path calendars;

    @DynamicPropertySource
    static void calendars(DynamicPropertyRegistry registry) {
        registry.add("chaiwei.calendar.folder", () -> calendars.toString());
    }

    @TestConfiguration
    static class SettableClock {
        @Bean
        BusinessClock businessClock() {
            return () -> now;
        }
    }

    @BeforeEach
    void in_march() {
        it_is("2026-03-02");
    }

    private static void it_is(String day) {
        now = LocalDate.parse(day).atTime(10, 0).atZone(BusinessClock.ZONE).toInstant();
    }

    @Test
    void a_deadline_is_shown_told_and_climbs_the_ladder_until_the_act_is_done() {
        var street = "110102801";
        var id = filed(street, "EXISTING");
        assigned(id, "u-handler", "u-supervisor");
        var order = "$.items[?(@.rule == 'order-within-ninety-days')]";
        var shown = get("office-1", Role.OFFICE, CASES + id + "/deadlines");
        assertThat(shown.<List<String>>json(order + ".dueOn")).containsExactly("2026-06-01");
        assertThat(shown.<List<String>>json(order + ".nextOn")).containsExactly("2026-05-22");
        assertThat(shown.<List<String>>json(order + ".article")).containsExactly("行政处罚法（2021）第60条");
        assertThat(shown.<List<String>>json(order + ".handler")).containsExactly("u-handler");

        it_is("2026-05-22");
        told("u-handler", Role.ENFORCEMENT, "SOON");
        it_is("2026-06-02");
        told("u-handler", Role.ENFORCEMENT, "OVERDUE", "SOON");
        var supervisor = inbox("u-supervisor", Role.STREET, street);
        assertThat(supervisor.<List<String>>json("$.items[*].kind"))
                .containsExactly("DEADLINE_ESCALATED", "SUPERVISOR_ASSIGNED");
        it_is("2026-06-08");
        await().untilAsserted(() -> {
            assertThat(inbox("office-9", Role.OFFICE).<List<String>>json(of(id) + ".kind"))
                    .containsExactly("DEADLINE_ESCALATED");
            assertThat(inbox("street-9", Role.STREET, street).<List<String>>json(of(id) + ".kind"))
                    .containsExactly("DEADLINE_ESCALATED");
        });
        assertThat(inbox("street-8", Role.STREET, "110102802").<List<String>>json(of(id)))
                .isEmpty();

        var overdue = "/api/v1/demolition/cases?overdue=true&street=" + street;
        assertThat(get("office-1", Role.OFFICE, overdue).<List<String>>json("$.items[*].violation"))
                .containsExactly(id.toString());
        assertThat(get("office-1", Role.OFFICE, "/api/v1/demolition/cases?handler=u-handler")
                        .<List<String>>json("$.items[*].violation"))
                .containsExactly(id.toString());
        done(id, "leader-1", Role.LEADER, "time-extension", PAPER + ", \"occurredOn\": \"2026-06-08\"");
        assertThat(get("office-1", Role.OFFICE, overdue).<List<String>>json("$.items"))
                .isEmpty();
        assertThat(get("office-1", Role.OFFICE, CASES + id + "/deadlines").<List<String>>json(order + ".standing"))
                .containsExactly("OPEN", "SUPERSEDED");
    }

    @Test
    void a_calendar_that_is_loaded_while_the_service_runs_moves_provisional_days() throws IOException {
        it_is("2026-10-12");
        var id = filed("110102807", "EXISTING");
        var order = "$.items[?(@.rule == 'order-within-ninety-days')]";
        var path = CASES + id + "/deadlines";
        var before = get("office-1", Role.OFFICE, path);
        assertThat(before.<List<String>>json(order + ".dueOn")).containsExactly("2027-01-11");
        assertThat(before.<List<Boolean>>json(order + ".provisional")).containsExactly(true);
        Files.writeString(
                calendars.resolve("2027.csv"), "date,name,kind\n2027-01-01,元旦,STATUTORY\n2027-01-11,调休,REST\n");
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var after = get("office-1", Role.OFFICE, path);
            assertThat(after.<List<String>>json(order + ".dueOn")).containsExactly("2027-01-12");
            assertThat(after.<List<Boolean>>json(order + ".provisional")).containsExactly(false);
            assertThat(after.<List<String>>json(order + ".nextOn")).containsExactly("2027-01-02");
            assertThat(tasks("enforcement-3", Role.ENFORCEMENT, "2026-10-12")
                            .<List<String>>json(
                                    "$.items[?(@.violation == '" + id + "' && @.act == 'ORDER_ISSUED')].dueOn"))
                    .containsExactly("2027-01-12");
        });
    }

    @Test
    void a_notice_is_read_by_whoever_it_is_for_and_by_nobody_else() {
        var id = filed("110102803", "EXISTING");
        assigned(id, "u-reader", null);
        var notice = inbox("u-reader", Role.ENFORCEMENT).<String>json("$.items[0].id");
        assertThat(inbox("u-reader", Role.ENFORCEMENT).<Integer>json("$.unread"))
                .isOne();
        var read = "/api/v1/demolition/inbox/" + notice + "/read";
        var foreign = http.post(read, "", bearer("u-other", Role.ENFORCEMENT));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.<String>json("$.code")).isEqualTo("no-such-notice");
        for (int i = 0; i < 2; i++)
            assertThat(http.post(read, "", bearer("u-reader", Role.ENFORCEMENT)).status())
                    .isEqualTo(204);
        assertThat(inbox("u-reader", Role.ENFORCEMENT).<Integer>json("$.unread"))
                .isZero();
        assertThat(inbox("u-reader", Role.ENFORCEMENT).<Boolean>json("$.items[0].read"))
                .isTrue();
        assertThat(get("u-reader", Role.ENFORCEMENT, "/api/v1/demolition/inbox?unread=true")
                        .<List<String>>json("$.items"))
                .isEmpty();
        assertThat(get("u-reader", Role.ENFORCEMENT, "/api/v1/demolition/inbox?cursor=x")
                        .<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
    }

    @Test
    void a_handler_who_may_not_be_is_refused_with_the_field() {
        var id = filed("110102804", "EXISTING");
        var self =
                "{\"handler\": \"u-1\", \"handlerRole\": \"enforcement\", \"supervisor\": \"u-1\", \"supervisorRole\": \"street\"}";
        assertThat(post(id, "office-1", Role.OFFICE, "handler", self).<String>json("$.errors[0].code"))
                .isEqualTo("not-the-handler");
        var alone = "{\"handler\": \"u-1\", \"handlerRole\": \"enforcement\", \"supervisor\": \"u-2\"}";
        assertThat(post(id, "office-1", Role.OFFICE, "handler", alone).<String>json("$.errors[0].code"))
                .isEqualTo("role-of-a-supervisor");
        var leader = "{\"handler\": \"u-1\", \"handlerRole\": \"leader\"}";
        assertThat(post(id, "office-1", Role.OFFICE, "handler", leader).<String>json("$.errors[0].field"))
                .isEqualTo("handlerRole");
        assertThat(post(id, "legal-1", Role.LEGAL, "handler", "{\"handler\": \"u-1\", \"handlerRole\": \"legal\"}")
                        .<String>json("$.code"))
                .isEqualTo("role-may-not");
    }

    @Test
    void everyone_finds_their_tasks_in_the_order_of_their_days() {
        var street = "110102805";
        var id = filed(street, "EXISTING");
        assigned(id, "u-tasks", null);
        var mine = tasks("u-tasks", Role.ENFORCEMENT, "2026-03-02");
        assertThat(mine.<List<String>>json(of(id) + ".act")).containsExactly("ORDER_ISSUED", "EVIDENCE_COLLECTED");
        assertThat(mine.<List<String>>json(of(id) + ".state")).containsExactly("BLOCKED", "READY");
        assertThat(mine.<List<String>>json("$.items[0].why[*].code")).contains("precondition-missing");
        assertThat(mine.<Integer>json("$.totals.BLOCKED")).isOne();
        assertThat(mine.<Integer>json("$.totals.OVERDUE")).isZero();

        done(id, "street-1", Role.STREET, "evidence", "\"kind\": \"PICTURES\", " + PAPER);
        assertThat(tasks("u-tasks", Role.ENFORCEMENT, "2026-03-02").<List<String>>json(of(id) + ".act"))
                .containsExactly("ORDER_ISSUED", "OPINION_UNLAWFUL");
        done(id, "u-tasks", Role.ENFORCEMENT, "planning-opinion", "\"opinion\": \"UNLAWFUL\", " + PAPER);
        assertThat(tasks("u-tasks", Role.ENFORCEMENT, "2026-03-02").<List<String>>json(of(id) + ".act"))
                .containsExactly("ORDER_ISSUED", "NOTICE_ISSUED");
        done(id, "u-tasks", Role.ENFORCEMENT, "notice", PAPER);
        done(
                id,
                "u-tasks",
                Role.ENFORCEMENT,
                "services",
                "\"paper\": \"NOTICE\", \"manner\": \"DIRECT\", \"proof\": \"%s\"".formatted("c".repeat(64)));
        var waiting = tasks("u-tasks", Role.ENFORCEMENT, "2026-03-03");
        assertThat(waiting.<List<String>>json("$.items[?(@.act == 'STATEMENT_LAPSED')].state"))
                .containsExactly("WAITING");
        assertThat(waiting.<List<String>>json("$.items[?(@.act == 'STATEMENT_LAPSED')].earliest"))
                .containsExactly("2026-03-10");
        assertThat(tasks("u-tasks", Role.ENFORCEMENT, "2026-03-10")
                        .<List<String>>json("$.items[?(@.act == 'STATEMENT_LAPSED')].state"))
                .containsExactly("READY");
        assertThat(tasks("u-tasks", Role.ENFORCEMENT, "2026-06-02").<List<String>>json("$.items[*].state"))
                .startsWith("OVERDUE");
        assertThat(tasks("u-colleague", Role.ENFORCEMENT, "2026-06-02").<List<String>>json(of(id)))
                .as("it has a handler of that role")
                .isEmpty();
        var ofStreet =
                get("street-7", Role.STREET, "/api/v1/demolition/tasks?on=2026-06-02&state=OVERDUE&limit=1", street);
        assertThat(ofStreet.<List<String>>json(of(id) + ".act")).containsExactly("ORDER_ISSUED");
        assertThat(get("department-1", Role.DEPARTMENT, "/api/v1/demolition/tasks")
                        .<String>json("$.code"))
                .isEqualTo("role-may-not");
    }

    @Test
    void tasks_come_page_by_page() {
        var street = "110102806";
        for (int i = 0; i < 5; i++) lead(street);
        var first = get("street-6", Role.STREET, "/api/v1/demolition/tasks?limit=3", street);
        assertThat(first.<List<String>>json("$.items[*].act")).isEmpty();
        var filings = 0;
        String cursor = "";
        do {
            var page = get("office-6", Role.OFFICE, "/api/v1/demolition/tasks?limit=2&cursor=" + cursor);
            filings += page.<List<String>>json("$.items[?(@.street == '" + street + "')].act")
                    .size();
            cursor = page.<String>json("$.next");
        } while (cursor != null);
        assertThat(filings).isEqualTo(5);
        assertThat(get("office-6", Role.OFFICE, "/api/v1/demolition/tasks?limit=2&cursor=abc")
                        .<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
    }

    private static String of(UUID id) {
        return "$.items[?(@.violation == '" + id + "')]";
    }

    private void told(String person, Role role, String... levels) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inbox(person, role)
                                .<List<String>>json("$.items[?(@.kind == 'DEADLINE_REACHED')].level"))
                        .containsExactly(levels));
    }

    private UUID lead(String street) {
        var id = UUID.randomUUID();
        var entry = new LedgerEntry(
                street + "-" + id, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        var day = LocalDate.parse("2026-03-02");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20"), day, "PATROL", null, false, day, null, "street-1"));
        return id;
    }

    private UUID filed(String street, String track) {
        var id = lead(street);
        done(id, "office-1", Role.OFFICE, "filing", "\"track\": \"" + track + "\"");
        return id;
    }

    private void assigned(UUID id, String handler, String supervisor) {
        done(
                id,
                "office-1",
                Role.OFFICE,
                "handler",
                "\"handler\": \"%s\", \"handlerRole\": \"enforcement\"".formatted(handler)
                        + (supervisor == null
                                ? ""
                                : ", \"supervisor\": \"%s\", \"supervisorRole\": \"street\"".formatted(supervisor)));
    }

    private void done(UUID id, String person, Role role, String request, String body) {
        var answer = post(id, person, role, request, "{" + body + ", \"reason\": \"补录\"}");
        assertThat(answer.status()).as(request + ": " + answer.body()).isEqualTo(200);
    }

    private Answer post(UUID id, String person, Role role, String request, String body) {
        return http.post(
                CASES + id + "/" + request,
                body,
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf(person, role, streetOf(id)));
    }

    /** Whoever acts for a street acts for the case's. */
    private String streetOf(UUID id) {
        var answer = http.get(CASES + id, bearer("office-1", Role.OFFICE));
        return answer.json("$.entry.street");
    }

    private static String[] bearer(String person, Role role, String... streets) {
        return new String[] {"Authorization", "Bearer " + TestIssuer.shared().tokenOf(person, role, streets)};
    }

    private Answer inbox(String person, Role role, String... streets) {
        return get(person, role, "/api/v1/demolition/inbox?limit=200", streets);
    }

    private Answer tasks(String person, Role role, String on) {
        return get(person, role, "/api/v1/demolition/tasks?limit=200&on=" + on);
    }

    /** As of all that is recorded when it is asked. */
    private Answer get(String person, Role role, String path, String... streets) {
        var head = log.head();
        var answer = http.get(
                path,
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf(person, role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
        assertThat(answer.status()).as(answer.body()).isIn(200, 400, 403);
        return answer;
    }
}
