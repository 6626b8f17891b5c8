package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.chaiwei.local.plan.PlanFacts;
import org.chaiwei.local.plan.PlanFacts.Figure;
import org.chaiwei.local.plan.PlanRecount;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The plan's whole ledger, as a district sees it after importing it through the gateway. */
class PlanLedgerTest {

    private static final Map<String, String> USES =
            Map.of("RESIDENTIAL", "居住", "STORAGE", "仓储", "COMMERCIAL", "商业", "OFFICE", "办公", "OTHER", "其他");

    private static RunningSystem running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningSystem.get();
    }

    @Test
    void as_of_the_baseline_every_figure_is_the_published_one_to_the_square_metre() throws Exception {
        var facts = PlanFacts.published();
        var summary = running.anonymous()
                .get("/api/v1/ledger/summary?asOf=" + facts.asOf())
                .expect(200)
                .body();

        assertThat(figure(summary.get("registered"))).isEqualTo(facts.registered());
        assertThat(figure(summary.get("cleared"))).isEqualTo(facts.cleared());
        assertThat(figure(summary.get("remaining"))).isEqualTo(facts.remaining());
        assertThat(summary.get("byUse")).hasSize(5);
        for (var line : summary.get("byUse")) {
            var published = facts.remainingByUse().entrySet().stream()
                    .filter(each -> each.getKey().name().equals(line.get("use").asString()))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            assertThat(figure(line)).as(line.get("use").asString()).isEqualTo(published);
        }
        assertThat(summary.get("byStreet").isNull())
                .as("figures by street need a login")
                .isTrue();
    }

    @Test
    void as_of_an_earlier_day_the_figures_are_those_of_a_plain_recount_of_the_spreadsheet() throws Exception {
        var day = LocalDate.of(2014, 6, 30);
        var recount = PlanRecount.of(running.sheet()).asOf(day);
        var office = running.as("office");
        var summary = office.get("/api/v1/ledger/summary?asOf=" + day + "&knownAt=" + running.importedUpTo())
                .expect(200)
                .body();

        assertThat(figure(summary.get("registered"))).isEqualTo(recount.registered());
        assertThat(figure(summary.get("cleared"))).isEqualTo(recount.cleared());
        assertThat(figure(summary.get("remaining"))).isEqualTo(recount.remaining());
        for (var line : summary.get("byUse"))
            assertThat(figure(line))
                    .isEqualTo(recount.remainingByUse()
                            .getOrDefault(USES.get(line.get("use").asString()), Figure.ZERO));
        var names = new HashMap<String, String>();
        for (var street :
                running.anonymous().get("/api/v1/ledger/streets").expect(200).body())
            names.put(street.get("code").asString(), street.get("name").asString());
        assertThat(summary.get("byStreet")).hasSize(15);
        for (var line : summary.get("byStreet"))
            assertThat(figure(line.get("remaining")))
                    .isEqualTo(recount.remainingByStreet()
                            .getOrDefault(names.get(line.get("street").asString()), Figure.ZERO));
    }

    @Test
    void a_correction_made_today_for_an_earlier_day_leaves_what_was_known_before_as_it_was() throws Exception {
        var office = running.as("office");
        var entry = office.get(
                        "/api/v1/ledger/violations?street=110102013&use=COMMERCIAL&status=OPEN&registeredTo=2013-12-31&limit=1")
                .expect(200)
                .body()
                .get("items")
                .get(0);
        var asOf = "/api/v1/ledger/summary?asOf=2014-06-30";
        var before = office.get(asOf).expect(200).body();
        var area = entry.get("areaM2").decimalValue();

        var answer = correct(
                office,
                entry,
                area.add(new BigDecimal("7.25")),
                entry.get("sequence").asLong());
        try {
            var reads = Map.of("Consistency-Token", answer.header("Consistency-Token"));
            var after = office.get(asOf, reads).expect(200).body();
            for (var measure : new String[] {"registered", "remaining"})
                assertThat(area(after, measure))
                        .as(measure)
                        .isEqualByComparingTo(area(before, measure).add(new BigDecimal("7.25")));
            assertThat(after.get("registered").get("count"))
                    .isEqualTo(before.get("registered").get("count"));

            var knownBefore = office.get(
                            asOf + "&knownAt=" + before.get("knownAt").asLong(), reads)
                    .expect(200)
                    .body();
            assertThat(knownBefore.get("registered")).isEqualTo(before.get("registered"));
            assertThat(knownBefore.get("byStreet")).isEqualTo(before.get("byStreet"));
            assertThat(office.get("/api/v1/ledger/summary?asOf=2014-04-30", reads)
                            .expect(200)
                            .body()
                            .get("registered"))
                    .as("the day before the correction's date")
                    .isEqualTo(office.get("/api/v1/ledger/summary?asOf=2014-04-30&knownAt="
                                    + before.get("knownAt").asLong())
                            .expect(200)
                            .body()
                            .get("registered"));
        } finally {
            // Corrected back, for the other tests' sake: the figures of the past are the plan's again, both corrections
            // stay on record.
            correct(office, entry, area, entry.get("sequence").asLong() + 1);
        }
    }

    @Test
    void a_stale_change_is_refused_and_says_so_in_the_caller_s_language() throws Exception {
        var office = running.as("office");
        var entry = office.get("/api/v1/ledger/violations?street=110102010&status=OPEN&limit=1")
                .expect(200)
                .body()
                .get("items")
                .get(0);
        var refused = office.post(
                        "/api/v1/ledger/violations/" + entry.get("id").asString() + "/corrections",
                        Map.of("areaM2", entry.get("areaM2"), "use", "OTHER", "reason", "seen otherwise"),
                        Map.of("If-Match", "\"99\""))
                .expect(412)
                .body();
        assertThat(refused.get("code").asString()).isEqualTo("stale");
        assertThat(refused.get("remedy").asString()).isNotBlank();
    }

    @Test
    void verify_finds_no_difference_and_then_finds_and_names_a_row_changed_by_hand() throws Exception {
        var clean = running.verify();
        assertThat(clean.differences()).isEmpty();
        assertThat(clean.ok()).isTrue();
        assertThat(clean.checked().entries()).isGreaterThanOrEqualTo(66_682);

        var entry = running.as("office")
                .get("/api/v1/ledger/violations?street=110102018&limit=1")
                .expect(200)
                .body()
                .get("items")
                .get(0);
        var number = entry.get("ledgerNumber").asString();
        var area = entry.get("areaM2").decimalValue();
        try {
            setArea(number, area.add(BigDecimal.ONE));
            var found = running.verify();
            assertThat(found.ok()).isFalse();
            assertThat(found.differences()).anySatisfy(difference -> {
                assertThat(difference.table()).isEqualTo("entry");
                assertThat(difference.key()).contains(entry.get("id").asString());
                assertThat(difference.column()).isEqualTo("area_m2");
            });
        } finally {
            setArea(number, area);
        }
        assertThat(running.verify().ok()).isTrue();
    }

    @Test
    void a_street_official_reads_their_own_street_and_is_refused_another() throws Exception {
        var official = running.as("street:110102013");
        assertThat(official.get("/api/v1/ledger/violations?limit=50")
                        .expect(200)
                        .body()
                        .get("items"))
                .allSatisfy(item -> assertThat(item.get("street").asString()).isEqualTo("110102013"));
        assertThat(official.get("/api/v1/ledger/summary?asOf=2015-12-31")
                        .expect(200)
                        .body()
                        .get("byStreet"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("street").asString()).isEqualTo("110102013"));
        var elsewhere = running.as("office")
                .get("/api/v1/ledger/violations?street=110102010&limit=1")
                .body()
                .get("items")
                .get(0);
        assertThat(official.get("/api/v1/ledger/violations/"
                                + elsewhere.get("id").asString())
                        .status())
                .isIn(403, 404);
    }

    @Test
    void the_other_services_are_routed_and_ask_for_a_token() throws Exception {
        for (var service : new String[] {"demolition", "accountability"}) {
            assertThat(running.anonymous()
                            .get("/api/v1/" + service + "/anything")
                            .status())
                    .isEqualTo(401);
            assertThat(running.as("office")
                            .get("/api/v1/" + service + "/anything")
                            .status())
                    .isEqualTo(404);
        }
    }

    private static Api.Answer correct(Api office, JsonNode entry, BigDecimal areaM2, long sequence) throws Exception {
        var answer = office.post(
                "/api/v1/ledger/violations/" + entry.get("id").asString() + "/corrections",
                Map.of("areaM2", areaM2, "occurredOn", "2014-05-01", "reason", "measured again"),
                Map.of("If-Match", "\"" + sequence + "\""));
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
        return answer;
    }

    private static void setArea(String ledgerNumber, BigDecimal areaM2) throws SQLException {
        try (var owner = running.system().database("ledger").asOwner();
                var update = owner.prepareStatement("UPDATE entry SET area_m2 = ? WHERE ledger_number = ?")) {
            update.setBigDecimal(1, areaM2);
            update.setString(2, ledgerNumber);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static Figure figure(JsonNode json) {
        return new Figure(json.get("count").asLong(), json.get("areaM2").decimalValue());
    }

    private static BigDecimal area(JsonNode summary, String measure) {
        return summary.get(measure).get("areaM2").decimalValue();
    }
}
