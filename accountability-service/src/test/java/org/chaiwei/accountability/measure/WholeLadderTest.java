package org.chaiwei.accountability.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.progress.Story;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Three months of six streets over HTTP, on a business clock that the test moves, with the automations running: what the frozen tables
 * lead to, and what becomes of it when a table is corrected, by an appeal against a measure and by one against the rating.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeLadderTest {

    private static final String ROOT = "/api/v1/accountability";

    /** In the order of what they have demolished. */
    private static final String FIRST = "110102001";

    private static final String SECOND = "110102003";
    private static final String THIRD = "110102007";
    private static final String FOURTH = "110102009";
    private static final String FIFTH = "110102010";
    private static final String LAST = "110102011";
    private static final List<String> STREETS = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH, LAST);

    /** Shown to the service, moved by the test. */
    static final class MovedClock implements BusinessClock {
        private volatile Instant now =
                OffsetDateTime.parse("2016-06-01T00:30:00+08:00").toInstant();

        @Override
        public Instant now() {
            return now;
        }

        void moveTo(String instant) {
            now = OffsetDateTime.parse(instant).toInstant();
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
    @Qualifier("progressView")
    private FactView view;

    @Autowired
    private MovedClock clock;

    @Autowired
    private Watching watching;

    @Autowired
    private WhenRatingFrozenThenProposeMeasures automation;

    @Autowired
    private WhenAppealUpheldThenCorrectRating correcting;

    @Autowired
    private FrozenTables tables;

    @Autowired
    private PlatformTransactionManager transactions;

    private final Story story = new Story();

    /** Of the last change, so that every question sees it. */
    private String token = "";

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeAll
    void frozenInMay() {
        watching.stop(); // until the first month is frozen: it was there before the automation
        for (int i = 0; i < STREETS.size(); i++) {
            for (int n = 1; n <= 25; n++) story.registered(i + "-" + n, STREETS.get(i), "400.00", "2015-06-01");
            for (int n = 1; n <= STREETS.size() - i; n++) story.posted(i + "-" + n, "400.00", "2016-03-1" + n);
        }
        new TransactionTemplate(transactions).executeWithoutResult(_ -> view.apply(story.facts));
        changed(post("/targets/street-parts", "{\"asOf\":\"2016-06-01\"}", "office-1", Role.OFFICE));
        clock.moveTo("2016-06-01T09:00:00+08:00");
        changed(post("/ratings/2016-05/freeze", "", "office-1", Role.OFFICE));
    }

    @Test
    @Order(1)
    void months_that_were_frozen_before_are_looked_at_and_two_who_look_at_once_propose_once() throws Exception {
        await().untilAsserted(() -> assertThat(
                        get("/ratings/2016-05", "office-1", Role.OFFICE).<String>json("$.state"))
                .isEqualTo("FROZEN"));
        assertThat(of("2016-05")).isEmpty();
        var other = Thread.ofVirtual().start(automation::look);
        automation.look();
        other.join();
        automation.look();
        awaitMeasures(
                "2016-05",
                "BOTTOM_TWO 110102010 PROPOSED",
                "BOTTOM_TWO 110102011 PROPOSED",
                "TOP_THREE 110102001 PROPOSED",
                "TOP_THREE 110102003 PROPOSED",
                "TOP_THREE 110102007 PROPOSED");
        var reminder = one("2016-05", "BOTTOM_TWO", LAST);
        assertThat(reminder.<List<String>>json("$.history[*].event")).containsExactly("MeasureProposed");
        assertThat(reminder.<Integer>json("$.evidence.rank")).isEqualTo(6);
        var explanation = reminder.<String>json("$.evidence.months[0].explanation");
        assertThat(http().get(explanation, as("office-1", Role.OFFICE)).<Integer>json("$.rank"))
                .isEqualTo(6);
        watching.start();
    }

    @Test
    @Order(2)
    void the_whole_ladder_from_the_frozen_table_to_its_second_version_and_the_reversal() {
        var reminder = at("2016-05", "BOTTOM_TWO", LAST);
        // A commendation is served meanwhile, to a street that will turn out to be the fourth.
        var praise = at("2016-05", "TOP_THREE", THIRD);
        changed(post(praise + "/decision", "{\"imposed\":true}", "supervision-1", Role.SUPERVISION));
        changed(post(praise + "/service", "{\"manner\":\"MEETING\"}", "office-1", Role.OFFICE));

        for (var own : List.of(Role.STREET, Role.LEADER)) {
            var refused = post(reminder + "/decision", "{\"imposed\":false,\"reason\":\"x\"}", "own-1", own, LAST);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.<String>json("$.code")).isEqualTo("own-units-measure");
        }
        changed(post(reminder + "/decision", "{\"imposed\":true}", "supervision-1", Role.SUPERVISION));
        changed(post(
                reminder + "/service", "{\"manner\":\"IN_PERSON\",\"person\":\"street-11\"}", "office-1", Role.OFFICE));
        clock.moveTo("2016-06-02T09:00:00+08:00");
        changed(post(reminder + "/answer", "{\"reason\":\"已安排整改\"}", "street-11", Role.STREET, LAST));
        changed(post(reminder + "/appeal", "{\"reason\":\"五月的拆除未计入\"}", "street-11", Role.STREET, LAST));
        var upheld = "{\"upheld\":true,\"part\":\"DEMOLISHED_AREA\",\"points\":12,\"reason\":\"确有漏计\"}";
        assertThat(post(reminder + "/appeal/decision", upheld, "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo("decided-by-you");
        changed(post(reminder + "/appeal/decision", upheld, "leader-1", Role.LEADER));

        awaitMeasures(
                "2016-05",
                "BOTTOM_TWO 110102009 PROPOSED",
                "BOTTOM_TWO 110102010 PROPOSED",
                "BOTTOM_TWO 110102011 REVERSED",
                "TOP_THREE 110102001 PROPOSED",
                "TOP_THREE 110102003 PROPOSED",
                "TOP_THREE 110102007 SERVED under review",
                "TOP_THREE 110102011 PROPOSED");
        var second = get("/ratings/2016-05", "office-1", Role.OFFICE);
        assertThat(second.<Integer>json("$.version")).isEqualTo(2);
        assertThat(rank(second, LAST)).containsExactly(3);
        var first = get("/ratings/2016-05?version=1", "office-1", Role.OFFICE);
        assertThat(rank(first, LAST)).containsExactly(6);
        assertThat(get("/ratings/2016-05/verification", "office-1", Role.OFFICE).<Boolean>json("$.sameHash"))
                .isTrue();
        var history = one("2016-05", "BOTTOM_TWO", LAST);
        assertThat(history.<List<String>>json("$.history[*].event"))
                .containsExactly(
                        "MeasureProposed",
                        "MeasureDecided",
                        "MeasureServed",
                        "MeasureAnswered",
                        "MeasureAppealed",
                        "MeasureAppealDecided",
                        "MeasureReversed");
        assertThat(history.<Integer>json("$.history[6].ratingVersion")).isEqualTo(2);
        assertThat(history.<String>json("$.history[4].reason")).isEqualTo("五月的拆除未计入");
        assertThat(list("?person=street-11", "leader-1", Role.LEADER).<List<String>>json("$.items[*].street"))
                .containsExactly(LAST);

        // A person looks at the commendation, and lets it stand.
        changed(post(praise + "/review", "{\"stands\":true,\"reason\":\"成绩属实\"}", "leader-1", Role.LEADER));
        assertThat(one("2016-05", "TOP_THREE", THIRD).<Boolean>json("$.measure.underReview"))
                .isFalse();
    }

    @Test
    @Order(3)
    void an_appeal_against_the_rating_drops_what_its_table_no_longer_supports_and_proposes_what_it_does() {
        clock.moveTo("2016-07-01T09:00:00+08:00");
        changed(post("/ratings/2016-06/freeze", "", "office-1", Role.OFFICE));
        // The last street was third in May by its second table: its row begins anew.
        awaitBottom("2016-06", "BOTTOM_TWO 110102011 PROPOSED", "BOTTOM_TWO_TWICE 110102010 PROPOSED");
        changed(post(
                "/ratings/2016-06/appeals",
                "{\"street\":\"" + LAST + "\",\"part\":\"DEMOLISHED_AREA\",\"reason\":\"漏计\"}",
                "street-11",
                Role.STREET,
                LAST));
        var appeal = get("/ratings/2016-06", "office-1", Role.OFFICE).<String>json("$.appeals[0].appeal");
        changed(post(
                "/ratings/2016-06/appeals/" + appeal + "/decision",
                "{\"upheld\":true,\"points\":12,\"reason\":\"属实\"}",
                "supervision-1",
                Role.SUPERVISION));
        awaitBottom(
                "2016-06",
                "BOTTOM_TWO 110102011 DROPPED",
                "BOTTOM_TWO_TWICE 110102009 PROPOSED",
                "BOTTOM_TWO_TWICE 110102010 PROPOSED");
        var dropped = one("2016-06", "BOTTOM_TWO", LAST);
        assertThat(dropped.<String>json("$.history[1].cause")).isEqualTo("TABLE_CORRECTED");
        var talk = one("2016-06", "BOTTOM_TWO_TWICE", FOURTH);
        assertThat(talk.<String>json("$.measure.kind")).isEqualTo("TALK");
        assertThat(talk.<List<Integer>>json("$.evidence.months[*].version")).containsExactly(2, 2);
    }

    @Test
    @Order(4)
    void three_times_running_is_an_accountability_case_that_a_leader_may_decide_as_a_card() {
        clock.moveTo("2016-08-01T09:00:00+08:00");
        changed(post("/ratings/2016-07/freeze", "", "office-1", Role.OFFICE));
        awaitBottom("2016-07", "BOTTOM_TWO 110102011 PROPOSED", "BOTTOM_TWO_THREE_TIMES 110102010 PROPOSED");
        var grave = at("2016-07", "BOTTOM_TWO_THREE_TIMES", FIFTH);
        var card = "{\"imposed\":true,\"kind\":\"YELLOW_CARD\",\"reason\":\"尚属首次\"}";
        assertThat(post(grave + "/decision", card, "supervision-1", Role.SUPERVISION)
                        .<String>json("$.code"))
                .isEqualTo("not-your-decision");
        changed(post(grave + "/decision", card, "leader-1", Role.LEADER));
        assertThat(one("2016-07", "BOTTOM_TWO_THREE_TIMES", FIFTH).<String>json("$.measure.kind"))
                .isEqualTo("YELLOW_CARD");
        assertThat(list("?street=" + FIFTH, "street-10", Role.STREET, FIFTH).<List<String>>json("$.items[*].rule"))
                .containsExactly("BOTTOM_TWO_THREE_TIMES", "BOTTOM_TWO_TWICE", "BOTTOM_TWO");
    }

    /** The service died between the rating's correction and the measure's reversal. */
    @Test
    @Order(5)
    void an_upheld_appeal_that_was_carried_out_by_half_is_completed_once() throws Exception {
        var reminder = at("2016-07", "BOTTOM_TWO", LAST);
        changed(post(reminder + "/decision", "{\"imposed\":true}", "supervision-1", Role.SUPERVISION));
        changed(post(reminder + "/service", "{\"manner\":\"LETTER\"}", "office-1", Role.OFFICE));
        changed(post(reminder + "/appeal", "{\"reason\":\"漏计\"}", "street-11", Role.STREET, LAST));
        watching.stop();
        changed(post(
                reminder + "/appeal/decision",
                "{\"upheld\":true,\"part\":\"DEMOLISHED_AREA\",\"points\":12,\"reason\":\"属实\"}",
                "leader-1",
                Role.LEADER));
        var measure = UUID.fromString(reminder.substring(reminder.lastIndexOf('/') + 1));
        var version = tables.correct(
                YearMonth.of(2016, 7),
                MeasureId.ofAppeal(measure),
                LAST,
                Part.DEMOLISHED_AREA,
                new BigDecimal("12.00"),
                WhenAppealUpheldThenCorrectRating.NAME,
                LocalDate.of(2016, 8, 1));
        assertThat(version).isEqualTo(2);
        assertThat(one("2016-07", "BOTTOM_TWO", LAST).<String>json("$.measure.state"))
                .isEqualTo("UPHELD");

        var other = Thread.ofVirtual().start(correcting::look);
        correcting.look();
        other.join();
        await().until(() -> one("2016-07", "BOTTOM_TWO", LAST)
                .<String>json("$.measure.state")
                .equals("REVERSED"));
        correcting.look();
        assertThat(get("/ratings/2016-07", "office-1", Role.OFFICE).<Integer>json("$.version"))
                .isEqualTo(2);
        var history = one("2016-07", "BOTTOM_TWO", LAST);
        assertThat(history.<List<String>>json("$.history[*].event"))
                .endsWith("MeasureAppealDecided", "MeasureReversed")
                .containsOnlyOnce("MeasureReversed");
        assertThat(history.<List<Integer>>json("$.history[?(@.event == 'MeasureReversed')].ratingVersion"))
                .containsExactly(2);
    }

    private void awaitBottom(String month, String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of(month))
                        .filteredOn(said -> said.startsWith("BOTTOM"))
                        .containsExactlyInAnyOrder(expected));
    }

    private void awaitMeasures(String month, String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of(month)).containsExactlyInAnyOrder(expected));
    }

    private List<String> of(String month) {
        return list("?month=" + month, "office-1", Role.OFFICE).<List<Map<String, Object>>>json("$.items[*]").stream()
                .map(item -> "%s %s %s%s"
                        .formatted(
                                item.get("rule"),
                                item.get("street"),
                                item.get("state"),
                                Boolean.TRUE.equals(item.get("underReview")) ? " under review" : ""))
                .toList();
    }

    /** The path of a measure below the root. */
    private String at(String month, String rule, String street) {
        return list("?month=" + month + "&street=" + street, "office-1", Role.OFFICE)
                .<List<String>>json("$.items[?(@.rule == '" + rule + "')].at")
                .getFirst()
                .substring(ROOT.length());
    }

    private Answer one(String month, String rule, String street) {
        return get(at(month, rule, street), "office-1", Role.OFFICE);
    }

    private static List<Integer> rank(Answer table, String street) {
        return table.json("$.streets[?(@.street == '" + street + "')].rank");
    }

    private Answer list(String query, String actor, Role role, String... streets) {
        return get("/measures" + query, actor, role, streets);
    }

    private void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        token = answer.header(ConsistencyToken.HEADER);
    }

    private Http http() {
        return new Http(port);
    }

    private Answer get(String path, String actor, Role role, String... streets) {
        return http().get(ROOT + path, as(actor, role, streets));
    }

    private Answer post(String path, String body, String actor, Role role, String... streets) {
        return http().post(ROOT + path, body, as(actor, role, streets));
    }

    private String[] as(String actor, Role role, String... streets) {
        var login = "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets);
        return token.isEmpty()
                ? new String[] {"Authorization", login, "Accept-Language", "en"}
                : new String[] {"Authorization", login, "Accept-Language", "en", ConsistencyToken.HEADER, token};
    }
}
