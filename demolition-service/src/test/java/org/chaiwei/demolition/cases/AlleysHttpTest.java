package org.chaiwei.demolition.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 开墙打洞 by alley, over HTTP. Its cases stand in streets that no other test uses. */
class AlleysHttpTest extends RunningService {

    private static final String API = "/api/v1/demolition";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final String ALLEY = "杨梅竹斜街";

    @Autowired
    private EventLog log;

    @Test
    void an_alley_is_sealed_accepted_jointly_by_two_people_and_greened() {
        var street = "110102921";
        var one = sealed(opening(street, 1, ALLEY, 2), "street-1");
        var two = sealed(opening(street, 2, ALLEY, 3), "street-1");
        var open = opening(street, 3, ALLEY, 4);
        var before = list(street, Role.LEADER);
        assertThat(before.status()).as(before.body()).isEqualTo(200);
        assertThat(before.<String>json("$.items[0].alley")).isEqualTo(ALLEY);
        assertThat(before.<Integer>json("$.items[0].cases")).isEqualTo(3);
        assertThat(before.<Integer>json("$.items[0].households")).isEqualTo(9);
        assertThat(before.<Integer>json("$.items[0].sealed.households")).isEqualTo(5);
        assertThat(before.<Integer>json("$.items[0].open.households")).isEqualTo(4);

        var first = accept(street, ALLEY, "acceptance-1", Role.ACCEPTANCE);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.<List<String>>json("$.cases[*].outcome")).containsExactly("SIGNED", "SIGNED");
        var again = accept(street, ALLEY, "acceptance-1", Role.ACCEPTANCE);
        assertThat(again.<Integer>json("$.signed")).isEqualTo(2);
        assertThat(sequence(one)).isEqualTo(3);
        var colleague = accept(street, ALLEY, "acceptance-2", Role.ACCEPTANCE);
        assertThat(colleague.<List<String>>json("$.cases[*].code")).containsExactly("already-signed", "already-signed");

        var second = accept(street, ALLEY, "office-1", Role.OFFICE);
        assertThat(second.<Integer>json("$.passed")).isEqualTo(2);
        assertThat(accept(street, ALLEY, "office-1", Role.OFFICE).<List<Object>>json("$.cases"))
                .isEmpty();
        tell(new LedgerClosed(
                one, entry(street, 1, ALLEY, 2), "SEALED", new BigDecimal("6.00"), false, DAY, "system:ledger"));
        var restored = post(
                "street-1",
                Role.STREET,
                street,
                API + "/cases/" + two + "/restoration",
                "{\"kind\": \"GREENED\", \"photo\": \"" + "c".repeat(64) + "\"}");
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        var after = list(street, Role.LEADER);
        assertThat(after.<Integer>json("$.items[0].sealed.cases")).isZero();
        assertThat(after.<Integer>json("$.items[0].accepted.households")).isEqualTo(2);
        assertThat(after.<Integer>json("$.items[0].greened.households")).isEqualTo(3);
        assertThat(after.<Integer>json("$.items[0].open.cases")).isEqualTo(1);
        assertThat(open).isNotNull();
    }

    @Test
    void each_case_is_decided_by_itself_and_a_refused_one_says_why() {
        var street = "110102922";
        sealed(opening(street, 1, ALLEY, 2), "street-1");
        sealed(opening(street, 2, ALLEY, 2), "office-9");
        var answer = accept(street, ALLEY, "office-9", Role.OFFICE);
        assertThat(answer.<List<String>>json("$.cases[*].outcome")).containsExactly("SIGNED", "REFUSED");
        assertThat(answer.<String>json("$.cases[1].code")).isEqualTo("own-work");
        assertThat(answer.<String>json("$.cases[1].detail")).contains("recorded by yourself");
        assertThat(answer.<Integer>json("$.refused")).isOne();
    }

    @Test
    void only_acceptance_and_office_sign_and_a_street_official_sees_their_own_street() {
        var street = "110102923";
        opening(street, 1, ALLEY, 2);
        assertThat(accept(street, ALLEY, "enforcement-1", Role.ENFORCEMENT).<String>json("$.code"))
                .isEqualTo("role-may-not");
        assertThat(accept(street, "没有的胡同", "office-1", Role.OFFICE).<List<Object>>json("$.cases"))
                .isEmpty();
        assertThat(list(street, Role.STREET, "110102924").<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(list("1", Role.OFFICE).status()).isEqualTo(400);
    }

    @Test
    void alleys_have_pages_follow_corrections_and_pass_over_what_was_no_opening() {
        var street = "110102924";
        opening(street, 1, "甲胡同", 1);
        opening(street, 2, "乙胡同", 1);
        var corrected = opening(street, 3, "乙胡同", 1);
        var none = opening(street, 4, "丙胡同", 1);
        tell(new ViolationCorrected(
                corrected,
                entry(street, 3, "乙胡同", 1),
                entry(street, 3, "丁胡同", 5),
                new BigDecimal("6.00"),
                new BigDecimal("6.00"),
                BigDecimal.ZERO,
                DAY,
                "office-1"));
        tell(new LedgerClosed(
                none, entry(street, 4, "丙胡同", 1), "DUPLICATE", new BigDecimal("6.00"), false, DAY, "office-1"));
        var names = new ArrayList<String>();
        var page = list(street + "&limit=2", Role.OFFICE);
        names.addAll(page.<List<String>>json("$.items[*].alley"));
        page = list(street + "&limit=2&cursor=" + page.<String>json("$.next"), Role.OFFICE);
        names.addAll(page.<List<String>>json("$.items[*].alley"));
        assertThat(names).containsExactlyInAnyOrder("甲胡同", "乙胡同", "丁胡同");
        assertThat(page.<String>json("$.next")).isNull();
        assertThat(list(street, Role.OFFICE).<List<Integer>>json("$.items[?(@.alley == '丁胡同')].households"))
                .containsExactly(5);
    }

    private UUID opening(String street, int number, String alley, int households) {
        var id = UUID.randomUUID();
        tell(new ViolationRegistered(
                id,
                entry(street, number, alley, households),
                new BigDecimal("6.00"),
                DAY,
                "PATROL",
                null,
                false,
                DAY,
                null,
                "street-1"));
        return id;
    }

    private static LedgerEntry entry(String street, int number, String alley, int households) {
        return new LedgerEntry(
                street + "-" + number,
                "WALL_OPENING",
                street,
                null,
                null,
                alley,
                null,
                "COMMERCIAL",
                List.of(),
                households,
                "EXISTING");
    }

    private UUID sealed(UUID id, String by) {
        var streets = new String[] {"110102921", "110102922"};
        assertThat(post("filer-1", Role.OFFICE, null, API + "/cases/" + id + "/filing", """
                                {"track": "EXISTING", "occurredOn": "2016-05-09", "reason": "补录"}""")
                        .status())
                .isEqualTo(200);
        var answer = http.post(
                API + "/cases/" + id + "/sealings",
                """
                {"households": 2, "beforePhoto": "%s", "afterPhoto": "%s", "occurredAt": "2016-05-10T10:00:00+08:00", "reason": "补录"}""".formatted("a".repeat(64), "b".repeat(64)),
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf(by, Role.STREET, streets));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    private int sequence(UUID id) {
        return http.get(
                        API + "/cases/" + id,
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.OFFICE))
                .json("$.sequence");
    }

    private Answer accept(String street, String alley, String actor, Role role) {
        return http.post(
                API + "/alleys/" + URLEncoder.encode(alley, StandardCharsets.UTF_8) + "/joint-acceptance?street="
                        + street,
                "{}",
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf(actor, role),
                "Accept-Language",
                "en",
                ConsistencyToken.HEADER,
                now());
    }

    private Answer post(String actor, Role role, @Nullable String street, String path, String body) {
        var streets = street == null ? new String[0] : new String[] {street};
        return http.post(
                path, body, "Authorization", "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets));
    }

    private Answer list(String query, Role role, String... streets) {
        return http.get(
                API + "/alleys?street=" + query,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets),
                ConsistencyToken.HEADER,
                now());
    }

    private String now() {
        var head = log.head();
        return new ConsistencyToken(head.epoch(), head.position()).text();
    }
}
