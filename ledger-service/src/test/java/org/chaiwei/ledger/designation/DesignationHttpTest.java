package org.chaiwei.ledger.designation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.ledger.book.RunningLedger;
import org.chaiwei.ledger.designation.DesignationCommand.DesignatePlace;
import org.chaiwei.ledger.designation.DesignationCommand.Inside;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the start to the designation and its revocation, as callers see it over HTTP. */
class DesignationHttpTest extends RunningLedger {

    private static final String PATH = "/api/v1/ledger/designations";
    private static final String DASHILAR = "110102013";
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private CommandSender sender;

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
    void a_compound_is_designated_shown_to_everyone_and_revoked_by_an_entry_that_is_dated_back() {
        var id = designated("延寿小区");
        var shown = one(id);
        assertThat(shown.<String>json("$.state")).isEqualTo("DESIGNATED");
        assertThat(shown.header("ETag")).isEqualTo("\"3\"");
        assertThat(everyone()).contains("延寿小区");

        var violation = registered("延寿小区", today.minusDays(20));
        assertThat(everyone()).doesNotContain("延寿小区");
        awaitRevoked(id);
        var revoked = one(id);
        assertThat(revoked.<String>json("$.cause")).isEqualTo("VIOLATION");
        assertThat(revoked.<String>json("$.violation")).isEqualTo(violation.toString());
        assertThat(revoked.<String>json("$.revokedOn")).isEqualTo(today.toString());

        ok(start("延寿小区", street()));
        assertThat(one(id).<Integer>json("$.run")).isEqualTo(2);
    }

    @Test
    void an_entry_that_came_while_the_designation_was_being_decided_revokes_it() {
        var id = applied("铁树小区");
        ok(inspect(id, office()));
        var checkedTo = eventLog.head().position();
        registered("铁树小区", today);
        assertThat(http().post(PATH + "/" + id + "/designation", "{}", office()).<String>json("$.code"))
                .isEqualTo("violations-open-inside");

        // As if the check had been made a moment before the registration.
        sender.send(
                new DesignatePlace(
                        id,
                        new Inside(0, List.of(), checkedTo),
                        new Asked(new Scope(Role.OFFICE, Set.of()), today, today, null)),
                RequestContext.of(new Actor("office-1", new Scope(Role.OFFICE, Set.of()))));
        assertThat(everyone()).doesNotContain("铁树小区");
        awaitRevoked(id);
    }

    @Test
    void an_entry_that_is_corrected_into_the_place_revokes_it() {
        var id = designated("甘井小区");
        var elsewhere = registered("别处小区", today);
        ok(http().post("/api/v1/ledger/violations/" + elsewhere + "/corrections", """
                {"compound": "甘井小区", "reason": "按实地"}""", street()));
        awaitRevoked(id);
    }

    @Test
    void a_closed_entry_that_stands_again_revokes_it_and_an_unconfirmed_suspicion_does_not() {
        var closed = registered("百顺小区", today, ", \"lon\": 116.372000, \"lat\": 39.872000");
        demolished(closed);
        var id = designated("百顺小区");

        var seen = http().post("/api/v1/ledger/sightings", """
                {"lon": 116.372000, "lat": 39.872000, "foundBy": "REPORT", "photo": "%s"}""".formatted(PHOTO), street());
        ok(seen);
        assertThat(seen.<List<String>>json("$.suspected[*].violation")).containsExactly(closed.toString());
        assertThat(one(id).<String>json("$.state")).isEqualTo("DESIGNATED");

        ok(http().post(
                        "/api/v1/ledger/violations/" + closed + "/relapse-suspicions/" + seen.json("$.sighting")
                                + "/confirmation",
                        """
                {"areaM2": 3.00, "photo": "%s"}""".formatted(PHOTO),
                        office()));
        awaitRevoked(id);
        var revoked = one(id);
        assertThat(revoked.<String>json("$.cause")).isEqualTo("RELAPSE");
        String again =
                http().get("/api/v1/ledger/violations/" + closed, office()).json("$.relapsedInto");
        assertThat(revoked.<String>json("$.violation")).isEqualTo(again);
        assertThat(everyone()).doesNotContain("百顺小区");
    }

    @Test
    void its_history_says_who_did_what_and_why_to_those_of_the_street_and_the_office() {
        var id = designated("培英小区");
        var path = PATH + "/" + id + "/history";
        assertThat(http().post(PATH + "/" + id + "/revocation", "{}", office()).<String>json("$.code"))
                .isEqualTo("reason-required");
        ok(http().post(PATH + "/" + id + "/revocation", """
                {"reason": "照片与现场不符"}""", office()));
        ok(start("培英小区", street()));

        var history = http().get(path, street());
        assertThat(history.status()).as(history.body()).isEqualTo(200);
        assertThat(history.header("ETag")).isEqualTo("\"5\"");
        assertThat(history.<List<String>>json("$[*].type"))
                .containsExactly(
                        "ViolationFreeStarted",
                        "ViolationFreeAppliedFor",
                        "ViolationFreeInspected",
                        "ViolationFreeDesignated",
                        "ViolationFreeRevoked",
                        "ViolationFreeStarted");
        assertThat(history.<List<String>>json("$[*].actor"))
                .containsExactly("street-1", "street-1", "office-1", "office-1", "office-1", "street-1");
        assertThat(history.<List<String>>json("$[*].reason")).containsOnlyOnce("照片与现场不符");
        assertThat(history.<Integer>json("$[5].data.run")).isEqualTo(2);
        assertThat(history.<String>json("$[4].data.cause")).isEqualTo("BY_HAND");

        assertThat(http().get(path, as(Role.STREET, "110102010")).status()).isEqualTo(403);
        assertThat(http().get(path, as(Role.DEPARTMENT)).<String>json("$.code")).isEqualTo("role-may-not");
        assertThat(http().get(path, anyone()).status()).isEqualTo(401);
        // An entry is no place, though its events are in the same log.
        var entry = registered("五道小区", today);
        assertThat(http().get(PATH + "/" + entry + "/history", office()).<String>json("$.code"))
                .isEqualTo("designation-not-started");
    }

    @Test
    void an_application_is_refused_with_the_entries_that_are_open_inside() {
        registered("棕树小区", today);
        var id = UUID.fromString(start("棕树小区", street()).json("$.id"));
        var refused = http().post(PATH + "/" + id + "/application", "{}", street());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.<String>json("$.code")).isEqualTo("violations-open-inside");
        assertThat(refused.<Integer>json("$.open")).isEqualTo(1);
    }

    @Test
    void the_one_who_applied_can_t_inspect_and_another_street_sees_nothing_of_it() {
        var id = applied("石头小区");
        assertThat(inspect(id, street()).<String>json("$.code")).isEqualTo("another-person-needed");
        var other = as(Role.STREET, "110102010");
        assertThat(http().get(PATH + "/" + id, other).status()).isEqualTo(403);
        assertThat(http().get(PATH, other).<List<String>>json("$.items[*].street"))
                .doesNotContain(DASHILAR);
        assertThat(http().get(PATH, anyone()).status()).isEqualTo(401);
    }

    @Test
    void the_same_request_sent_again_starts_it_once_and_a_stale_sequence_is_refused() {
        var first = start("耀武小区", with(street(), "Idempotency-Key", "start-1"));
        var again = start("耀武小区", with(street(), "Idempotency-Key", "start-1"));
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.<String>json("$.id")).isEqualTo(first.json("$.id"));
        assertThat(start("耀武小区", street()).<String>json("$.code")).isEqualTo("designation-already-started");
        var stale = http().post(
                        PATH + "/" + first.<String>json("$.id") + "/application",
                        "{}",
                        with(street(), "If-Match", "\"7\""));
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void the_advice_names_two_a_street_and_thirty_in_the_district() {
        designated("樱桃小区");
        var advice = http().get(PATH + "/advice", office());
        assertThat(advice.<List<Integer>>json("$.items[?(@.street == '110102013' && @.kind == 'COMPOUND')].advised"))
                .containsExactly(2);
        assertThat(advice.<List<Integer>>json("$.items[?(@.street == null)].advised"))
                .containsExactly(30, 30);
        assertThat(advice.<List<Integer>>json("$.items[?(@.street == null && @.kind == 'COMPOUND')].designated")
                        .getFirst())
                .isPositive();
    }

    private UUID designated(String compound) {
        var id = applied(compound);
        ok(inspect(id, office()));
        ok(http().post(PATH + "/" + id + "/designation", "{}", office()));
        return id;
    }

    private UUID applied(String compound) {
        var id = UUID.fromString(start(compound, street()).json("$.id"));
        ok(http().post(PATH + "/" + id + "/application", "{}", street()));
        return id;
    }

    private Answer start(String compound, String[] caller) {
        return http().post(PATH, """
                {"kind": "COMPOUND", "street": "大栅栏", "name": "%s"}""".formatted(compound), caller);
    }

    private Answer inspect(UUID id, String[] caller) {
        return http().post(PATH + "/" + id + "/inspection", """
                {"passed": true, "photo": "%s"}""".formatted(PHOTO), caller);
    }

    private Answer one(UUID id) {
        return http().get(PATH + "/" + id, office());
    }

    private String everyone() {
        return http().get(PATH + "/public", anyone()).body();
    }

    private void awaitRevoked(UUID id) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(one(id).<String>json("$.state")).isEqualTo("REVOKED"));
    }

    private UUID registered(String compound, LocalDate on) {
        return registered(compound, on, "");
    }

    private UUID registered(String compound, LocalDate on, String more) {
        var answer = http().post(
                        "/api/v1/ledger/violations",
                        """
                {"street": "%s", "compound": "%s", "address": "大栅栏西街%d号", "use": "STORAGE", "areaM2": 12.00,
                 "discoveredOn": "%s", "foundBy": "PATROL", "origin": "NEW", "occurredOn": "%s"%s}""".formatted(DASHILAR, compound, NUMBERS.incrementAndGet(), on, on, more),
                        street());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(answer.json("$.id"));
    }

    /** As the demolition service tells it: gone, and accepted. */
    private void demolished(UUID id) {
        var area = new BigDecimal("12.00");
        told(new Demolished(
                id,
                DASHILAR,
                UUID.randomUUID(),
                area,
                false,
                "FORCE",
                today,
                OffsetDateTime.parse(today + "T00:00:00+08:00"),
                "u-e"));
        told(new AcceptancePassed(
                id,
                DASHILAR,
                area,
                false,
                List.of(new Signature("u-a", "acceptance"), new Signature("u-o", "office")),
                today,
                "u-o"));
    }

    private void told(DemolitionFact fact) {
        reaction.react(new ReceivedFact(
                "demolition",
                new UUID(1, 1),
                1,
                UUID.randomUUID(),
                fact.violation(),
                "org.chaiwei.demolition." + fact.getClass().getSimpleName() + ".v1",
                fact,
                Instant.EPOCH,
                UUID.randomUUID(),
                null));
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private String[] street() {
        return person("street-1", Role.STREET, DASHILAR);
    }

    private String[] office() {
        return person("office-1", Role.OFFICE);
    }

    private String[] person(String actor, Role role, String... streets) {
        var headers = as(role, streets);
        headers[1] = "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets);
        return headers;
    }

    private static String[] with(String[] headers, String name, String value) {
        var more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }
}
