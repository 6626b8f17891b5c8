package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import com.jayway.jsonpath.JsonPath;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.progress.Story;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.ReceivedFact;
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
import org.junit.jupiter.params.provider.ValueSource;
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
 * A course of ratings over HTTP, on a business clock that the test moves: May 2016 is frozen, facts come late for it, the target is
 * revised, the year turns, and a street appeals. The tests look at what stands then.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RatingHttpTest {

    private static final String ROOT = "/api/v1/accountability";
    private static final String XICHANGAN = "110102001";

    /** Shown to the service, moved by the test. */
    static final class MovedClock implements BusinessClock {
        private volatile Instant now =
                OffsetDateTime.parse("2016-06-01T09:00:00+08:00").toInstant();

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
    @Qualifier("clocksView")
    private FactView clocksView;

    @Autowired
    private MovedClock clock;

    @Autowired
    private WhenMonthIsOverThenFreeze automation;

    @Autowired
    private PlatformTransactionManager transactions;

    private final Story story = new Story();

    /** Of the last change, so that every question sees it. */
    private String token = "";

    private Answer frozenInMay;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeAll
    void course() {
        automation.stop(); // it looks when the test says so
        for (int i = 1; i <= 25; i++)
            story.registered("D" + i, DASHILAR, "400.00", "2015-06-01", "FIRE_LANE")
                    .registered("T" + i, TIANQIAO, "400.00", "2015-06-01", "FIRE_LANE");
        story.registered("X1", XICHANGAN, "400.00", "2015-06-01").registered("X2", XICHANGAN, "400.00", "2015-06-01");
        for (int i = 1; i <= 6; i++)
            story.posted("D" + i, "400.00", "2016-03-1" + i).closed("D" + i, "DEMOLISHED", "2016-03-2" + i);
        story.posted("T1", "400.00", "2016-05-10").closed("T1", "DEMOLISHED", "2016-05-11");
        story.builtAnew("N1", TIANQIAO, "NEW", "9.00", "2016-05-30", "2016-05-30T09:00:00+08:00");
        clockStopped("C1", "2016-05-09T09:00:00+08:00", "2016-05-09T09:40:00+08:00", "KEPT");
        clockStopped("C2", "2016-05-10T09:00:00+08:00", "2016-05-10T11:00:00+08:00", "LATE");
        clockStopped("C3", "2016-05-11T09:00:00+08:00", "2016-05-11T09:10:00+08:00", "VOID");
        taken();
        assertThat(post("/ratings/2016-05/freeze", "", Role.OFFICE).<String>json("$.code"))
                .isEqualTo("no-divided-target");
        automation.freezeIfDue();
        assertThat(get("/ratings/2016-05", Role.OFFICE).<String>json("$.state")).isEqualTo("PREVIEW");
        changed(post("/targets/street-parts", "{\"asOf\":\"2016-06-01\"}", Role.OFFICE));

        changed(post("/ratings/2016-05/freeze", "", Role.OFFICE));
        frozenInMay = get("/ratings/2016-05", Role.LEADER);

        // After the freeze, for days before it: a demolition, and a correction that takes one back.
        clockStopped("C4", "2016-05-25T23:30:00+08:00", "2016-05-26T00:10:00+08:00", "KEPT");
        story.posted("T2", "400.00", "2016-05-20").reversed("D6", "400.00", "2016-05-25");
        taken();
        changed(post(
                "/targets/T-2016/revisions",
                "{\"value\":160000,\"effectiveFrom\":\"2016-06-01\",\"reason\":\"追加\"}",
                Role.OFFICE));
        frozenByItself("2016-06", "2016-07-01T01:00:00+08:00");

        clock.moveTo("2016-07-04T09:00:00+08:00");
        changed(appeal("2016-06", "DEMOLISHED_AREA", Role.STREET, DASHILAR));
        var appeal = get("/ratings/2016-06", Role.OFFICE).<String>json("$.appeals[0].appeal");
        clock.moveTo("2016-07-20T09:00:00+08:00");
        changed(post(
                "/ratings/2016-06/appeals/" + appeal + "/decision",
                "{\"upheld\":true,\"points\":1.5,\"reason\":\"拆除确已完成\"}",
                Role.SUPERVISION));

        frozenByItself("2016-12", "2017-01-01T02:00:00+08:00");
        clockStopped("C5", "2016-12-30T23:30:00+08:00", "2016-12-31T00:10:00+08:00", "KEPT");
        clockStopped("C6", "2016-12-31T23:30:00+08:00", "2017-01-01T00:10:00+08:00", "KEPT");
        story.posted("T3", "400.00", "2016-12-20").relapsed("D1", "D1-F1", "400.00", "2017-01-10");
        taken();
        frozenByItself("2017-01", "2017-02-01T02:00:00+08:00");
        story.posted("T4", "400.00", "2016-12-21");
        taken();
        frozenByItself("2017-02", "2017-03-01T02:00:00+08:00");
        clock.moveTo("2017-03-15T09:00:00+08:00");
    }

    @Test
    void the_table_shows_ranks_points_and_groups_and_a_street_too_small_has_no_rank() {
        var table = frozenInMay;
        assertThat(table.<String>json("$.state")).isEqualTo("FROZEN");
        assertThat(table.<String>json("$.asOf")).isEqualTo("2016-05-31");
        assertThat(table.<String>json("$.appealUntil")).isEqualTo("2016-06-08");
        assertThat(table.<List<Object>>json("$.streets[0:2]['rank','street','group','groupRank']"))
                .isEqualTo(JsonPath.read("""
                        [{"rank":1,"street":"110102013","group":"SMALL","groupRank":1},
                         {"rank":2,"street":"110102014","group":"SMALL","groupRank":2}]""", "$"));
        assertThat(table.<List<String>>json("$.streets[?(@.street == '110102001')].unranked"))
                .containsExactly("TOO_FEW_ENTRIES");
        // 2,400 of 15,973.29 m², none standing of new ones, 6 of 25 hazards, no relapse of 6 closings, one of two
        // clocks
        // kept; 80 points have data
        assertThat(table.body())
                .contains("\"points\":5.25")
                .contains("\"score\":")
                .contains("\"counted\":80");
    }

    @Test
    void a_frozen_table_stays_as_it_was_whatever_comes_later_and_its_inputs_give_it_again() {
        var now = get("/ratings/2016-05", Role.LEADER);
        assertThat(now.body()).isEqualTo(frozenInMay.body());
        for (var month : List.of("2016-05", "2016-06", "2016-12", "2017-01", "2017-02")) {
            var verified = get("/ratings/" + month + "/verification", Role.LEADER);
            assertThat(verified.<Boolean>json("$.sameHash")).isTrue();
            assertThat(verified.<Boolean>json("$.sameTable")).isTrue();
        }
    }

    @Test
    void what_came_late_for_a_frozen_month_counts_in_the_next_one_with_a_note() {
        var june = get("/ratings/2016-06", Role.LEADER);
        assertThat(note(june, TIANQIAO)).contains("LATE 400");
        assertThat(note(june, DASHILAR)).contains("LATE -400");
        assertThat(june.<String>json("$.comparedWith.month")).isEqualTo("2016-05");
        assertThat(explain("2016-06", TIANQIAO).body()).contains("\"year\":{\"netM2\":800.00");
    }

    @Test
    void ranks_gained_or_lost_are_told_against_the_freeze_before_and_where_there_was_none_nothing_is_said() {
        var ranksGained = "$.streets[?(@.street == '%s')].ranksGained";
        assertThat(frozenInMay.<List<Integer>>json(ranksGained.formatted(DASHILAR)))
                .containsOnlyNulls();
        var june = get("/ratings/2016-06?version=1", Role.LEADER);
        for (var street : List.of(DASHILAR, TIANQIAO))
            assertThat(june.<List<Integer>>json(ranksGained.formatted(street)))
                    .as(street)
                    .containsExactly(rank(frozenInMay, street) - rank(june, street));
        assertThat(june.<List<Integer>>json(ranksGained.formatted(XICHANGAN))).containsOnlyNulls();
    }

    @Test
    void a_target_revised_in_mid_year_is_the_measure_from_its_own_month_on() {
        assertThat(frozenInMay.body()).contains("\"valueM2\":80000.00");
        assertThat(get("/ratings/2016-06", Role.LEADER).body())
                .contains("\"valueM2\":160000.00")
                .contains("\"revision\":2");
    }

    @Test
    void what_comes_for_last_year_before_its_cut_off_is_carried_and_after_it_is_told_apart() {
        var january = get("/ratings/2017-01", Role.LEADER);
        assertThat(note(january, TIANQIAO)).containsExactly("CARRIED 400");
        var february = get("/ratings/2017-02", Role.LEADER);
        assertThat(note(february, TIANQIAO)).containsExactlyInAnyOrder("CARRIED 400", "APART 400");
        assertThat(explain("2017-02", TIANQIAO).body())
                .contains("\"year\":{\"netM2\":0.00")
                .contains("max(0, min(1, 400.00 ÷ ");
    }

    @Test
    void each_note_leads_to_the_facts_that_it_is_about() {
        assertThat(noted("2016-06", TIANQIAO, "LATE")).containsExactly("T2 DEMOLISHED 400");
        assertThat(noted("2016-06", DASHILAR, "LATE")).containsExactly("D6 REVERSED -400");
        assertThat(noted("2017-01", TIANQIAO, "CARRIED")).containsExactly("T3 DEMOLISHED 400");
        assertThat(noted("2017-02", TIANQIAO, "CARRIED")).containsExactly("T3 DEMOLISHED 400");
        assertThat(noted("2017-02", TIANQIAO, "APART")).containsExactly("T4 DEMOLISHED 400");
    }

    @Test
    void the_one_hour_clocks_that_were_judged_give_their_half_of_new_violations_and_are_listed() {
        var may = explain("2016-05", DASHILAR);
        assertThat(clockLine(may, "formula")).containsExactly("10 × max(0, min(1, 1 ÷ 2)) = 5.00");
        assertThat(clockLine(may, "facts[*].kind")).containsExactly("CLOCK_MISSED", "CLOCK_KEPT");
        assertThat(clockLine(may, "facts[*].ledgerNumber")).containsExactly("C2", "C1");
        assertThat(clockLine(explain("2016-05", TIANQIAO), "status")).containsExactly("NO_DATA");
        var link = clockLine(may, "factsAt").getFirst();
        var first = http().get(link + "&limit=1", as(Role.STREET, DASHILAR));
        var rest = http().get(link + "&limit=1&cursor=" + first.<String>json("$.next"), as(Role.STREET, DASHILAR));
        assertThat(first.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("C2");
        assertThat(rest.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("C1");
        assertThat(rest.<Object>json("$.next")).isNull();
    }

    @Test
    void clocks_that_became_known_after_a_freeze_count_in_the_next_month_and_last_year_s_are_carried() {
        var june = explain("2016-06", DASHILAR);
        assertThat(clockLine(june, "formula")).containsExactly("10 × max(0, min(1, 2 ÷ 3)) = 6.66");
        assertThat(june.<List<Integer>>json("$.notes[?(@.kind == 'LATE')].clocks.kept"))
                .containsExactly(1);
        var link = "/ratings/2016-06/" + DASHILAR + "/facts?measure=ONE_HOUR_CLOCK&note=LATE";
        assertThat(get(link, Role.OFFICE).<List<String>>json("$.items[*].ledgerNumber"))
                .containsExactly("C4");
        // One of the old year, and one that was confirmed in the old year and removed in the new one.
        var january = explain("2017-01", DASHILAR);
        assertThat(clockLine(january, "formula")).containsExactly("10 × max(0, min(1, 2 ÷ 2)) = 10.00");
        assertThat(january.<List<Integer>>json("$.notes[?(@.kind == 'CARRIED')].clocks.judged"))
                .containsExactly(1);
    }

    private static List<String> clockLine(Answer explained, String member) {
        return explained.json("$.parts[1].lines[?(@.measure == 'ONE_HOUR_CLOCK')]." + member);
    }

    private List<String> noted(String month, String street, String kind) {
        var links = explain(month, street).<List<String>>json("$.notes[?(@.kind == '" + kind + "')].factsAt");
        return http().get(links.getFirst(), as(Role.OFFICE)).<List<Map<String, Object>>>json("$.items[*]").stream()
                .map(fact -> "%s %s %d"
                        .formatted(
                                fact.get("ledgerNumber"), fact.get("kind"), ((Number) fact.get("areaM2")).intValue()))
                .toList();
    }

    @Test
    void a_relapse_takes_last_year_s_area_back_in_the_running_year() {
        var explained = explain("2017-01", DASHILAR);
        assertThat(explained.body()).contains("\"year\":{\"netM2\":-400.00,\"closings\":0,\"relapses\":1}");
        assertThat(explained.<List<String>>json("$.parts[0].lines[0].facts[*].kind"))
                .containsExactly("RELAPSED");
        assertThat(get("/ratings/2016-12", Role.LEADER).<Integer>json("$.version"))
                .isEqualTo(1);
    }

    @Test
    void every_point_is_followed_from_the_page_to_the_facts_and_back() {
        var explained = explain("2016-05", DASHILAR);
        assertThat(explained.<String>json("$.parts[0].lines[0].formula"))
                .isEqualTo("35 × max(0, min(1, 2400.00 ÷ 15973.29)) = 5.25");
        assertThat(explained.<List<Object>>json("$.compared[*].street")).contains(DASHILAR, TIANQIAO);
        var link = explained.<String>json("$.parts[0].lines[0].factsAt");
        var first = http().get(link + "&limit=4", as(Role.STREET, DASHILAR));
        assertThat(first.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("D6", "D5", "D4", "D3");
        var rest = http().get(link + "&limit=4&cursor=" + first.<String>json("$.next"), as(Role.STREET, DASHILAR));
        assertThat(rest.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("D2", "D1");
        // The reversal of D6 was not known in May: six times 400 m², and none taken back.
        assertThat(first.<List<Double>>json("$.items[*].areaM2")).containsOnly(400.0);
        var tasks = explained.<List<Map<String, Object>>>json("$.parts[2].lines[0].tasks");
        assertThat(tasks).extracting(task -> task.get("target")).containsExactly("T-HAZARD-2016", "T-HAZARD-2017");
        assertThat(http().get((String) tasks.getFirst().get("factsAt"), as(Role.OFFICE))
                        .<List<Object>>json("$.items"))
                .hasSize(6);
        assertThat(get("/ratings/2016-05/" + TIANQIAO + "/facts?measure=NEW_STANDING", Role.OFFICE)
                        .<List<String>>json("$.items[*].ledgerNumber"))
                .containsExactly("N1");
    }

    @Test
    void an_upheld_appeal_puts_a_second_version_of_the_table_beside_the_first() {
        var second = get("/ratings/2016-06", Role.DEPARTMENT);
        assertThat(second.<Integer>json("$.version")).isEqualTo(2);
        assertThat(second.<String>json("$.appeals[0].outcome")).isEqualTo("UPHELD");
        assertThat(corrected(second)).containsExactly(true);
        var first = get("/ratings/2016-06?version=1", Role.DEPARTMENT);
        assertThat(first.<Integer>json("$.versions")).isEqualTo(2);
        assertThat(corrected(first)).containsExactly(false);
        assertThat(first.<String>json("$.hash")).isNotEqualTo(second.<String>json("$.hash"));
        var explained = explain("2016-06", DASHILAR);
        assertThat(explained.<String>json("$.appeals[0].reason")).isEqualTo("数据有误");
        assertThat(explained.<String>json("$.appeals[0].decision")).isEqualTo("拆除确已完成");
        assertThat(get("/ratings/2016-06?version=3", Role.LEADER).<String>json("$.code"))
                .isEqualTo("no-such-version");
    }

    @Test
    void the_frozen_event_names_the_positions_that_its_numbers_know() {
        assertThat(frozenInMay.<Integer>json("$.knownAt")).isLessThan((int) story.position());
        var june = get("/ratings/2016-06", Role.LEADER);
        assertThat(june.<Integer>json("$.knownAt")).isGreaterThan(frozenInMay.<Integer>json("$.knownAt"));
        // The ranking of that day, asked at the same position, has the same areas.
        var ranking = get("/ranking?asOf=2016-05-31&knownAt=" + frozenInMay.<Integer>json("$.knownAt"), Role.LEADER);
        assertThat(ranking.body()).contains("\"netM2\":2400.00");
    }

    @Test
    void an_appeal_that_comes_too_late_or_against_nothing_or_from_elsewhere_is_refused() {
        assertThat(appeal("2016-05", "DEMOLISHED_AREA", Role.STREET, DASHILAR).<String>json("$.code"))
                .isEqualTo("appeal-too-late");
        assertThat(appeal("2017-03", "DEMOLISHED_AREA", Role.STREET, DASHILAR).<String>json("$.code"))
                .isEqualTo("not-frozen");
        assertThat(appeal("2016-06", "DEMOLISHED_AREA", Role.STREET, TIANQIAO).<String>json("$.code"))
                .isEqualTo("appeal-for-another-street");
        assertThat(appeal("2016-06", "DEMOLISHED_AREA", Role.OFFICE).status()).isEqualTo(403);
        assertThat(appeal("2016-06", "BEAUTY", Role.STREET, DASHILAR).status()).isEqualTo(400);
        var appeal = get("/ratings/2016-06", Role.OFFICE).<String>json("$.appeals[0].appeal");
        var decision = "/ratings/2016-06/appeals/" + appeal + "/decision";
        var again = post(decision, "{\"upheld\":false,\"reason\":\"x\"}", Role.SUPERVISION);
        assertThat(again.<String>json("$.code")).isEqualTo("appeal-decided");
        assertThat(again.status()).isEqualTo(409);
        assertThat(post(decision, "{\"upheld\":false,\"reason\":\"x\"}", Role.STREET, DASHILAR)
                        .<String>json("$.code"))
                .isEqualTo("own-unit");
    }

    @Test
    void the_running_month_is_a_preview_as_of_today() {
        var preview = get("/ratings/2017-03", Role.STREET, DASHILAR);
        assertThat(preview.<String>json("$.state")).isEqualTo("PREVIEW");
        assertThat(preview.<String>json("$.asOf")).isEqualTo("2017-03-15");
        assertThat(preview.<Object>json("$.hash")).isNull();
        assertThat(explain("2017-03", DASHILAR).status()).isEqualTo(200);
        assertThat(get("/ratings", Role.STREET, DASHILAR).<List<String>>json("$.months[*].month"))
                .containsExactly("2017-02", "2017-01", "2016-12", "2016-06", "2016-05");
    }

    @Test
    void a_street_sees_the_whole_table_and_the_reasons_of_its_own_points_only() {
        assertThat(get("/ratings/2016-05", Role.STREET, DASHILAR).<List<Object>>json("$.streets"))
                .hasSize(15);
        assertThat(get("/ratings/2016-05/" + TIANQIAO + "/explain", Role.STREET, DASHILAR)
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get("/ratings/2016-05/" + TIANQIAO + "/explain", Role.DEPARTMENT)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ratings",
                "/ratings/2016-05",
                "/ratings/2016-05/verification",
                "/ratings/2016-05/110102013/explain",
                "/ratings/2016-05/110102013/facts?measure=NET_AREA"
            })
    void nobody_gets_in_without_a_token_nor_as_one_of_the_three_administrators(String path) {
        assertThat(http().get(ROOT + path).<String>json("$.code")).isEqualTo("login-required");
        for (var administrator : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN))
            assertThat(get(path, administrator).<String>json("$.code")).isEqualTo("role-may-not");
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03, OFFICE, 409, month-not-over",
        "2016-05, OFFICE, 409, already-frozen",
        "2016-04, OFFICE, 409, later-month-frozen",
        "2015-12, OFFICE, 422, no-formula",
        "2016-13, OFFICE, 400, invalid-request",
        "2016-04, LEADER, 403, role-may-not"
    })
    void what_can_t_be_frozen_is_refused(String month, Role role, int status, String code) {
        var refused = post("/ratings/" + month + "/freeze", "", role);
        assertThat(refused.<String>json("$.code")).isEqualTo(code);
        assertThat(refused.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/ratings/2017-04, 422, month-not-begun",
        "/ratings/2017-03?version=1, 404, not-frozen",
        "/ratings/2017-03/verification, 404, not-frozen",
        "/ratings/2015-12, 422, no-formula",
        "/ratings/Mai, 400, invalid-request",
        "/ratings/2016-05/Atlantis/explain, 400, invalid-request",
        "/ratings/2016-05/%20/explain, 400, invalid-request",
        "/ratings/2016-05/110102013/facts?measure=NET_AREA&cursor=x, 400, invalid-request"
    })
    void what_can_t_be_answered_is_refused(String path, int status, String code) {
        var refused = get(path, Role.OFFICE);
        assertThat(refused.<String>json("$.code")).isEqualTo(code);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.<String>json("$.remedy")).isNotBlank();
    }

    /** As the service does when the month is over; trying again changes nothing. */
    private static int rank(Answer table, String street) {
        return table.<List<Integer>>json("$.streets[?(@.street == '%s')].rank".formatted(street))
                .getFirst();
    }

    private void frozenByItself(String month, String instant) {
        clock.moveTo(instant);
        automation.freezeIfDue();
        automation.freezeIfDue();
        awaitFrozen(month);
    }

    private void awaitFrozen(String month) {
        await().untilAsserted(
                        () -> assertThat(get("/ratings/" + month, Role.LEADER).<String>json("$.state"))
                                .isEqualTo("FROZEN"));
    }

    private static List<String> note(Answer table, String street) {
        return table.<List<Map<String, Object>>>json("$.streets[?(@.street == '" + street + "')].notes[*]").stream()
                .map(note -> note.get("kind") + " " + ((Number) note.get("netM2")).intValue())
                .toList();
    }

    private static List<Boolean> corrected(Answer table) {
        return table.json("$.streets[?(@.street == '110102013')].parts[0].corrected");
    }

    private Answer explain(String month, String street) {
        return get("/ratings/" + month + "/" + street + "/explain", Role.SUPERVISION);
    }

    private Answer appeal(String month, String part, Role role, String... streets) {
        var form = "{\"street\":\"" + DASHILAR + "\",\"part\":\"" + part + "\",\"reason\":\"数据有误\"}";
        return post("/ratings/" + month + "/appeals", form, role, streets);
    }

    private void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        token = answer.header(ConsistencyToken.HEADER);
    }

    private void taken() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            view.apply(story.facts);
            clocksView.apply(story.facts.stream()
                    .filter(fact -> fact.service().equals("demolition"))
                    .map(RatingHttpTest::recordedNow)
                    .toList());
        });
    }

    /** Late for a freeze is what is recorded after it, by the same clock as the freeze; a fact that comes again stays as it came first. */
    private static ReceivedFact recordedNow(ReceivedFact fact) {
        return new ReceivedFact(
                fact.service(),
                fact.epoch(),
                fact.position(),
                fact.id(),
                fact.key(),
                fact.type(),
                fact.data(),
                Instant.now(),
                fact.correlationId(),
                fact.traceparent());
    }

    /** A new construction of Dashilar that was confirmed, and how its clock came out. */
    private void clockStopped(String number, String confirmedAt, String at, String outcome) {
        var when = OffsetDateTime.parse(at);
        story.builtAnew(number, DASHILAR, "NEW", "5.00", confirmedAt.substring(0, 10), confirmedAt)
                .confirmed(number, confirmedAt)
                .demolishedAt(number, true, at)
                .tell(new OneHourClockStopped(
                        Story.id(number), DASHILAR, outcome, 2_400, when.toLocalDate(), when, "system:x"));
    }

    private Http http() {
        return new Http(port);
    }

    private Answer get(String path, Role role, String... streets) {
        return http().get(ROOT + path, as(role, streets));
    }

    private Answer post(String path, String body, Role role, String... streets) {
        return http().post(ROOT + path, body, as(role, streets));
    }

    private String[] as(Role role, String... streets) {
        var login = "Bearer " + TestIssuer.shared().token(role, streets);
        return token.isEmpty()
                ? new String[] {"Authorization", login, "Accept-Language", "en"}
                : new String[] {"Authorization", login, "Accept-Language", "en", ConsistencyToken.HEADER, token};
    }
}
