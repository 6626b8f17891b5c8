package org.chaiwei.accountability.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Supervised tasks over HTTP, on a business clock that the test moves; the due job looks when the test says so. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskHttpTest {

    private static final String TASKS = "/api/v1/accountability/tasks";
    private static final String DASHILAR = "110102013";
    private static final String TIANQIAO = "110102014";

    /** Shown to the service, moved by the test. */
    static final class MovedClock implements BusinessClock {
        private volatile Instant now =
                OffsetDateTime.parse("2016-09-01T09:00:00+08:00").toInstant();

        @Override
        public Instant now() {
            return now;
        }

        void moveTo(String day) {
            now = OffsetDateTime.parse(day + "T09:00:00+08:00").toInstant();
        }
    }

    @TestConfiguration
    static class Clocks {
        @Bean
        MovedClock movedClock() {
            return new MovedClock();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private MovedClock clock;

    @Autowired
    private WhenTaskIsDueThenTell automation;

    @Autowired
    private TaskList list;

    @Autowired
    private Ladders ladders;

    @Autowired
    private CommandSender sender;

    /** Of the last change, so that every question sees it. */
    private String token = "";

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeAll
    void nothingByItself() {
        automation.stop();
    }

    @Test
    void a_task_goes_overdue_up_the_ladder_is_answered_returned_answered_and_verified() {
        clock.moveTo("2016-09-01");
        var task = given(DASHILAR, "\"street-1\"", "\"dueOn\": \"2016-09-30\"");
        changed(post(task + "/acknowledgement", "", Role.STREET, DASHILAR));
        clock.moveTo("2016-10-08");
        automation.tellWhatIsDue();
        var overdue = get("?overdue=true&unit=" + DASHILAR, Role.LEADER);
        assertThat(overdue.<List<String>>json("$.items[*].task")).contains(task);
        await().untilAsserted(() -> assertThat(get(task, Role.STREET, DASHILAR).<List<String>>json("$.heard"))
                .containsExactly("UNIT_HEAD"));

        // Too late to answer is no reason not to.
        changed(post(
                task + "/answers",
                "{\"remark\": \"已拆除\", \"references\": [{\"kind\": \"ENTRY\", \"id\": \"110102013-2016-0007\"}]}",
                Role.STREET,
                DASHILAR));
        assertThat(post(task + "/verification", "{}", Role.STREET, DASHILAR).<String>json("$.code"))
                .isEqualTo("own-units-task");
        changed(post(task + "/returns", "{\"workingDays\": 5, \"remark\": \"照片不清\"}", Role.SUPERVISION));
        assertThat(get(task, Role.STREET, DASHILAR).<String>json("$.dueOn")).isEqualTo("2016-10-13");
        changed(post(task + "/extensions", "{\"dueOn\": \"2016-10-21\", \"remark\": \"下雨\"}", Role.STREET, DASHILAR));
        assertThat(get(task, Role.OFFICE).<String>json("$.extensionTo")).isEqualTo("2016-10-21");
        changed(post(task + "/extensions/decision", "{\"granted\": true}", Role.LEADER));
        changed(post(task + "/answers", "{\"remark\": \"重新拍照\"}", Role.STREET, DASHILAR));
        changed(post(task + "/verification", "{}", Role.SUPERVISION));
        var done = get(task, Role.STREET, DASHILAR);
        assertThat(done.<String>json("$.state")).isEqualTo("VERIFIED");
        assertThat(done.<Boolean>json("$.overdue")).isFalse();
        var history = get(task + "/history", Role.STREET, DASHILAR);
        assertThat(history.<List<String>>json("$.events[*].type"))
                .containsExactly(
                        "TaskAssigned",
                        "TaskAcknowledged",
                        "TaskOverdue",
                        "TaskEscalated",
                        "TaskAnswered",
                        "TaskReturned",
                        "TaskExtensionAsked",
                        "TaskExtended",
                        "TaskAnswered",
                        "TaskVerified");
        assertThat(history.<String>json("$.events[5].text")).isEqualTo("照片不清");
    }

    @Test
    void what_is_due_is_told_once_by_two_instances_at_a_time_and_however_often_they_look() throws Exception {
        clock.moveTo("2016-03-01");
        var tasks = new HashSet<String>();
        for (int i = 0; i < 20; i++) tasks.add(given(TIANQIAO, "null", "\"dueOn\": \"2016-03-10\""));
        clock.moveTo("2016-03-16");
        var other = new WhenTaskIsDueThenTell(list, ladders, WorkingDays.published(), sender, clock);
        try (var callers = Executors.newFixedThreadPool(4)) {
            List<Callable<Object>> rounds = List.of(
                    Executors.callable(automation::tellWhatIsDue),
                    Executors.callable(other::tellWhatIsDue),
                    Executors.callable(automation::tellWhatIsDue),
                    Executors.callable(other::tellWhatIsDue));
            for (var round : callers.invokeAll(rounds)) round.get();
        }
        automation.tellWhatIsDue();
        // What comes last in the log shows last: so nothing of the rounds before is still to come.
        given(TIANQIAO, "null", "\"dueOn\": \"2016-04-10\"");
        for (var task : tasks)
            assertThat(events(task))
                    .containsExactly("TaskAssigned", "TaskEscalated", "TaskOverdue", "TaskEscalated", "TaskEscalated");
    }

    @Test
    void a_list_is_read_in_pages_by_deadline_and_mine_are_those_i_am_responsible_for() {
        clock.moveTo("2017-03-01");
        var first = given(DASHILAR, "\"street-77\"", "\"dueOn\": \"2017-03-10\"");
        var second = given(TIANQIAO, "\"street-77\"", "\"dueOn\": \"2017-03-11\"");
        var mine = as("street-77", Role.STREET, DASHILAR, TIANQIAO);
        var page = new Http(port).get(TASKS + "?mine=true&limit=1", mine);
        assertThat(page.<List<String>>json("$.items[*].task")).containsExactly(first);
        var next = new Http(port).get(TASKS + "?mine=true&limit=1&cursor=" + page.<String>json("$.next"), mine);
        assertThat(next.<List<String>>json("$.items[*].task")).containsExactly(second);
        assertThat(next.<Object>json("$.next")).isNull();
        assertThat(get("?cursor=x", Role.OFFICE).<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
        assertThat(get("?source=LEADER&state=OPEN&unit=天桥", Role.OFFICE).<List<String>>json("$.items[*].unit"))
                .isNotEmpty()
                .containsOnly(TIANQIAO);
    }

    @Test
    void a_unit_sees_its_own_tasks_and_no_others() {
        clock.moveTo("2017-04-01");
        var task = given(DASHILAR, "\"street-1\"", "\"workingDays\": 5");
        var ofOffice = given("DEPARTMENT", "\"department-1\"", "\"workingDays\": 5");
        for (var path : List.of(task, task + "/history", "?unit=" + DASHILAR)) {
            assertThat(get(path, Role.STREET, TIANQIAO).<String>json("$.code")).isEqualTo("outside-your-street");
            assertThat(get(path, Role.DEPARTMENT).<String>json("$.code")).isEqualTo("not-your-units-task");
            assertThat(new Http(port).get(path(path)).<String>json("$.code")).isEqualTo("login-required");
            for (var role : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN))
                assertThat(get(path, role).<String>json("$.code")).isEqualTo("role-may-not");
            for (var role : List.of(Role.SUPERVISION, Role.OFFICE, Role.LEADER))
                assertThat(get(path, role).status()).isEqualTo(200);
            assertThat(get(path, Role.STREET, DASHILAR).status()).isEqualTo(200);
        }
        assertThat(get("", Role.DEPARTMENT).<List<String>>json("$.items[*].task"))
                .containsExactly(ofOffice);
        assertThat(get("", Role.STREET, DASHILAR).<List<String>>json("$.items[*].unit"))
                .isNotEmpty()
                .containsOnly(DASHILAR);
        assertThat(get(UUID.randomUUID().toString(), Role.OFFICE).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "answers, '{\"remark\": \"x\"}', SUPERVISION, , not-your-units-task",
        "answers, '{\"remark\": \"x\"}', STREET, 110102014, not-your-units-task",
        "acknowledgement, '', OFFICE, , not-your-units-task",
        "extensions, '{\"remark\": \"x\", \"workingDays\": 90}', STREET, 110102014, not-your-units-task",
        "extensions/decision, '{\"granted\": true}', OFFICE, , not-your-decision",
        "returns, '{\"remark\": \"x\", \"workingDays\": 5}', STREET, 110102014, not-your-decision",
        "returns, '{\"remark\": \"x\", \"workingDays\": 5}', STREET, 110102013, own-units-task",
        "verification, '{}', LEGAL, , not-your-decision",
        "withdrawal, '{\"remark\": \"x\"}', STREET, 110102013, own-units-task",
        "withdrawal, '{\"remark\": \"x\"}', SYSADMIN, , not-your-decision"
    })
    void nobody_does_what_is_not_theirs(String what, String body, Role role, String street, String code) {
        clock.moveTo("2017-05-02");
        var task = given(DASHILAR, "\"street-1\"", "\"workingDays\": 5");
        var refused =
                street == null ? post(task + "/" + what, body, role) : post(task + "/" + what, body, role, street);
        assertThat(refused.<String>json("$.code")).isEqualTo(code);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.<String>json("$.remedy")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "INSPECTION, 110102013, '\"workingDays\": 5', SUPERVISION, given-elsewhere",
        "MEETING, 110102013, '\"workingDays\": 5', OFFICE, given-elsewhere",
        "LEADER, 110102013, '\"workingDays\": 5', STREET, not-your-decision",
        "REPORT, OFFICE, '\"workingDays\": 5', OFFICE, own-units-task",
        "LEADER, 110102013, '\"dueOn\": \"2015-01-01\"', LEADER, deadline-too-early",
        "LEADER, Atlantis, '\"workingDays\": 5', LEADER, invalid-request",
        "LEADER, 110102013, '\"workingDays\": 0', LEADER, invalid-request",
        "LEADER, 110102013, '\"workingDays\": 5, \"dueOn\": \"2030-01-01\"', LEADER, invalid-request"
    })
    void what_can_t_be_given_is_refused(String source, String unit, String due, Role role, String code) {
        var body = "{\"source\": \"%s\", \"reference\": \"18\", \"unit\": \"%s\", \"remark\": \"x\", %s}"
                .formatted(source, unit, due);
        assertThat(post("", body, role).<String>json("$.code")).isEqualTo(code);
    }

    @Test
    void a_request_is_repeated_without_harm_and_refused_on_a_stale_state() {
        clock.moveTo("2017-06-01");
        var body =
                "{\"source\": \"LEADER\", \"reference\": \"19\", \"unit\": \"大栅栏\", \"remark\": \"查\", \"workingDays\": 5}";
        var key = new String[] {
            "Authorization", "Bearer " + TestIssuer.shared().token(Role.LEADER), "Idempotency-Key", "task-19"
        };
        var once = new Http(port).post(TASKS, body, key);
        var again = new Http(port).post(TASKS, body, key);
        assertThat(once.status()).as(once.body()).isEqualTo(201);
        assertThat(again.<String>json("$.task")).isEqualTo(once.<String>json("$.task"));
        var stale = new Http(port)
                .post(
                        path(once.<String>json("$.task")) + "/withdrawal",
                        "{\"remark\": \"x\"}",
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.LEADER),
                        "If-Match",
                        "\"0\"");
        // Nobody is responsible, so there are two events already.
        assertThat(stale.status()).isEqualTo(412);
    }

    private String given(String unit, String responsible, String due) {
        var body =
                "{\"source\": \"LEADER\", \"reference\": \"18\", \"unit\": \"%s\", \"responsible\": %s, \"remark\": \"查清\", %s}"
                        .formatted(unit, responsible, due);
        var answer = post("", body, Role.LEADER);
        changed(answer);
        return answer.json("$.task");
    }

    private List<String> events(String task) {
        return get(task + "/history", Role.OFFICE).json("$.events[*].type");
    }

    private void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        token = answer.header(ConsistencyToken.HEADER);
    }

    private Answer get(String path, Role role, String... streets) {
        return new Http(port).get(path(path), as(role.claim() + "-1", role, streets));
    }

    private Answer post(String path, String body, Role role, String... streets) {
        return new Http(port).post(path(path), body, as(role.claim() + "-1", role, streets));
    }

    private static String path(String path) {
        return path.isEmpty() || path.startsWith("?") ? TASKS + path : TASKS + "/" + path;
    }

    private String[] as(String actor, Role role, String... streets) {
        var login = "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets);
        return token.isEmpty()
                ? new String[] {"Authorization", login, "Accept-Language", "en"}
                : new String[] {"Authorization", login, "Accept-Language", "en", ConsistencyToken.HEADER, token};
    }
}
