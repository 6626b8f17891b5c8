package org.chaiwei.demolition.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of cases over HTTP. Its cases stand in streets that no other test uses. */
class CasesHttpTest extends RunningService {

    private static final String CASES = "/api/v1/demolition/cases";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);

    @Autowired
    private EventLog log;

    @Test
    void a_list_has_pages_totals_and_the_position_it_is_at() {
        var street = "110102901";
        for (int i = 1; i <= 5; i++) lead(street, i, "10.50");
        var first = list("?limit=2&street=" + street, Role.OFFICE);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.<List<String>>json("$.items[*].ledgerNumber")).containsExactly(street + "-1", street + "-2");
        assertThat(first.<Integer>json("$.total.count")).isEqualTo(5);
        assertThat(first.body()).contains("\"areaM2\":52.50", "\"remainingM2\":52.50", "\"stage\":\"LEAD\"");
        assertThat(first.<Integer>json("$.position")).isPositive();

        var numbers = new ArrayList<String>();
        var page = first;
        while (true) {
            numbers.addAll(page.<List<String>>json("$.items[*].ledgerNumber"));
            var next = page.<String>json("$.next");
            if (next == null) break;
            page = list("?limit=2&street=" + street + "&cursor=" + next, Role.OFFICE);
        }
        assertThat(numbers).hasSize(5).doesNotHaveDuplicates().isSorted();
        assertThat(list("?limit=2&cursor=" + first.<String>json("$.next"), Role.OFFICE)
                        .<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
    }

    @Test
    void a_caller_sees_their_own_write_and_filters_by_stage_and_track() {
        var street = "110102902";
        lead(street, 1, "10.00");
        var filed = lead(street, 2, "20.00");
        var answer = http.post(
                CASES + "/" + filed + "/filing",
                "{\"track\": \"TEMPORARY\", \"reason\": \"补录\"}",
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.OFFICE));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var listed = http.get(
                CASES + "?stage=FILED&track=TEMPORARY&street=" + street,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.LEADER),
                ConsistencyToken.HEADER,
                answer.header(ConsistencyToken.HEADER));
        assertThat(listed.<List<String>>json("$.items[*].violation")).containsExactly(filed.toString());
        assertThat(listed.<String>json("$.items[0].caseNumber")).contains(street);
        assertThat(listed.<Integer>json("$.total.count")).isOne();
    }

    @Test
    void a_street_official_sees_their_own_street_only() {
        lead("110102903", 1, "10.00");
        var mine = lead("110102904", 1, "10.00");
        var listed = list("", Role.STREET, "110102904");
        assertThat(listed.<List<String>>json("$.items[*].violation")).containsExactly(mine.toString());
        assertThat(listed.<Integer>json("$.total.count")).isOne();
        assertThat(list("?street=110102903", Role.STREET, "110102904").<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(list("", Role.DEPARTMENT).<String>json("$.code")).isEqualTo("role-may-not");
    }

    @Test
    void a_filter_that_makes_no_sense_is_named() {
        for (var query : List.of("stage=GONE", "street=1", "track=FAST", "limit=0", "limit=201"))
            assertThat(list("?" + query, Role.OFFICE).status()).as(query).isEqualTo(400);
    }

    private UUID lead(String street, int number, String areaM2) {
        var id = UUID.randomUUID();
        var entry = new LedgerEntry(
                street + "-" + number, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal(areaM2), DAY, "PATROL", null, false, DAY, null, "street-1"));
        return id;
    }

    private Answer list(String query, Role role, String... streets) {
        var head = log.head();
        return http.get(
                CASES + query,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
    }
}
