package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookHttpTest extends RunningLedger {

    private static final List<Recorded> HISTORY = Histories.of(5, 120, 700);

    @BeforeEach
    void fill() {
        if (eventLog.head().position() == 0) happened(HISTORY);
    }

    @Test
    void a_list_has_items_totals_and_the_position_it_covers_and_its_cursor_leads_on() {
        var first = http().get("/api/v1/ledger/violations?sort=-areaM2&limit=5", as(Role.OFFICE));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.<List<Object>>json("$.items")).hasSize(5);
        assertThat(first.<Integer>json("$.position")).isEqualTo(HISTORY.size());
        assertThat(first.<Map<String, Object>>json("$.total")).containsOnlyKeys("count", "areaM2", "remainingM2");
        assertThat(first.<Map<String, Object>>json("$.items[0]"))
                .containsOnlyKeys(
                        "id",
                        "ledgerNumber",
                        "ledgerKind",
                        "street",
                        "community",
                        "compound",
                        "alley",
                        "unit",
                        "use",
                        "tags",
                        "households",
                        "origin",
                        "address",
                        "lon",
                        "lat",
                        "structure",
                        "storeys",
                        "yearBuilt",
                        "areaM2",
                        "demolishedM2",
                        "remainingM2",
                        "discoveredOn",
                        "foundBy",
                        "partyId",
                        "status",
                        "registeredOn",
                        "closedOn",
                        "ground",
                        "legacy",
                        "importBatch",
                        "acceptedM2",
                        "sealedOn",
                        "caseNumber",
                        "caseFiledOn",
                        "restoredOn",
                        "duplicateOf",
                        "revocationRequestedOn",
                        "revocationRequestedBy",
                        "relapseOf",
                        "relapsedInto",
                        "patrolDueOn",
                        "patrolRound",
                        "sequence",
                        "position",
                        "changedAt");
        assertThat(first.body()).containsPattern("\"areaM2\":\\d+\\.\\d{2}[,}]");
        String next = first.json("$.next");
        var second = http().get("/api/v1/ledger/violations?sort=-areaM2&limit=5&cursor=" + next, as(Role.OFFICE));
        assertThat(second.<List<String>>json("$.items[*].id"))
                .hasSize(5)
                .doesNotContainAnyElementsOf(first.<List<String>>json("$.items[*].id"));
        var other = http().get("/api/v1/ledger/violations?use=OFFICE&limit=5&cursor=" + next, as(Role.OFFICE));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.<String>json("$.errors[0].code")).isEqualTo("not-a-cursor-of-this-list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=201|limit|max",
                "limit=0|limit|min",
                "use=PALACE|use|not-one-of",
                "colour=red|colour|unknown",
                "bbox=1,2|bbox|not-a-box",
                "areaMin=-1|areaMin|positive-or-zero",
                "areaMin=1.234|areaMin|digits",
                "registeredFrom=1.5.2013|registeredFrom|not-a-date",
                "sort=street|sort|not-one-of",
                "cursor=nonsense|cursor|not-a-cursor-of-this-list"
            })
    void what_can_t_be_answered_is_refused_by_the_name_of_the_parameter(String asked, String field, String code) {
        var refused = http().get("/api/v1/ledger/violations?" + asked, as(Role.OFFICE));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].message")).isNotBlank();
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    @Test
    void an_entry_comes_with_its_sequence_as_the_etag() {
        var last = HISTORY.getLast();
        var path = "/api/v1/ledger/violations/" + last.aggregate();
        var entry = http().get(path, as(Role.LEGAL));
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.header("ETag")).isEqualTo("\"" + last.sequence() + "\"");
        assertThat(entry.<Integer>json("$.position")).isEqualTo((int) last.position());
        var missing = http().get("/api/v1/ledger/violations/00000000-0000-0000-0000-000000000000", as(Role.OFFICE));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.<String>json("$.code")).isEqualTo("not-registered");
    }

    @Test
    void a_street_official_sees_their_own_street_only() {
        var list = http().get("/api/v1/ledger/violations?limit=200", as(Role.STREET, "110102013"));
        assertThat(list.<List<String>>json("$.items[*].street")).isNotEmpty().containsOnly("110102013");
        var elsewhere = http().get("/api/v1/ledger/violations?street=110102018&limit=1", as(Role.OFFICE));
        String id = elsewhere.json("$.items[0].id");
        for (var path : List.of("/api/v1/ledger/violations/" + id, "/api/v1/ledger/violations?street=110102018")) {
            var refused = http().get(path, as(Role.STREET, "110102013"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.<String>json("$.code")).isEqualTo("outside-your-street");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"DEPARTMENT", "SYSADMIN", "SECADMIN"})
    void a_role_without_access_to_entries_is_refused_everywhere(Role role) {
        for (var path :
                List.of("violations", "violations/" + HISTORY.getLast().aggregate(), "violations/export.csv", "books"))
            assertThat(http().get("/api/v1/ledger/" + path, as(role)).status()).isEqualTo(403);
        assertThat(http().get("/api/v1/ledger/violations").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?use=OFFICE", "?status=WITHDRAWN", "?q=%E7%94%B2"})
    void an_export_holds_exactly_what_the_list_holds(String filter) {
        var list = http().get(
                        "/api/v1/ledger/violations" + (filter.isEmpty() ? "?" : filter + "&") + "limit=200",
                        as(Role.OFFICE));
        var csv = http().get("/api/v1/ledger/violations/export.csv" + filter, as(Role.OFFICE));
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%8F%B0%E8%B4%A6-");
        assertThat(csv.body().lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactlyElementsOf(list.<List<String>>json("$.items[*].ledgerNumber"));
        var xlsx = http().get("/api/v1/ledger/violations/export.xlsx" + filter, as(Role.OFFICE));
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.body()).startsWith("PK");
    }

    @Test
    void the_books_are_four_by_kind_and_one_a_street() {
        var books = http().get("/api/v1/ledger/books", as(Role.OFFICE));
        assertThat(books.<List<String>>json("$[*].book"))
                .hasSize(19)
                .startsWith("GENERAL", "WALL_OPENING", "DISTRICT_UNIT", "FOLLOW_UP", "STREET");
        assertThat(http().get("/api/v1/ledger/books", as(Role.STREET, "110102013"))
                        .<List<String>>json("$[*].street"))
                .containsExactly(null, null, null, null, "110102013");
    }

    @Test
    void streets_and_communities_are_for_everyone_and_kept_for_a_day() {
        var streets = http().get("/api/v1/ledger/streets");
        assertThat(streets.<List<String>>json("$[*].code")).hasSize(15);
        assertThat(streets.header("Cache-Control")).isEqualTo("max-age=86400, public");
        assertThat(http().get("/api/v1/ledger/communities").<List<String>>json("$[*].code"))
                .hasSize(263);
    }
}
