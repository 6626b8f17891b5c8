package org.chaiwei.demolition.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The zero-growth watch over HTTP. Its constructions stand in streets that no other test uses. */
class GrowthHttpTest extends RunningService {

    private static final LocalDate FOUND = LocalDate.of(2016, 5, 9);
    private static final LocalDate GONE = LocalDate.of(2016, 5, 20);

    @Autowired
    private EventLog log;

    @Test
    void what_stands_is_told_for_any_date_and_any_point_of_the_record() {
        var street = "110102921";
        var id = UUID.randomUUID();
        var entry = entry(street);
        tell(registered(id, entry));
        var known = log.head().position();
        tell(new ViolationWithdrawn(
                id, entry, new BigDecimal("20.00"), FOUND, new BigDecimal("0.00"), null, GONE, "office-1", null));
        var before = get("?asOf=2016-05-19&street=" + street, Role.OFFICE);
        assertThat(before.status()).as(before.body()).isEqualTo(200);
        assertThat(before.<Boolean>json("$.zero")).isFalse();
        assertThat(before.<String>json("$.since")).isEqualTo("2016-04-19");
        assertThat(before.<Integer>json("$.total.standing")).isOne();
        assertThat(before.body()).contains("\"standingM2\":20.00", "\"cameM2\":20.00");
        assertThat(get("?asOf=2016-05-20&street=" + street, Role.OFFICE).<Boolean>json("$.zero"))
                .isTrue();
        var asKnown = get("?asOf=2016-05-20&street=" + street + "&knownAt=" + known, Role.OFFICE);
        assertThat(asKnown.<Integer>json("$.total.standing")).isOne();
        assertThat(asKnown.<Integer>json("$.knownAt")).isEqualTo((int) known);
        assertThat(get("?asOf=2016-05-20&street=" + street + "&knownAt=2016-05-20T00:00:00Z", Role.OFFICE)
                        .<List<Object>>json("$.streets"))
                .as("recorded only now")
                .isEmpty();
    }

    @Test
    void a_street_sees_its_own() {
        tell(registered(UUID.randomUUID(), entry("110102922")), registered(UUID.randomUUID(), entry("110102923")));
        assertThat(get("", Role.STREET, "110102922").<List<String>>json("$.streets[*].street"))
                .containsExactly("110102922");
        assertThat(get("?street=110102923", Role.STREET, "110102922").<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get("", Role.DEPARTMENT).<String>json("$.code")).isEqualTo("role-may-not");
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=2199-01-01, asOf, date-in-future",
        "asOf=1066-10-14, asOf, not-a-date",
        "knownAt=now, knownAt, not-a-point-of-record"
    })
    void what_can_t_be_answered_is_refused_by_the_name_of_the_field(String asked, String field, String code) {
        var refused = get("?" + asked, Role.OFFICE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    private static LedgerEntry entry(String street) {
        return new LedgerEntry(
                street + "-" + UUID.randomUUID(),
                "GENERAL",
                street,
                null,
                null,
                null,
                null,
                "OTHER",
                List.of(),
                0,
                "NEW");
    }

    private static ViolationRegistered registered(UUID id, LedgerEntry entry) {
        return new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), FOUND, "PATROL", null, false, FOUND, null, "street-1");
    }

    private Answer get(String query, Role role, String... streets) {
        var head = log.head();
        return http.get(
                "/api/v1/demolition/zero-growth" + query,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
    }
}
