package org.chaiwei.ledger.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.ledger.book.RunningLedger;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From the demolition service's facts to the closing, and from there to the patrol and the relapse, as callers see it over HTTP. */
class EnforcementHttpTest extends RunningLedger {

    private static final String LEDGER = "/api/v1/ledger/";
    private static final String DASHILAR = "110102013";
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private FactReaction reaction;

    @Autowired
    private BusinessClock clock;

    private LocalDate today;

    @BeforeEach
    void today() {
        today = clock.today();
    }

    @Test
    void every_fact_of_the_demolition_service_is_taken_in_or_passed_over_by_name() {
        var types = reaction.reads().getFirst();
        assertThat(types.passedOver())
                .contains("org.chaiwei.demolition.DemolitionOrdered.v1", "org.chaiwei.demolition.RestrictionLifted.v1");
        assertThat(Stream.concat(types.read().keySet().stream(), types.passedOver().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        DemolitionFact.TYPES.stream().map(FactType::type).toList());
    }

    @Nested
    class Closing {

        @Test
        void a_part_lowers_what_remains_the_rest_and_its_acceptance_close_the_entry_and_the_books_add_up() {
            var id = registered("20.00");
            told(new CaseFiled(id, DASHILAR, "西拆案〔2016〕1号", "EXISTING", today, "u-e"));
            told(demolished(id, "8.00"));
            var part = entry(id);
            assertThat(part.body()).contains("\"demolishedM2\":8.00", "\"remainingM2\":12.00", "\"status\":\"OPEN\"");
            assertThat(part.<String>json("$.caseNumber")).isEqualTo("西拆案〔2016〕1号");

            told(demolished(id, "12.00"));
            told(accepted(id, "20.00"));
            var whole = entry(id);
            assertThat(whole.<String>json("$.status")).isEqualTo("CLOSED");
            assertThat(whole.<String>json("$.ground")).isEqualTo("DEMOLISHED");
            assertThat(whole.body()).contains("\"acceptedM2\":20.00", "\"remainingM2\":0.00");
            assertThat(whole.<String>json("$.patrolDueOn"))
                    .isEqualTo(today.plusDays(30).toString());
            var last = history(id);
            assertThat(last.<List<String>>json("$[*].type")).endsWith("AcceptancePosted", "LedgerClosed");
            assertThat(last.<List<String>>json("$[-1:].actor")).containsExactly("system:when-demolished-then-post");
        }

        @Test
        void a_fact_delivered_again_changes_nothing() {
            var id = registered("20.00");
            var fact = received(demolished(id, "8.00"));
            reaction.react(fact);
            var once = entry(id);
            reaction.react(fact);
            assertThat(entry(id).body()).isEqualTo(once.body());
        }

        @Test
        void a_fact_of_an_entry_that_was_never_registered_is_thrown_back() {
            var fact = received(demolished(UUID.randomUUID(), "8.00"));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> reaction.react(fact)))
                    .isInstanceOf(RefusedException.class);
        }

        @Test
        void a_failed_acceptance_gives_the_area_back_and_the_statement_says_so() {
            var before = achieved();
            var id = registered("20.00");
            told(demolished(id, "20.00"));
            told(new AcceptanceFailed(id, DASHILAR, m2("20.00"), false, "UNSAFE", today, "u-a"));
            assertThat(entry(id).body()).contains("\"demolishedM2\":0.00", "\"remainingM2\":20.00");
            assertThat(achieved()).isEqualTo(before);
        }

        @Test
        void what_can_t_be_posted_is_a_task_until_a_correction_makes_room() {
            var id = registered("10.00");
            told(demolished(id, "12.00"));
            var unposted = unposted(id);
            assertThat(unposted).hasSize(1);
            assertThat(get("unposted-demolitions?street=" + DASHILAR + "&limit=200", Role.STREET, DASHILAR)
                            .body())
                    .contains(id.toString(), "MORE_THAN_REMAINING", "\"areaM2\":12.00", "\"remainingM2\":10.00");
            assertThat(get("unposted-demolitions?street=110102014", Role.STREET, DASHILAR)
                            .status())
                    .isEqualTo(403);
            assertThat(get("unposted-demolitions?limit=200", Role.STREET, "110102014")
                            .body())
                    .doesNotContain(id.toString());
            assertThat(get("unposted-demolitions?cursor=x", Role.OFFICE).<String>json("$.errors[0].code"))
                    .isEqualTo("not-a-cursor-of-this-list");
            assertThat(get("unposted-demolitions?limit=1", Role.OFFICE).<List<Object>>json("$.items"))
                    .hasSize(1);

            ok(post("violations/" + id + "/corrections", """
                    {"areaM2": 12.00, "reason": "复测"}""", office()));
            assertThat(unposted(id)).isEmpty();
            assertThat(entry(id).body()).contains("\"demolishedM2\":12.00");
        }

        @Test
        void a_refused_closing_lists_what_is_missing_and_who_can_supply_it() {
            var id = registered("10.00");
            var refused = post("violations/" + id + "/closing", """
                    {"ground": "DEMOLISHED"}""", office());
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.<String>json("$.code")).isEqualTo("closing-not-ready");
            assertThat(refused.<List<String>>json("$.missing[*].what"))
                    .containsExactly("missing-area-demolished", "missing-acceptance");
            assertThat(refused.<List<String>>json("$.missing[1].suppliedBy")).containsExactly("acceptance", "office");
            assertThat(refused.<List<String>>json("$.errors[*].message")).hasSize(2);
            assertThat(refused.<String>json("$.errors[1].remedy")).contains("acceptance, office");
        }

        @Test
        void the_office_closes_on_a_permit_and_nobody_else_does() {
            var id = registered("10.00");
            var form = """
                    {"ground": "RECTIFIED", "permitNumber": "规建字〔2016〕7号", "permitOn": "%s"}""".formatted(today);
            assertThat(post("violations/" + id + "/closing", form, street()).<String>json("$.code"))
                    .isEqualTo("role-may-not");
            ok(post("violations/" + id + "/closing", form, office()));
            assertThat(entry(id).<String>json("$.ground")).isEqualTo("RECTIFIED");
            assertThat(history(id).<String>json("$[1].data.basis.permitNumber")).isEqualTo("规建字〔2016〕7号");
        }

        @Test
        void two_entries_can_t_be_each_other_s_duplicates_not_by_a_third_either() {
            var a = registered("10.00");
            var b = registered("10.00");
            var c = registered("10.00");
            assertThat(duplicate(a, UUID.randomUUID()).<String>json("$.missing[0].what"))
                    .isEqualTo("missing-duplicate-on-the-ledger");
            ok(duplicate(a, b));
            ok(duplicate(b, c));
            assertThat(duplicate(c, a).<String>json("$.missing[0].what")).isEqualTo("missing-duplicate-of-another");
            assertThat(entry(a).<String>json("$.duplicateOf")).isEqualTo(b.toString());
        }

        private Answer duplicate(UUID id, UUID of) {
            return post("violations/" + id + "/closing", """
                    {"ground": "DUPLICATE", "duplicateOf": "%s"}""".formatted(of), office());
        }

        @Test
        void a_closing_is_revoked_by_two_people_of_the_office() {
            var id = closed();
            assertThat(post("violations/" + id + "/closing-revocation", "{}", office())
                            .<String>json("$.code"))
                    .isEqualTo("reason-required");
            ok(post("violations/" + id + "/closing-revocation", """
                    {"reason": "销错条目"}""", office()));
            assertThat(entry(id).<String>json("$.revocationRequestedBy")).isEqualTo("office-1");
            assertThat(entry(id).<String>json("$.revocationRequestedOn")).isEqualTo(today.toString());
            assertThat(post("violations/" + id + "/closing-revocation/approval", "{}", office())
                            .<String>json("$.code"))
                    .isEqualTo("another-person-needed");
            ok(post("violations/" + id + "/closing-revocation/approval", "{}", person("office-2", Role.OFFICE)));
            assertThat(entry(id).<String>json("$.status")).isEqualTo("OPEN");
            assertThat(history(id).body()).contains("销错条目");
        }

        @Test
        void a_request_to_revoke_is_declined_and_the_closing_stays() {
            var id = closed();
            ok(post("violations/" + id + "/closing-revocation", """
                    {"reason": "销错条目"}""", office()));
            ok(post("violations/" + id + "/closing-revocation/refusal", """
                    {"reason": "证据不足"}""", person("office-2", Role.OFFICE)));
            assertThat(entry(id).<String>json("$.status")).isEqualTo("CLOSED");
            assertThat(entry(id).<Object>json("$.revocationRequestedOn")).isNull();
            assertThat(history(id).body()).contains("证据不足");
            assertThat(post("violations/" + id + "/closing-revocation/approval", "{}", person("office-2", Role.OFFICE))
                            .<String>json("$.code"))
                    .isEqualTo("revocation-not-requested");
        }
    }

    @Nested
    class Relapse {

        /** Each test has a place of its own, some hundred metres from the next. */
        private final String lat = "39.8%04d".formatted(1_000 + NUMBERS.incrementAndGet() * 20);

        @Test
        void what_is_seen_within_fifteen_metres_is_suspected_the_nearest_first_and_what_is_further_is_not() {
            var near = closedAt("116.389000", lat);
            var nearest = closedAt("116.389050", lat);
            var far = closedAt("116.389300", lat);
            var answer = sighting("116.389060", lat, "");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.<List<String>>json("$.suspected[*].violation"))
                    .containsExactly(nearest.toString(), near.toString())
                    .doesNotContain(far.toString());
            assertThat(answer.<Double>json("$.suspected[0].distanceM")).isEqualTo(0.9);
            assertThat(answer.<Double>json("$.suspected[1].distanceM")).isEqualTo(5.1);

            var open = get("relapse-suspicions?limit=200", Role.STREET, DASHILAR);
            assertThat(open.<List<String>>json("$.items[*].violation")).contains(near.toString(), nearest.toString());
            assertThat(get("relapse-suspicions?limit=200", Role.STREET, "110102014")
                            .<List<String>>json("$.items"))
                    .isEmpty();
            var first = get("relapse-suspicions?limit=1", Role.OFFICE);
            var second = get("relapse-suspicions?limit=1&cursor=" + first.json("$.next"), Role.OFFICE);
            assertThat(second.<String>json("$.items[0].violation"))
                    .isNotEqualTo(first.<String>json("$.items[0].violation"));
        }

        @Test
        void the_entry_of_whoever_was_seen_comes_first() {
            var other = closedAt("116.389000", lat);
            var theirs = closedAt("116.389100", lat);
            var party = post("violations/" + theirs + "/responsible-person", """
                    {"party": {"name": "王某"}}""", office());
            ok(party);
            String partyId = entry(theirs).json("$.partyId");
            var answer = sighting("116.389010", lat, ", \"partyId\": \"%s\"".formatted(partyId));
            assertThat(answer.<List<String>>json("$.suspected[*].violation"))
                    .containsExactly(theirs.toString(), other.toString());
            assertThat(answer.<List<Boolean>>json("$.suspected[*].sameParty")).containsExactly(true, false);
        }

        @Test
        void a_confirmed_relapse_is_a_new_entry_that_takes_back_what_was_achieved_and_leaves_the_closed_one_as_it_is() {
            var before = takenBack();
            var id = closedAt("116.389000", lat);
            String sighting = sighting("116.389000", lat, "").json("$.sighting");
            var path = "violations/" + id + "/relapse-suspicions/" + sighting + "/confirmation";
            var form = """
                    {"areaM2": 9.90, "use": "COMMERCIAL", "photo": "%s"}""".formatted(PHOTO);
            assertThat(post(path, form, street()).<String>json("$.code")).isEqualTo("another-person-needed");
            ok(post(path, form, office()));

            var relapse = UUID.fromString(entry(id).json("$.relapsedInto"));
            var number = entry(id).<String>json("$.ledgerNumber") + "-F1";
            assertThat(relapse).isEqualTo(ViolationId.of(number));
            await().untilAsserted(() -> assertThat(entry(relapse).status()).isEqualTo(200));
            var again = entry(relapse);
            assertThat(again.<String>json("$.origin")).isEqualTo("RELAPSE");
            assertThat(again.<String>json("$.ledgerNumber")).isEqualTo(number);
            assertThat(again.<String>json("$.relapseOf")).isEqualTo(id.toString());
            assertThat(again.body()).contains("\"areaM2\":9.90", "\"status\":\"OPEN\"");
            assertThat(history(relapse).<List<String>>json("$[*].type"))
                    .containsExactly("ViolationRegistered", "RelapseDetected");
            assertThat(entry(id).<String>json("$.status")).isEqualTo("CLOSED");
            assertThat(takenBack()).isEqualByComparingTo(before.add(m2("10.00")));

            assertThat(post(path, form, office()).<String>json("$.code")).isEqualTo("already-relapsed");
            assertThat(get("relapse-suspicions?status=CONFIRMED&limit=200", Role.OFFICE)
                            .body())
                    .contains(relapse.toString());
            var later = sighting("116.389000", lat, "");
            assertThat(later.status()).isEqualTo(200);
            assertThat(later.<List<Object>>json("$.suspected")).isEmpty();
        }

        @Test
        void a_suspicion_is_dismissed_with_a_reason() {
            var id = closedAt("116.389000", lat);
            String sighting = sighting("116.389000", lat, "").json("$.sighting");
            var path = "violations/" + id + "/relapse-suspicions/" + sighting + "/dismissal";
            assertThat(post(path, "{}", street()).<String>json("$.code")).isEqualTo("reason-required");
            ok(post(path, """
                    {"reason": "是邻居家的合法建筑"}""", street()));
            assertThat(get("relapse-suspicions?limit=200", Role.OFFICE).body()).doesNotContain(sighting);
        }

        @Test
        void a_sighting_sent_again_with_its_key_is_the_same_sighting() {
            var id = closedAt("116.389000", lat);
            var key = UUID.randomUUID().toString();
            var first = sightingWithKey(key);
            var again = sightingWithKey(key);
            assertThat(again.<String>json("$.sighting")).isEqualTo(first.json("$.sighting"));
            assertThat(history(id).<List<String>>json("$[*].type").stream().filter("RelapseSuspected"::equals))
                    .hasSize(1);
        }

        private Answer sightingWithKey(String key) {
            return http().post(
                            LEDGER + "sightings",
                            sightingForm("116.389000", lat, ""),
                            with(street(), "Idempotency-Key", key));
        }

        @ParameterizedTest
        @CsvSource({"LEADER, 403", "LEGAL, 403", "ENFORCEMENT, 200", "OFFICE, 200"})
        void those_who_are_on_the_street_or_run_the_ledger_report_sightings(Role role, int status) {
            assertThat(http().post(LEDGER + "sightings", sightingForm("116.300000", "39.990000", ""), as(role))
                            .status())
                    .isEqualTo(status);
        }

        private UUID closedAt(String lon, String place) {
            var id = registered("10.00", lon, place);
            told(demolished(id, "10.00"));
            told(accepted(id, "10.00"));
            return id;
        }

        private Answer sighting(String lon, String place, String more) {
            return post("sightings", sightingForm(lon, place, more), street());
        }

        private String sightingForm(String lon, String place, String more) {
            return """
                    {"lon": %s, "lat": %s, "foundBy": "REPORT", "photo": "%s"%s}""".formatted(lon, place, PHOTO, more);
        }
    }

    @Nested
    class Patrol {

        @Test
        void a_closed_entry_is_on_the_schedule_and_its_patrols_are_recorded_also_where_nothing_is_found() {
            var id = closed();
            var due = get("patrols?dueBefore=" + today.plusDays(30) + "&limit=200", Role.STREET, DASHILAR);
            assertThat(due.<List<String>>json("$.items[?(@.violation == '%s')].dueOn".formatted(id)))
                    .containsExactly(today.plusDays(30).toString());
            assertThat(get("patrols?dueBefore=" + today.plusDays(29) + "&limit=200", Role.OFFICE)
                            .body())
                    .doesNotContain(id.toString());
            var patrolled = post("violations/" + id + "/patrols", """
                    {"found": false}""", street());
            ok(patrolled);
            assertThat(patrolled.<Object>json("$.sighting")).isNull();
            assertThat(history(id).<List<String>>json("$[-1:].type")).containsExactly("PatrolRecorded");
        }

        @Test
        void the_schedule_is_read_page_by_page() {
            closed();
            closed();
            var first = get("patrols?dueBefore=" + today.plusDays(400) + "&limit=1", Role.OFFICE);
            String next = first.json("$.next");
            var second = get(
                    "patrols?dueBefore=" + today.plusDays(400) + "&limit=1&cursor=" + next.replace("~", "%7E"),
                    Role.OFFICE);
            assertThat(second.<String>json("$.items[0].violation"))
                    .isNotEqualTo(first.<String>json("$.items[0].violation"));
        }

        @Test
        void what_a_patrol_finds_is_confirmed_by_somebody_else() {
            var id = closed();
            assertThat(post("violations/" + id + "/patrols", """
                            {"found": true}""", street()).<String>json("$.errors[0].field"))
                    .isEqualTo("photo");
            var found = post("violations/" + id + "/patrols", """
                    {"found": true, "photo": "%s"}""".formatted(PHOTO), street());
            ok(found);
            var path = "violations/" + id + "/relapse-suspicions/" + found.json("$.sighting") + "/confirmation";
            ok(post(path, """
                    {"areaM2": 3.00, "photo": "%s"}""".formatted(PHOTO), office()));
            assertThat(get("patrols?dueBefore=" + today.plusDays(400) + "&limit=200", Role.OFFICE)
                            .body())
                    .doesNotContain(id.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unposted-demolitions", "relapse-suspicions", "patrols"})
    void lists_of_entries_are_for_those_who_may_see_entries(String list) {
        assertThat(http().get(LEDGER + list).status()).isEqualTo(401);
        assertThat(get(list, Role.DEPARTMENT).<String>json("$.code")).isEqualTo("role-may-not");
        assertThat(get(list + "?street=Atlantis", Role.OFFICE).<String>json("$.errors[0].code"))
                .isEqualTo("street-unknown");
        assertThat(get(list + "?limit=201", Role.OFFICE).status()).isEqualTo(400);
    }

    // ---- an entry, and what is told of it

    private UUID registered(String areaM2) {
        return registered(areaM2, "116.400000", "39.9%04d".formatted(NUMBERS.incrementAndGet()));
    }

    private UUID registered(String areaM2, String lon, String lat) {
        var answer = post("violations", """
                {"street": "%s", "address": "大栅栏西街1号", "lon": %s, "lat": %s, "use": "STORAGE", "areaM2": %s,
                 "discoveredOn": "%s", "foundBy": "PATROL", "origin": "EXISTING"}""".formatted(DASHILAR, lon, lat, areaM2, today), street());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(answer.json("$.id"));
    }

    private UUID closed() {
        var id = registered("10.00");
        told(demolished(id, "10.00"));
        told(accepted(id, "10.00"));
        return id;
    }

    private void told(DemolitionFact fact) {
        reaction.react(received(fact));
    }

    private static ReceivedFact received(DemolitionFact fact) {
        return new ReceivedFact(
                "demolition",
                new UUID(1, 1),
                1,
                UUID.randomUUID(),
                fact.violation(),
                "org.chaiwei.demolition." + fact.getClass().getSimpleName() + ".v1",
                fact,
                Instant.EPOCH,
                UUID.randomUUID(),
                null);
    }

    private Demolished demolished(UUID id, String areaM2) {
        return new Demolished(
                id,
                DASHILAR,
                UUID.randomUUID(),
                m2(areaM2),
                false,
                "FORCE",
                today,
                OffsetDateTime.parse("2016-08-15T09:30:00+08:00"),
                "u-e");
    }

    private AcceptancePassed accepted(UUID id, String areaM2) {
        return new AcceptancePassed(
                id,
                DASHILAR,
                m2(areaM2),
                false,
                List.of(new Signature("u-a", "acceptance"), new Signature("u-o", "office")),
                today,
                "u-o");
    }

    private static BigDecimal m2(String m2) {
        return new BigDecimal(m2);
    }

    // ---- what callers see

    private Answer entry(UUID id) {
        return get("violations/" + id, Role.OFFICE);
    }

    private Answer history(UUID id) {
        return get("violations/" + id + "/history", Role.OFFICE);
    }

    private List<String> unposted(UUID id) {
        return get("unposted-demolitions?limit=200", Role.OFFICE)
                .json("$.items[?(@.violation == '%s')].demolition".formatted(id));
    }

    private BigDecimal achieved() {
        return achievement("demolished");
    }

    private BigDecimal takenBack() {
        return achievement("takenBack");
    }

    private BigDecimal achievement(String what) {
        var statement = get("statement?street=" + DASHILAR, Role.OFFICE);
        assertThat(statement.status()).isEqualTo(200);
        return new BigDecimal(
                statement.json("$.achievement." + what + ".areaM2").toString());
    }

    private Answer get(String path, Role role, String... streets) {
        return http().get(LEDGER + path, as(role, streets));
    }

    private Answer post(String path, String form, String[] caller) {
        return http().post(LEDGER + path, form, caller);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String[] office() {
        return as(Role.OFFICE);
    }

    private String[] street() {
        return as(Role.STREET, DASHILAR);
    }

    private String[] person(String actor, Role role) {
        var headers = as(role);
        headers[1] = "Bearer " + TestIssuer.shared().tokenOf(actor, role);
        return headers;
    }

    private static String[] with(String[] headers, String name, String value) {
        var more = java.util.Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }
}
