package org.chaiwei.demolition.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What departments have to answer, over HTTP. Its cases stand in streets that no other test uses. */
class ConsultationsHttpTest extends RunningService {

    private static final String API = "/api/v1/demolition";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);

    @Autowired
    private EventLog log;

    @Test
    void an_official_of_a_department_finds_what_they_may_answer_the_nearest_day_first_and_it_goes_when_answered() {
        var street = "110102921";
        var id = lead(street, 1);
        var later = asked(id, "PLANNING", null, "2016-07-01");
        var sooner = asked(id, "HOUSING", "u-housing", "2016-06-01");
        var others = asked(id, "HOUSING", "u-another", "2016-05-20");

        var mine = list("u-housing", Role.DEPARTMENT, "?street=" + street);
        assertThat(mine.status()).as(mine.body()).isEqualTo(200);
        assertThat(mine.<List<String>>json("$.items[*].consultation")).containsExactly(sooner, later);
        assertThat(mine.<String>json("$.items[0].ledgerNumber")).isEqualTo(street + "-1");
        assertThat(mine.<Boolean>json("$.items[0].overdue")).isTrue();
        assertThat(list("u-housing", Role.DEPARTMENT, "?department=PLANNING&street=" + street)
                        .<List<String>>json("$.items[*].consultation"))
                .containsExactly(later);
        assertThat(list("u-office", Role.OFFICE, "?street=" + street).<List<String>>json("$.items[*].consultation"))
                .containsExactly(others, sooner, later);

        var answer = http.post(
                API + "/cases/" + id + "/consultations/" + sooner + "/answer",
                "{\"answer\": \"无产权登记\", \"occurredOn\": \"2016-05-21\"}",
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf("u-housing", Role.DEPARTMENT));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(list("u-housing", Role.DEPARTMENT, "?street=" + street)
                        .<List<String>>json("$.items[*].consultation"))
                .containsExactly(later);
    }

    @Test
    void a_street_official_sees_their_own_street_and_an_entry_that_moves_takes_its_questions_along() {
        var id = lead("110102922", 1);
        var asked = asked(id, "PLANNING", null, "2016-06-01");
        tell(new StreetReassigned(
                id,
                entry("110102922", 1),
                entry("110102923", 1),
                new BigDecimal("20"),
                BigDecimal.ZERO,
                DAY,
                "office-1"));
        assertThat(list("u-street", Role.STREET, "", "110102922").<List<Object>>json("$.items"))
                .isEmpty();
        var moved = list("u-street", Role.STREET, "", "110102923");
        assertThat(moved.<List<String>>json("$.items[*].consultation")).containsExactly(asked);
        assertThat(moved.<String>json("$.items[0].street")).isEqualTo("110102923");
        assertThat(list("u-street", Role.STREET, "?street=110102922", "110102923")
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(list("u-system", Role.SYSADMIN, "").<String>json("$.code")).isEqualTo("role-may-not");
    }

    @Test
    void a_list_has_pages_each_consultation_once_also_of_one_day() {
        var street = "110102924";
        var asked = new ArrayList<String>();
        for (int i = 1; i <= 5; i++) asked.add(asked(lead(street, i), "INDUSTRY_COMMERCE", null, "2016-06-01"));
        var found = new ArrayList<String>();
        var query = "?limit=2&street=" + street;
        for (String next = ""; next != null; ) {
            var page = list("u-leader", Role.LEADER, query + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(page.<List<Object>>json("$.items")).hasSizeBetween(1, 2);
            found.addAll(page.<List<String>>json("$.items[*].consultation"));
            next = page.json("$.next");
        }
        assertThat(found).hasSize(5).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(list("u-leader", Role.LEADER, "?cursor=nonsense").<String>json("$.errors[0].code"))
                .isEqualTo("not-a-cursor-of-this-list");
        assertThat(list("u-leader", Role.LEADER, "?department=WEATHER").status())
                .isEqualTo(400);
    }

    private UUID lead(String street, int number) {
        var id = UUID.randomUUID();
        tell(new ViolationRegistered(
                id, entry(street, number), new BigDecimal("20"), DAY, "PATROL", null, false, DAY, null, "street-1"));
        return id;
    }

    private static LedgerEntry entry(String street, int number) {
        return new LedgerEntry(
                street + "-" + number, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
    }

    private String asked(UUID id, String department, String of, String dueOn) {
        var answer = http.post(
                API + "/cases/" + id + "/consultations",
                """
                {"department": "%s", "askedOf": %s, "dueOn": "%s", "what": "该处有无登记？", "occurredOn": "2016-05-10"}""".formatted(department, of == null ? "null" : "\"" + of + "\"", dueOn),
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.OFFICE));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json("$.id");
    }

    private Answer list(String actor, Role role, String query, String... streets) {
        var head = log.head();
        return http.get(
                API + "/consultations" + query,
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
    }
}
