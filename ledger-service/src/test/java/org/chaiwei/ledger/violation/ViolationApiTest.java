package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The ledger's commands as a caller sees them, over HTTP, with real tokens, on a real database. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ViolationApiTest {

    private static final String VIOLATIONS = "/api/v1/ledger/violations";
    private static final String DASHILAR = "110102013";
    private static final String TIANQIAO = "110102014";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static ServiceDatabase database;

    @LocalServerPort
    private int port;

    @Autowired
    private EventLog log;

    @Autowired
    private BusinessClock clock;

    private Http http;
    private LocalDate today;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        database = ServiceProperties.of("ledger", registry::add);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        today = clock.today();
    }

    @Nested
    class Registering {

        @Test
        void an_entry_is_registered_and_found_in_its_history() {
            var number = newNumber();
            var answer = post(street(), VIOLATIONS, form(number));

            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.<String>json("$.id"))
                    .isEqualTo(ViolationId.of(number).toString());
            assertThat(answer.<String>json("$.ledgerNumber")).isEqualTo(number);
            assertThat(answer.<Integer>json("$.sequence")).isZero();
            assertThat(answer.header("Location")).isEqualTo(VIOLATIONS + "/" + ViolationId.of(number));
            assertThat(answer.header("ETag")).isEqualTo("\"0\"");
            assertThat(answer.header("Consistency-Token")).isNotBlank();

            var history = get(office(), answer.header("Location") + "/history");
            assertThat(history.status()).isEqualTo(200);
            assertThat(history.header("ETag")).isEqualTo("\"0\"");
            assertThat(history.<String>json("$[0].type")).isEqualTo("ViolationRegistered");
            assertThat(history.<String>json("$[0].actor")).isEqualTo("street-1");
            assertThat(history.<String>json("$[0].role")).isEqualTo("street");
            assertThat(history.<String>json("$[0].occurredOn")).isEqualTo(today.toString());
            assertThat(history.<String>json("$[0].data.entry.street")).isEqualTo(DASHILAR);
            assertThat(history.body()).contains("\"areaM2\":14.80");
        }

        @Test
        void an_entry_without_a_number_gets_the_next_free_one_of_its_street_and_year() {
            var first = post(street(), VIOLATIONS, form(null)).<String>json("$.ledgerNumber");
            assertThat(first).matches(DASHILAR + "-" + today.getYear() + "-\\d{5}");
            var taken = DASHILAR + "-" + today.getYear() + "-" + "%05d".formatted(counter(first) + 1);
            assertThat(post(street(), VIOLATIONS, form(taken)).status()).isEqualTo(201);
            var second = post(street(), VIOLATIONS, form(null)).<String>json("$.ledgerNumber");
            assertThat(counter(second)).isEqualTo(counter(first) + 2);
        }

        @Test
        void a_refused_form_uses_up_no_number() {
            var first = post(street(), VIOLATIONS, form(null)).<String>json("$.ledgerNumber");
            assertThat(post(street(), VIOLATIONS, form(null).replace("14.80", "0"))
                            .status())
                    .isEqualTo(422);
            var second = post(street(), VIOLATIONS, form(null)).<String>json("$.ledgerNumber");
            assertThat(counter(second)).isEqualTo(counter(first) + 1);
        }

        @Test
        void a_number_that_is_taken_is_refused_in_the_callers_language() {
            var number = registered();
            var chinese = post(street(), VIOLATIONS, form(number));
            assertThat(chinese.status()).isEqualTo(409);
            assertThat(chinese.header("Content-Type")).startsWith("application/problem+json");
            assertThat(chinese.<String>json("$.type")).isEqualTo("urn:chaiwei:problem:already-registered");
            assertThat(chinese.<String>json("$.title")).isEqualTo("该台账编号已登记");
            assertThat(chinese.<String>json("$.detail")).contains(number);
            assertThat(chinese.<String>json("$.violation"))
                    .isEqualTo(ViolationId.of(number).toString());

            var english = post(street(), VIOLATIONS, form(number), "Accept-Language", "en-GB,en;q=0.8");
            assertThat(english.<String>json("$.title")).isEqualTo("The ledger number is taken");
            assertThat(english.<String>json("$.remedy")).contains("use another number");
        }

        @Test
        void what_is_missing_or_malformed_is_named_with_its_remedy() {
            var missing = post(street(), VIOLATIONS, "{\"street\": \"" + DASHILAR + "\"}");
            assertThat(missing.status()).isEqualTo(400);
            assertThat(missing.<List<String>>json("$.errors[*].field"))
                    .contains("address", "use", "areaM2", "discoveredOn", "foundBy", "origin");
            assertThat(missing.<List<String>>json("$.errors[*].remedy")).doesNotContainNull();

            var misspelt = post(street(), VIOLATIONS, form(newNumber()).replace("STORAGE", "SHED"));
            assertThat(misspelt.status()).isEqualTo(400);
            assertThat(misspelt.<String>json("$.errors[0].field")).isEqualTo("use");
            assertThat(misspelt.<String>json("$.errors[0].remedy")).contains("STORAGE");
        }

        @Test
        void what_breaks_the_ledgers_rules_is_named_field_by_field() {
            var answer = post(
                    street(),
                    VIOLATIONS,
                    form(newNumber()).replace("14.80", "14.801").replace("110102013002", "110102014001"),
                    "Accept-Language",
                    "en");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.<String>json("$.code")).isEqualTo("entry-invalid");
            assertThat(answer.<List<String>>json("$.errors[*].field")).containsExactly("community", "areaM2");
            assertThat(answer.<List<String>>json("$.errors[*].message"))
                    .containsExactly("大栅栏街道 has no such community.", "The area has more than two decimals.");
        }

        @Test
        void a_street_official_registers_in_their_own_street_only() {
            var answer = post(token(Role.STREET, TIANQIAO), VIOLATIONS, form(newNumber()));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.<String>json("$.code")).isEqualTo("outside-your-street");
        }

        @ParameterizedTest
        @EnumSource(
                names = {"STREET", "OFFICE", "PUBLIC", "SYSTEM"},
                mode = EnumSource.Mode.EXCLUDE)
        void no_other_role_registers(Role role) {
            var answer = post(token(role), VIOLATIONS, form(newNumber()));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.<String>json("$.code")).isEqualTo("role-may-not");
            assertThat(answer.<List<String>>json("$.roles")).containsExactly("office", "street");
        }

        @Test
        void nobody_registers_without_a_login() {
            assertThat(http.post(VIOLATIONS, form(newNumber())).status()).isEqualTo(401);
        }

        @Test
        void a_repetition_with_the_same_key_gets_the_same_answer_and_registers_once() {
            var key = UUID.randomUUID().toString();
            var first = post(street(), VIOLATIONS, form(null), "Idempotency-Key", key);
            var again = post(street(), VIOLATIONS, form(null), "Idempotency-Key", key);
            assertThat(first.status()).isEqualTo(201);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));

            var other = post(street(), VIOLATIONS, form(null).replace("14.80", "15.00"), "Idempotency-Key", key);
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.<String>json("$.code")).isEqualTo("idempotency-key-reused");
        }

        @Test
        void of_many_who_register_the_same_number_at_once_one_succeeds() {
            var form = form(newNumber());
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = IntStream.range(0, 12)
                        .mapToObj(_ -> callers.submit(() -> post(street(), VIOLATIONS, form)))
                        .toList()
                        .stream()
                        .map(ViolationApiTest::answer)
                        .toList();
                assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
                assertThat(answers)
                        .filteredOn(a -> a.status() != 201)
                        .allSatisfy(a -> assertThat(a.<String>json("$.code")).isEqualTo("already-registered"));
            }
        }

        @Test
        void a_date_long_ago_needs_a_reason_which_the_history_then_tells() {
            var longAgo = form(newNumber()).replace("\"use\"", "\"occurredOn\": \"2016-05-01\", \"use\"");
            var refused = post(street(), VIOLATIONS, longAgo);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.<String>json("$.code")).isEqualTo("reason-required");
            assertThat(refused.<String>json("$.errors[0].field")).isEqualTo("reason");

            var accepted = post(street(), VIOLATIONS, longAgo.replace("\"use\"", "\"reason\": \"纸质台账补录\", \"use\""));
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
            assertThat(get(street(), accepted.header("Location") + "/history").<String>json("$[0].reason"))
                    .isEqualTo("纸质台账补录");
        }
    }

    @Nested
    class Changing {

        @Test
        void an_area_is_corrected_with_a_reason() {
            var id = ViolationId.of(registered());
            var answer = post(street(), path(id, "corrections"), """
                    {"areaM2": 20.5, "clear": ["STRUCTURE"], "reason": "复核测量"}""");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");

            var history = get(street(), path(id, "history"));
            assertThat(history.<String>json("$[1].type")).isEqualTo("ViolationCorrected");
            assertThat(history.<String>json("$[1].reason")).isEqualTo("复核测量");
            assertThat(history.<Object>json("$[1].data.structure")).isNull();
            assertThat(history.body()).contains("\"areaBeforeM2\":14.80,\"areaM2\":20.50");
        }

        @Test
        void a_correction_on_a_state_that_is_past_is_refused_as_stale() {
            var id = ViolationId.of(registered());
            var body = "{\"areaM2\": 20.5, \"reason\": \"复核测量\"}";
            assertThat(post(street(), path(id, "corrections"), body, "If-Match", "\"0\"")
                            .status())
                    .isEqualTo(200);
            var stale = post(street(), path(id, "corrections"), body, "If-Match", "\"0\"");
            assertThat(stale.status()).isEqualTo(412);
            assertThat(stale.<String>json("$.code")).isEqualTo("stale");
            assertThat(stale.<Integer>json("$.sequence")).isEqualTo(1);
        }

        @Test
        void a_correction_without_a_reason_is_refused_and_leaves_nothing_behind() throws SQLException {
            var id = ViolationId.of(registered());
            var remarks = count("remark");
            var answer = post(street(), path(id, "corrections"), "{\"areaM2\": 20.5, \"reason\": \"  \"}");
            assertThat(answer.<String>json("$.code")).isEqualTo("reason-required");
            var future = post(
                    street(),
                    path(id, "corrections"),
                    "{\"areaM2\": 20.5, \"reason\": \"x\", \"occurredOn\": \"" + today.plusDays(1) + "\"}");
            assertThat(future.<String>json("$.code")).isEqualTo("date-in-future");
            assertThat(count("remark")).isEqualTo(remarks);
        }

        @Test
        void a_repeated_correction_is_made_once_and_its_reason_kept_once() throws SQLException {
            var id = ViolationId.of(registered());
            var key = UUID.randomUUID().toString();
            var body = "{\"areaM2\": 20.5, \"reason\": \"复核测量\"}";
            var first = post(street(), path(id, "corrections"), body, "Idempotency-Key", key);
            var remarks = count("remark");
            var again = post(street(), path(id, "corrections"), body, "Idempotency-Key", key);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(log.readAggregate(id)).hasSize(2);
            assertThat(count("remark")).isEqualTo(remarks);
        }

        @Test
        void the_office_reassigns_an_entry_and_its_person_goes_along() {
            var id = ViolationId.of(registered("\"party\": {\"name\": \"王小明\", \"phone\": \"13812345678\"},"));
            var partyId = get(office(), path(id, "history")).<String>json("$[0].data.partyId");
            var newStreet = token(Role.STREET, TIANQIAO);
            assertThat(get(newStreet, "/api/v1/ledger/parties/" + partyId).status())
                    .isEqualTo(404);

            var body = "{\"street\": \"" + TIANQIAO + "\", \"alley\": \"留学路\", \"reason\": \"界线调整\"}";
            assertThat(post(street(), path(id, "street"), body).<String>json("$.code"))
                    .isEqualTo("role-may-not");
            var answer = post(office(), path(id, "street"), body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(get(newStreet, "/api/v1/ledger/parties/" + partyId).status())
                    .isEqualTo(200);
            assertThat(get(street(), "/api/v1/ledger/parties/" + partyId).status())
                    .isEqualTo(404);
            assertThat(get(street(), path(id, "history")).status()).isEqualTo(403);
        }

        @Test
        void a_responsible_person_is_entered_by_name_or_by_id() {
            var id = ViolationId.of(registered());
            var byName =
                    post(street(), path(id, "responsible-person"), "{\"party\": {\"name\": \"李大为\", \"phone\": null}}");
            assertThat(byName.status()).as(byName.body()).isEqualTo(200);
            var partyId = get(street(), path(id, "history")).<String>json("$[1].data.partyId");
            assertThat(get(street(), "/api/v1/ledger/parties/" + partyId).<String>json("$.name"))
                    .isEqualTo("李**");

            var other = ViolationId.of(registered());
            var byId = post(street(), path(other, "responsible-person"), "{\"partyId\": \"" + partyId + "\"}");
            assertThat(byId.status()).isEqualTo(200);
            var same = post(street(), path(other, "responsible-person"), "{\"partyId\": \"" + partyId + "\"}");
            assertThat(same.status()).isEqualTo(200);
            assertThat(same.<Integer>json("$.sequence")).isEqualTo(1);

            var unknown =
                    post(street(), path(other, "responsible-person"), "{\"partyId\": \"" + UUID.randomUUID() + "\"}");
            assertThat(unknown.<String>json("$.code")).isEqualTo("party-not-found");
            var neither = post(street(), path(other, "responsible-person"), "{}");
            assertThat(neither.status()).isEqualTo(400);
            assertThat(neither.<String>json("$.errors[0].code")).isEqualTo("one-of-two");
        }

        @Test
        void a_person_for_an_entry_that_is_not_there_is_not_kept() throws SQLException {
            var parties = count("party");
            var answer = post(
                    street(),
                    path(UUID.randomUUID(), "responsible-person"),
                    "{\"party\": {\"name\": \"李大为\", \"phone\": null}}");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.<String>json("$.code")).isEqualTo("not-registered");
            assertThat(count("party")).isEqualTo(parties);
        }

        @Test
        void tags_are_put_as_a_whole_and_a_second_time_without_effect() {
            var id = ViolationId.of(registered());
            var body = "{\"tags\": [\"PIPELINE\", \"KEY_AREA\"]}";
            assertThat(put(street(), path(id, "tags"), body).<Integer>json("$.sequence"))
                    .isEqualTo(1);
            assertThat(put(street(), path(id, "tags"), body).<Integer>json("$.sequence"))
                    .isEqualTo(1);
            assertThat(get(street(), path(id, "history")).<List<String>>json("$[1].data.entry.tags"))
                    .containsExactly("KEY_AREA", "PIPELINE");
            assertThat(put(token(Role.STREET, TIANQIAO), path(id, "tags"), body).status())
                    .isEqualTo(403);
        }

        @Test
        void a_withdrawn_entry_frees_its_number() {
            var number = registered();
            var id = ViolationId.of(number);
            var answer = post(street(), path(id, "withdrawal"), "{\"reason\": \"录入重复\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var after = put(street(), path(id, "tags"), "{\"tags\": []}");
            assertThat(after.status()).isEqualTo(409);
            assertThat(after.<String>json("$.code")).isEqualTo("already-withdrawn");

            var again = post(street(), VIOLATIONS, form(number));
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.header("ETag")).isEqualTo("\"2\"");
        }

        @Test
        void a_corrected_entry_is_not_withdrawn() {
            var id = ViolationId.of(registered());
            post(street(), path(id, "corrections"), "{\"areaM2\": 20, \"reason\": \"复核\"}");
            var answer = post(street(), path(id, "withdrawal"), "{\"reason\": \"录入重复\"}");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.<String>json("$.code")).isEqualTo("not-withdrawable");
        }
    }

    @Nested
    class Reading {

        @ParameterizedTest
        @EnumSource(names = {"OFFICE", "ENFORCEMENT", "ACCEPTANCE", "LEGAL", "SUPERVISION", "LEADER", "AUDITADMIN"})
        void those_who_deal_with_entries_read_the_history_of_any_street(Role role) {
            var id = ViolationId.of(registered());
            assertThat(get(token(role), path(id, "history")).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @EnumSource(names = {"DEPARTMENT", "SYSADMIN", "SECADMIN"})
        void others_do_not(Role role) {
            var id = ViolationId.of(registered());
            assertThat(get(token(role), path(id, "history")).status()).isEqualTo(403);
        }

        @Test
        void a_street_official_reads_the_history_of_their_own_street_only() {
            var id = ViolationId.of(registered());
            assertThat(get(street(), path(id, "history")).status()).isEqualTo(200);
            assertThat(get(token(Role.STREET, TIANQIAO), path(id, "history")).<String>json("$.code"))
                    .isEqualTo("outside-your-street");
            assertThat(http.get(path(id, "history")).status()).isEqualTo(401);
        }

        @Test
        void there_is_no_history_of_what_never_was() {
            var answer = get(office(), path(UUID.randomUUID(), "history"));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.<String>json("$.code")).isEqualTo("not-registered");
            assertThat(get(office(), VIOLATIONS + "/not-an-id/history").status())
                    .isEqualTo(400);
        }

        @Test
        void an_erased_reason_is_gone_from_the_history_and_the_event_stays() {
            var id = ViolationId.of(registered());
            post(street(), path(id, "corrections"), "{\"areaM2\": 20, \"reason\": \"王小明来电\"}");
            var remark = get(office(), path(id, "history")).<String>json("$[1].data.reasonRemark");
            assertThat(delete(street(), "/api/v1/ledger/remarks/" + remark).status())
                    .isEqualTo(403);
            assertThat(delete(office(), "/api/v1/ledger/remarks/" + remark).status())
                    .isEqualTo(204);
            assertThat(delete(office(), "/api/v1/ledger/remarks/" + remark).status())
                    .isEqualTo(404);
            var history = get(office(), path(id, "history"));
            assertThat(history.<Object>json("$[1].reason")).isNull();
            assertThat(history.<String>json("$[1].data.reasonRemark")).isEqualTo(remark);
        }

        @Test
        void a_person_is_shown_masked_and_in_full_only_when_asked(CapturedOutput output) {
            var id = ViolationId.of(registered("\"party\": {\"name\": \"欧阳可见\", \"phone\": \"13899998888\"},"));
            var partyId = get(office(), path(id, "history")).<String>json("$[0].data.partyId");
            var masked = get(street(), "/api/v1/ledger/parties/" + partyId);
            assertThat(masked.<String>json("$.name")).isEqualTo("欧**");
            assertThat(masked.<String>json("$.phone")).isEqualTo("138****8888");
            assertThat(masked.<Boolean>json("$.masked")).isTrue();
            assertThat(masked.header("Cache-Control")).isEqualTo("no-store");
            assertThat(output).doesNotContain("shown in full");

            var full = get(token(Role.LEGAL), "/api/v1/ledger/parties/" + partyId + "?masked=false");
            assertThat(full.<String>json("$.name")).isEqualTo("欧阳可见");
            assertThat(full.<String>json("$.phone")).isEqualTo("13899998888");
            assertThat(output).contains("party " + partyId + " shown in full to legal-1");

            assertThat(get(token(Role.LEADER), "/api/v1/ledger/parties/" + partyId)
                            .status())
                    .isEqualTo(403);
            assertThat(get(office(), "/api/v1/ledger/parties/" + UUID.randomUUID())
                            .<String>json("$.code"))
                    .isEqualTo("party-not-found");
        }
    }

    @Nested
    class Discretion {

        @Test
        void nothing_of_a_person_or_a_reason_is_in_the_log_of_events_or_of_the_service(CapturedOutput output) {
            var id = ViolationId.of(registered("\"party\": {\"name\": \"欧阳不可见\", \"phone\": \"13877776666\"},"));
            post(street(), path(id, "corrections"), "{\"areaM2\": 20, \"reason\": \"欧阳不可见来电说明\"}");
            post(street(), VIOLATIONS, form(newNumber()).replace("\"use\"", """
                    "party": {"name": "欧阳不可见", "phone": "打电话13877776666"}, "use\""""));
            post(street(), VIOLATIONS, form(newNumber()).replace("\"use\"", """
                    "party": {"name": 13877776666, "name2": "欧阳不可见"}, "use\""""));

            for (var event : log.readAggregate(id)) {
                assertThat(new String(event.payload(), StandardCharsets.UTF_8)).doesNotContain("欧阳", "7777");
                assertThat(new String(event.metadata(), StandardCharsets.UTF_8)).doesNotContain("欧阳", "7777");
            }
            assertThat(output.getAll()).doesNotContain("欧阳不可见", "13877776666");
        }

        @Test
        void a_person_of_a_refused_form_is_not_kept() throws SQLException {
            var number = registered();
            var parties = count("party");
            var form = form(number).replace("\"use\"", "\"party\": {\"name\": \"王小明\", \"phone\": null}, \"use\"");
            assertThat(post(street(), VIOLATIONS, form).status()).isEqualTo(409);
            assertThat(count("party")).isEqualTo(parties);
        }

        @Test
        void a_persons_wrong_phone_is_named_and_not_repeated() {
            var answer = post(street(), VIOLATIONS, form(newNumber()).replace("\"use\"", """
                    "party": {"name": "王小明", "phone": "打电话13877776666"}, "use\""""));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.<String>json("$.errors[0].field")).isEqualTo("party.phone");
            assertThat(answer.body()).doesNotContain("13877776666");
        }
    }

    @Test
    void the_commands_are_described_for_whoever_writes_a_client() {
        var description = http.get("/v3/api-docs");
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.body())
                .contains(
                        VIOLATIONS + "/{id}/corrections",
                        VIOLATIONS + "/{id}/street",
                        VIOLATIONS + "/{id}/responsible-person",
                        VIOLATIONS + "/{id}/tags",
                        VIOLATIONS + "/{id}/withdrawal",
                        VIOLATIONS + "/{id}/history");
    }

    private static Answer answer(Future<Answer> pending) {
        try {
            return pending.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String registered() {
        return registered("");
    }

    private String registered(String more) {
        var number = newNumber();
        var answer = post(street(), VIOLATIONS, form(number).replace("\"use\"", more + "\"use\""));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return number;
    }

    private String form(String number) {
        return """
                {"ledgerNumber": %s, "street": "110102013", "community": "110102013002", "alley": "杨梅竹斜街",
                 "address": "杨梅竹斜街 61 号院内北侧", "lon": 116.3892, "lat": 39.8951, "use": "STORAGE", "areaM2": 14.80,
                 "structure": "彩钢", "discoveredOn": "2013-04-12", "foundBy": "INVENTORY", "origin": "EXISTING"}
                """.formatted(number == null ? "null" : "\"" + number + "\"");
    }

    private static String newNumber() {
        return "T-" + NUMBERS.incrementAndGet();
    }

    private static int counter(String number) {
        return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
    }

    private static String path(UUID id, String what) {
        return VIOLATIONS + "/" + id + "/" + what;
    }

    private static long count(String table) throws SQLException {
        try (var connection = database.asApp();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String street() {
        return token(Role.STREET, DASHILAR);
    }

    private static String office() {
        return token(Role.OFFICE);
    }

    private static String token(Role role, String... streets) {
        return "Bearer " + TestIssuer.shared().token(role, streets);
    }

    private Answer get(String token, String path) {
        return http.get(path, "Authorization", token);
    }

    private Answer delete(String token, String path) {
        return http.send("DELETE", path, null, "Authorization", token);
    }

    private Answer put(String token, String path, String body) {
        return http.send("PUT", path, body, "Authorization", token);
    }

    private Answer post(String token, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = token;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return http.post(path, body, all);
    }
}
