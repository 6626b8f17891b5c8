package org.chaiwei.demolition.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryCorrected;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.growth.Growth.Line;
import org.chaiwei.platform.view.View.Recorded;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Given these events, then so much of the new constructions stands on a day. */
class GrowthTest {

    private static final String STREET = "110102013";
    private static final String OTHER = "110102014";
    private static final Instant BEGIN = Instant.parse("2016-05-01T00:00:00Z");

    private static JdbcTemplate jdbc;

    private final Growth growth = new Growth(JdbcClient.create(jdbc));
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<Recorded> log = new ArrayList<>();

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create("growth");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/growth")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM new_construction");
        jdbc.update("DELETE FROM growth_movement");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1_000})
    void what_came_and_went_in_a_month_and_what_stands_close_the_equation(int batch) {
        var stays = lead("NEW", "20.00", "2016-04-02");
        var goes = lead("NEW", "10.00", "2016-04-03");
        var flash = lead("NEW", "5.00", "2016-05-10");
        lead("RELAPSE", "8.00", "2016-05-12");
        lead("EXISTING", "99.00", "2016-05-12");
        tell(demolished(stays, "6.00", "2016-05-11"));
        tell(demolished(goes, "10.00", "2016-05-15"));
        tell(demolished(flash, "5.00", "2016-05-10"));
        take(batch);
        assertThat(on("2016-05-20")).containsExactly(line(STREET, 2, "22.00", 1, 2, "30.00", 2, "13.00", 2, "21.00"));
        assertThat(on("2016-05-10")).containsExactly(line(STREET, 2, "30.00", 0, 2, "30.00", 1, "5.00", 1, "5.00"));
        assertThat(on("2016-04-01")).isEmpty();
    }

    @Test
    void what_an_acceptance_fails_stands_again_until_one_passes() {
        var id = lead("NEW", "20.00", "2016-05-02");
        tell(demolished(id, "20.00", "2016-05-03"));
        tell(new AcceptanceFailed(
                id, STREET, m2("20.00"), false, "STILL_STANDING", "u-1", "office", day("2016-05-05")));
        tell(new AcceptancePassed(
                id, STREET, m2("20.00"), false, "u-1", "office", "u-2", "acceptance", day("2016-05-09")));
        take(100);
        assertThat(standing("2016-05-02")).isEqualTo(m2("20.00"));
        assertThat(standing("2016-05-04")).isEqualTo(m2("0.00"));
        assertThat(standing("2016-05-06")).isEqualTo(m2("20.00"));
        assertThat(standing("2016-05-09")).isEqualTo(m2("0.00"));
    }

    @Test
    void the_ledger_corrects_reassigns_closes_takes_the_closing_back_and_withdraws() {
        var id = lead("NEW", "20.00", "2016-05-02");
        tell(new EntryCorrected(id, UUID.randomUUID(), "GENERAL", "OTHER", 0, m2("25.00"), day("2016-05-03"), null));
        tell(new EntryReassigned(id, UUID.randomUUID(), OTHER, day("2016-05-04"), null));
        tell(new EntryClosed(id, UUID.randomUUID(), "RECTIFIED", day("2016-05-05")));
        tell(new ClosingRevoked(id, UUID.randomUUID(), day("2016-05-06")));
        tell(new EntryWithdrawn(id, UUID.randomUUID(), day("2016-05-07")));
        take(2);
        assertThat(on("2016-05-03")).containsExactly(line(STREET, 1, "25.00", 0, 0, "0.00", 1, "25.00", 0, "0.00"));
        assertThat(on("2016-05-04"))
                .containsExactly(
                        line(STREET, 0, "0.00", 0, 0, "0.00", 1, "25.00", 1, "25.00"),
                        line(OTHER, 1, "25.00", 0, 0, "0.00", 1, "25.00", 0, "0.00"));
        assertThat(standing("2016-05-05")).isEqualTo(m2("0.00"));
        assertThat(standing("2016-05-06")).isEqualTo(m2("25.00"));
        assertThat(standing("2016-05-07")).isEqualTo(m2("0.00"));
        assertThat(growth.lines(day("2016-04-04"), day("2016-05-04"), Long.MAX_VALUE, null, Set.of(OTHER)))
                .extracting(Line::street)
                .containsExactly(OTHER);
    }

    @Test
    void what_was_entered_later_was_not_known_before() {
        var id = lead("NEW", "20.00", "2016-05-02");
        tell(demolished(id, "20.00", "2016-05-02"));
        take(100);
        assertThat(growth.lines(day("2016-04-03"), day("2016-05-03"), 1, null, null)
                        .getFirst()
                        .standing())
                .isOne();
        assertThat(growth.lines(day("2016-04-03"), day("2016-05-03"), Long.MAX_VALUE, BEGIN.plusSeconds(1), null)
                        .getFirst()
                        .standing())
                .isOne();
        assertThat(growth.lines(day("2016-04-03"), day("2016-05-03"), Long.MAX_VALUE, BEGIN.plusSeconds(2), null)
                        .getFirst()
                        .standing())
                .isZero();
    }

    private List<Line> on(String asOf) {
        return growth.lines(day(asOf).minusMonths(1), day(asOf), Long.MAX_VALUE, null, null);
    }

    private BigDecimal standing(String asOf) {
        return on(asOf).stream().map(Line::standingM2).reduce(m2("0.00"), BigDecimal::add);
    }

    private static Line line(
            String street,
            long standing,
            String standingM2,
            long relapses,
            long opening,
            String openingM2,
            long came,
            String cameM2,
            long went,
            String wentM2) {
        return new Line(
                street, standing, m2(standingM2), relapses, opening, m2(openingM2), came, m2(cameM2), went, m2(wentM2));
    }

    private UUID lead(String origin, String areaM2, String discovered) {
        var id = UUID.randomUUID();
        tell(new LeadReceived(
                id,
                UUID.randomUUID(),
                "110102013-2016-00001",
                "GENERAL",
                STREET,
                "OTHER",
                List.of(),
                0,
                origin,
                m2(areaM2),
                null,
                day(discovered),
                day(discovered).plusDays(1),
                null,
                null));
        return id;
    }

    private static Demolished demolished(UUID id, String areaM2, String on) {
        return new Demolished(
                id,
                STREET,
                UUID.randomUUID(),
                m2(areaM2),
                true,
                "OWNER",
                "a".repeat(64),
                "b".repeat(64),
                "u-1",
                day(on),
                OffsetDateTime.parse(on + "T09:00:00+08:00"));
    }

    private void tell(CaseEvent event) {
        var sequence = sequences.merge(event.violation(), 1L, Long::sum) - 1;
        var position = log.size() + 1L;
        log.add(new Recorded(position, BEGIN.plusSeconds(position), event.violation(), sequence, event));
    }

    private void take(int batch) {
        var projection = new GrowthProjection(new GrowthRows(jdbc));
        for (int from = 0; from < log.size(); from += batch)
            projection.apply(log.subList(from, Math.min(from + batch, log.size())));
    }

    private static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }

    private static LocalDate day(String on) {
        return LocalDate.parse(on);
    }
}
