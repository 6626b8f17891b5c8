package org.chaiwei.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.chaiwei.ledger.book.RunningLedger;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresHttpTest extends RunningLedger {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String DASHILAR = "110102013";

    @Test
    void a_correction_made_today_for_an_earlier_day_changes_that_day_as_known_now_and_not_as_known_before() {
        var entry = entry("110102014", "STORAGE");
        var registeredOn = LocalDate.of(2013, 5, 1);
        happened(id(entry), 0, registered(entry, "40.00", registeredOn));
        var before = eventLog.head();
        happened(id(entry), 1, corrected(entry, "40.00", "25.50", LocalDate.of(2014, 5, 1)));
        var after = eventLog.head();

        var street = "$.byStreet[?(@.street == '110102014')].registered.areaM2";
        for (var knownBefore : new Object[] {before.position(), before.recordedAt()})
            assertThat(summary("2014-06-30", knownBefore).<List<Object>>json(street))
                    .containsExactly(40.0);
        for (var knownAfter : new Object[] {after.position(), after.recordedAt(), ""})
            assertThat(summary("2014-06-30", knownAfter).<List<Object>>json(street))
                    .containsExactly(25.5);
        assertThat(summary("2014-04-30", after.position()).<List<Object>>json(street))
                .containsExactly(40.0);
        assertThat(summary("2013-04-30", after.position()).<List<Object>>json(street))
                .containsExactly(0.0);
        assertThat(summary("2014-06-30", before.position()).<Integer>json("$.knownAt"))
                .isEqualTo((int) before.position());
        assertThat(summary("2014-06-30", before.position()).<String>json("$.recordedAt"))
                .isEqualTo(before.recordedAt().toString());
    }

    @Test
    void the_districts_totals_are_for_everyone_and_the_streets_for_those_whose_they_are() {
        happened(registration());
        var published = http().get("/api/v1/ledger/summary?asOf=2015-12-31", anyone());
        assertThat(published.status()).isEqualTo(200);
        assertThat(published.<Object>json("$.byStreet")).isNull();
        assertThat(published.<List<String>>json("$.byUse[*].use"))
                .containsExactly("RESIDENTIAL", "STORAGE", "COMMERCIAL", "OFFICE", "OTHER");
        assertThat(published.body())
                .containsPattern("\"share\":[01]\\.\\d{6}[,}]")
                .containsPattern("\"areaM2\":\\d+\\.\\d{2}[,}]");
        assertThat(http().get("/api/v1/ledger/summary", as(Role.LEADER)).<List<String>>json("$.byStreet[*].street"))
                .hasSize(15);
        assertThat(http().get("/api/v1/ledger/summary", as(Role.STREET, DASHILAR))
                        .<List<String>>json("$.byStreet[*].street"))
                .containsExactly(DASHILAR);
    }

    @Test
    void a_statement_s_lines_add_up_and_cover_every_month() {
        happened(registration());
        var statement = http().get(
                        "/api/v1/ledger/statement?street=大栅栏&use=OFFICE&from=2013-05-15&to=2013-08-14"
                                .replace("大栅栏", "%E5%A4%A7%E6%A0%85%E6%A0%8F"),
                        as(Role.STREET, DASHILAR));
        assertThat(statement.status()).isEqualTo(200);
        assertThat(statement.<String>json("$.street")).isEqualTo(DASHILAR);
        assertThat(statement.<List<String>>json("$.months[*].month"))
                .containsExactly("2013-05", "2013-06", "2013-07", "2013-08");
        assertThat(statement.<Map<String, Object>>json("$.lines").keySet())
                .containsExactly(
                        "opening", "added", "demolished", "otherwiseClosed", "revoked", "corrected", "closing");
        assertThat(statement.<Map<String, Object>>json("$.months[1].lines.added"))
                .containsEntry("count", 1)
                .containsEntry("areaM2", 12.34);
    }

    @Test
    void a_statement_needs_a_login_and_is_not_given_for_another_street() {
        assertThat(http().get("/api/v1/ledger/statement").status()).isEqualTo(401);
        var refused = http().get("/api/v1/ledger/statement?street=110102018", as(Role.STREET, DASHILAR));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.<String>json("$.code")).isEqualTo("outside-your-street");
    }

    @ParameterizedTest
    @CsvSource({
        "summary?asOf=2199-01-01, asOf, date-in-future",
        "summary?asOf=1066-10-14, asOf, not-a-date",
        "summary?asOf=yesterday, asOf, not-a-date",
        "summary?knownAt=999999999, knownAt, beyond-the-record",
        "summary?knownAt=2199-01-01T00:00:00Z, knownAt, instant-in-future",
        "summary?knownAt=now, knownAt, not-a-point-of-record",
        "summary?asof=2015-12-31, asof, unknown",
        "summary/stream?asOf=2199-01-01, asOf, date-in-future",
        "statement?street=Atlantis, street, street-unknown",
        "statement?use=PALACE, use, not-one-of",
        "statement?from=2015-02-01&to=2015-01-01, to, below-its-start",
        "statement?from=1901-01-01&to=2015-01-01, from, period-too-long"
    })
    void what_can_t_be_answered_is_refused_by_the_name_of_the_field(String asked, String field, String code) {
        var refused = http().get("/api/v1/ledger/" + asked, as(Role.OFFICE));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    @Test
    void known_at_the_very_beginning_everything_is_nothing() {
        var summary = summary("2015-12-31", 0);
        assertThat(summary.<Integer>json("$.registered.count")).isZero();
        assertThat(summary.<Object>json("$.recordedAt")).isNull();
    }

    @Test
    @Timeout(60)
    void the_stream_begins_with_the_totals_and_tells_them_again_when_they_change() throws Exception {
        try (var stream = subscribe("/api/v1/ledger/summary/stream?asOf=2015-12-31")) {
            var first = stream.nextSummary();
            happened(registration());
            var position = eventLog.head().position();
            Map<String, Object> next;
            do next = stream.nextSummary();
            while (((Number) next.get("knownAt")).longValue() < position);
            assertThat(next.get("byStreet")).isNull();
            assertThat(count(next)).isEqualTo(count(first) + 1);
        }
    }

    private static int count(Map<String, Object> summary) {
        return ((Number) ((Map<?, ?>) summary.get("registered")).get("count")).intValue();
    }

    private record Stream(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {

        /** Blocks until the next one has come; a test that waits in vain is ended by its timeout. */
        Map<String, Object> nextSummary() throws IOException {
            var named = false;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event:summary")) named = true;
                if (named && line.startsWith("data:")) return JsonPath.read(line.substring("data:".length()), "$");
            }
            throw new IOException("the stream has ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Stream subscribe(String path) throws IOException, InterruptedException {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new Stream(response, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private Answer summary(String asOf, Object knownAt) {
        var answer = http().get("/api/v1/ledger/summary?asOf=" + asOf + "&knownAt=" + knownAt, as(Role.OFFICE));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static List<Recorded> registration() {
        var entry = entry(DASHILAR, "OFFICE");
        return List.of(
                new Recorded(0, Instant.EPOCH, id(entry), 0, registered(entry, "12.34", LocalDate.of(2013, 6, 1))));
    }

    private static UUID id(Particulars entry) {
        return ViolationId.of(entry.ledgerNumber());
    }

    private static Particulars entry(String street, String use) {
        return new Particulars(
                "HTTP-" + NUMBER.incrementAndGet(),
                "GENERAL",
                street,
                null,
                null,
                null,
                null,
                use,
                List.of(),
                0,
                "EXISTING");
    }

    private static ViolationEvent registered(Particulars entry, String areaM2, LocalDate on) {
        return new ViolationRegistered(
                id(entry),
                entry,
                "大栅栏西街14号",
                null,
                null,
                new BigDecimal(areaM2),
                null,
                null,
                null,
                on,
                FoundBy.INVENTORY.name(),
                null,
                null,
                true,
                on);
    }

    private static ViolationEvent corrected(Particulars entry, String beforeM2, String areaM2, LocalDate on) {
        return new ViolationCorrected(
                id(entry),
                entry,
                entry,
                new BigDecimal(beforeM2),
                new BigDecimal(areaM2),
                new BigDecimal("0.00"),
                "大栅栏西街14号",
                null,
                null,
                null,
                null,
                null,
                UUID.randomUUID(),
                on);
    }
}
