package org.chaiwei.accountability.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionCommand.Asked;
import org.chaiwei.accountability.inspection.InspectionCommand.GiveTask;
import org.chaiwei.accountability.supervision.Unit;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Inspections over HTTP with the tasks that come of them, on a business clock that the test moves. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionHttpTest {

    private static final String ROOT = "/api/v1/accountability";
    private static final String DASHILAR = "110102013";
    private static final String TIANQIAO = "110102014";

    /** Shown to the service, moved by the test. */
    static final class MovedClock implements BusinessClock {
        private volatile Instant now =
                OffsetDateTime.parse("2016-05-04T09:00:00+08:00").toInstant();

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
    @Qualifier("whenTaskIsDueThenTell")
    private SmartLifecycle telling;

    @Autowired
    private WhenFindingIsTaskedThenGive giving;

    @Autowired
    private Inspections inspections;

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
        telling.stop();
    }

    @Test
    void from_the_opening_to_the_closing() {
        clock.moveTo("2016-05-04");
        var inspection = opened(DASHILAR);
        var finding = found(inspection, "FALSIFIED_RECORD");
        var at = inspection + "/findings/" + finding;
        var given =
                post(at + "/tasks", "{\"workingDays\": 3, \"remark\": \"更正台账\"}", "supervision-1", Role.SUPERVISION);
        changed(given);
        var task = "/tasks/" + given.<String>json("$.task");

        // Nobody is responsible, so the unit's head has heard at once; some days later the others do.
        assertThat(get(task, "street-1", Role.STREET, DASHILAR).<List<String>>json("$.heard"))
                .containsExactly("UNIT_HEAD");
        clock.moveTo("2016-05-16");
        telling.start(); // looks at once
        await().untilAsserted(
                        () -> assertThat(get(task, "leader-1", Role.LEADER).<List<String>>json("$.heard"))
                                .containsExactly("UNIT_HEAD", "OFFICE", "SUPERVISION"));
        telling.stop();
        assertThat(get(task, "street-1", Role.STREET, DASHILAR).<Boolean>json("$.overdue"))
                .isTrue();

        var refused = post(inspection + "/closing", "{}", "supervision-1", Role.SUPERVISION);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.<String>json("$.code")).isEqualTo("inspection-unfinished");
        assertThat(refused.<List<String>>json("$.findings")).containsExactly(finding);
        assertThat(refused.<List<String>>json("$.tasks")).containsExactly(given.<String>json("$.task"));

        changed(post(task + "/answers", "{\"remark\": \"已更正\"}", "street-1", Role.STREET, DASHILAR));
        changed(post(
                task + "/returns", "{\"workingDays\": 3, \"remark\": \"无照片\"}", "supervision-1", Role.SUPERVISION));
        changed(post(task + "/answers", "{\"remark\": \"附照片\"}", "street-1", Role.STREET, DASHILAR));
        changed(post(task + "/verification", "{}", "supervision-1", Role.SUPERVISION));

        changed(post(at + "/answers", "{\"remark\": \"系误报\"}", "street-1", Role.STREET, DASHILAR));
        assertThat(post(at + "/confirmation", "{}", "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo("done-by-you");
        assertThat(confirmed()).doesNotContain(finding);
        changed(post(at + "/confirmation", "{}", "supervision-2", Role.SUPERVISION));
        assertThat(confirmed()).contains(finding);
        changed(post(inspection + "/closing", "{}", "supervision-1", Role.SUPERVISION));
        assertThat(post(at + "/withdrawal", "{\"remark\": \"x\"}", "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo("inspection-is-closed");

        var shown = get(inspection, "street-1", Role.STREET, DASHILAR);
        assertThat(shown.<String>json("$.closedOn")).isEqualTo("2016-05-16");
        assertThat(shown.<String>json("$.findings[0].standing")).isEqualTo("CONFIRMED");
        assertThat(shown.<String>json("$.findings[0].answers[0].text")).isEqualTo("系误报");
        assertThat(get(inspection + "/history", "office-1", Role.OFFICE).<List<String>>json("$.events[*].type"))
                .containsExactly(
                        "InspectionOpened",
                        "FindingRecorded",
                        "FindingTasked",
                        "FindingAnswered",
                        "FindingConfirmed",
                        "InspectionClosed");
        assertThat(get("/inspections?open=false&unit=大栅栏", "leader-1", Role.LEADER)
                        .<List<String>>json("$.items[*].closedOn"))
                .contains("2016-05-16");
    }

    @Test
    void a_finding_is_not_confirmed_before_the_unit_was_heard_or_has_let_its_time_pass() {
        clock.moveTo("2016-07-04");
        var inspection = opened(TIANQIAO);
        var at = inspection + "/findings/" + found(inspection, "LATE") + "/confirmation";
        var early = post(at, "{}", "supervision-1", Role.SUPERVISION);
        assertThat(early.<String>json("$.code")).isEqualTo("unit-not-heard");
        assertThat(early.<String>json("$.until")).isEqualTo("2016-07-11");
        clock.moveTo("2016-07-12");
        changed(post(at, "{}", "supervision-1", Role.SUPERVISION));
        assertThat(post(at, "{}", "supervision-1", Role.SUPERVISION).<String>json("$.code"))
                .isEqualTo("finding-decided");
        var good = inspection + "/findings/" + found(inspection, "GOOD_PRACTICE");
        assertThat(post(good + "/tasks", "{\"workingDays\": 3, \"remark\": \"x\"}", "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo("no-task-from-finding");
        changed(post(good + "/confirmation", "{}", "supervision-1", Role.SUPERVISION));
    }

    @Test
    void a_repeated_request_means_the_same_finding() {
        clock.moveTo("2016-08-01");
        var inspection = opened(DASHILAR);
        var body = "{\"kind\": \"LATE\", \"severity\": \"MINOR\", \"remark\": \"x\"}";
        var login = "Bearer " + TestIssuer.shared().token(Role.SUPERVISION);
        var path = ROOT + inspection + "/findings";
        var once = new Http(port).post(path, body, "Authorization", login, "Idempotency-Key", "finding-1");
        var again = new Http(port).post(path, body, "Authorization", login, "Idempotency-Key", "finding-1");
        assertThat(once.status()).as(once.body()).isEqualTo(201);
        assertThat(again.<String>json("$.finding")).isEqualTo(once.<String>json("$.finding"));
        assertThat(new Http(port)
                        .post(path, body, "Authorization", login, "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({"''", "/history"})
    void a_unit_sees_its_own_inspections_and_no_others(String what) {
        clock.moveTo("2016-09-01");
        var path = opened(DASHILAR) + what;
        for (var role : List.of(Role.SUPERVISION, Role.OFFICE, Role.LEADER))
            assertThat(get(path, "x-1", role).status()).isEqualTo(200);
        assertThat(get(path, "street-1", Role.STREET, DASHILAR).status()).isEqualTo(200);
        assertThat(get(path, "street-2", Role.STREET, TIANQIAO).<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get(path, "legal-1", Role.LEGAL).status()).isEqualTo(403);
        for (var role : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN))
            for (var list : List.of(path, "/inspections", "/inspections/findings"))
                assertThat(get(list, "x-1", role).<String>json("$.code")).isEqualTo("role-may-not");
        assertThat(get("/inspections", "street-2", Role.STREET, TIANQIAO).<List<String>>json("$.items[*].unit"))
                .doesNotContain(DASHILAR);
        assertThat(get("/inspections/findings", "legal-1", Role.LEGAL).<List<Object>>json("$.items"))
                .isEmpty();
        assertThat(new Http(port).get(ROOT + path).<String>json("$.code")).isEqualTo("login-required");
        assertThat(get("/inspections/" + UUID.randomUUID(), "office-1", Role.OFFICE)
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "OFFICE, '', not-your-decision",
        "LEADER, '', not-your-decision",
        "STREET, 110102013, not-your-decision",
        "SYSADMIN, '', not-your-decision"
    })
    void only_supervision_writes_and_only_the_unit_answers(Role role, String street, String code) {
        clock.moveTo("2016-10-10");
        var inspection = opened(DASHILAR);
        var finding = inspection + "/findings/" + found(inspection, "LATE");
        var streets = street.isEmpty() ? new String[0] : new String[] {street};
        var refused = List.of(
                post("/inspections", form(DASHILAR), "x-1", role, streets),
                post(
                        inspection + "/findings",
                        "{\"kind\": \"LATE\", \"severity\": \"MINOR\", \"remark\": \"x\"}",
                        "x-1",
                        role,
                        streets),
                post(finding + "/confirmation", "{}", "x-1", role, streets),
                post(finding + "/withdrawal", "{\"remark\": \"x\"}", "x-1", role, streets),
                post(finding + "/tasks", "{\"remark\": \"x\", \"workingDays\": 3}", "x-1", role, streets),
                post(inspection + "/closing", "{}", "x-1", role, streets));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.<String>json("$.code")).isEqualTo(code);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.<String>json("$.remedy")).isNotBlank();
        });
        assertThat(post(finding + "/answers", "{\"remark\": \"x\"}", "street-2", Role.STREET, TIANQIAO)
                        .<String>json("$.code"))
                .isEqualTo("not-your-units-task");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kind\": \"FALSIFIED_RECORD\", \"severity\": \"GRAVE\", \"remark\": \"x\"}', finding-rests-on-nothing",
        "'{\"kind\": \"LATE\", \"severity\": \"GRAVE\"}', task-text-required",
        "'{\"kind\": \"UGLY\", \"severity\": \"GRAVE\", \"remark\": \"x\"}', invalid-request",
        "'{\"kind\": \"LATE\", \"severity\": \"GRAVE\", \"remark\": \"x\", \"references\": [{\"kind\": \"ENTRY\", \"id\": \"张 三\"}]}', invalid-request"
    })
    void what_is_no_finding_is_refused(String body, String code) {
        clock.moveTo("2016-11-01");
        assertThat(post(opened(DASHILAR) + "/findings", body, "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo(code);
    }

    /** The service died between the inspection's word and the task. */
    @Test
    void a_task_that_was_said_to_be_given_and_is_not_there_is_given_once_by_whoever_comes_round() throws Exception {
        clock.moveTo("2016-12-01");
        giving.stop();
        var inspection = opened(DASHILAR);
        var finding = UUID.fromString(found(inspection, "LATE"));
        var id = UUID.fromString(inspection.substring(inspection.lastIndexOf('/') + 1));
        var task = UUID.randomUUID();
        var supervisor = new Actor("supervision-1", new Scope(Role.SUPERVISION, Set.of()));
        sender.send(
                new GiveTask(
                        id,
                        finding,
                        task,
                        new Unit(DASHILAR),
                        "street-1",
                        LocalDate.of(2016, 12, 30),
                        new Asked(supervisor, LocalDate.of(2016, 12, 1), UUID.randomUUID())),
                RequestContext.of(supervisor));
        await().until(() ->
                inspections.notGiven(10).stream().anyMatch(said -> said.task().equals(task)));
        assertThat(get("/tasks/" + task, "supervision-1", Role.SUPERVISION).status())
                .isEqualTo(404);

        var other = Thread.ofVirtual().start(giving::giveWhatIsMissing);
        giving.giveWhatIsMissing();
        other.join();
        await().until(() ->
                get("/tasks/" + task, "supervision-1", Role.SUPERVISION).status() == 200);
        giving.giveWhatIsMissing();
        assertThat(inspections.notGiven(10)).isEmpty();
        assertThat(get("/tasks/" + task + "/history", "supervision-1", Role.SUPERVISION)
                        .<List<String>>json("$.events[*].type"))
                .containsExactly("TaskAssigned");
        giving.start();
    }

    private String opened(String unit) {
        var answer = post("/inspections", form(unit), "supervision-1", Role.SUPERVISION);
        changed(answer);
        return "/inspections/" + answer.<String>json("$.inspection");
    }

    private static String form(String unit) {
        return "{\"unit\": \"%s\", \"from\": \"2016-04-01\", \"to\": \"2016-04-30\", \"remark\": \"专项督查\", \"subjects\": [{\"kind\": \"MONTH\", \"id\": \"2016-04\"}]}"
                .formatted(unit);
    }

    private String found(String inspection, String kind) {
        var answer = post(
                inspection + "/findings",
                "{\"kind\": \"%s\", \"severity\": \"SERIOUS\", \"remark\": \"所记与现场不符\", \"references\": [{\"kind\": \"ENTRY\", \"id\": \"110102013-2016-0007\"}]}"
                        .formatted(kind),
                "supervision-1",
                Role.SUPERVISION);
        changed(answer);
        return answer.json("$.finding");
    }

    private List<String> confirmed() {
        return get("/inspections/findings?kind=FALSIFIED_RECORD&confirmed=true", "office-1", Role.OFFICE)
                .json("$.items[*].finding");
    }

    private void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        token = answer.header(ConsistencyToken.HEADER);
    }

    private Answer get(String path, String actor, Role role, String... streets) {
        return new Http(port).get(ROOT + path, as(actor, role, streets));
    }

    private Answer post(String path, String body, String actor, Role role, String... streets) {
        return new Http(port).post(ROOT + path, body, as(actor, role, streets));
    }

    private String[] as(String actor, Role role, String... streets) {
        var login = "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets);
        return token.isEmpty()
                ? new String[] {"Authorization", login, "Accept-Language", "en"}
                : new String[] {"Authorization", login, "Accept-Language", "en", ConsistencyToken.HEADER, token};
    }
}
