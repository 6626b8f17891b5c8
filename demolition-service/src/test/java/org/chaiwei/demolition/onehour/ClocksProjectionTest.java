package org.chaiwei.demolition.onehour;

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
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DiscoveryConfirmed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteDispatched;
import org.chaiwei.demolition.enforcement.OneHourClock.Outcome;
import org.chaiwei.demolition.enforcement.OneHourClock.Pause;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.view.View.Recorded;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Given these events, then these are the clocks, and these have something to tell. */
class ClocksProjectionTest {

    private static final String STREET = "110102013";
    private static final String OTHER = "110102014";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2016-05-09T09:00:00+08:00");

    private static JdbcTemplate jdbc;

    private final ClockRows rows = new ClockRows(jdbc, Laws::brought);
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<Recorded> log = new ArrayList<>();

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create("onehour");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/onehour")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM one_hour_clock");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000})
    void a_clock_is_the_same_however_its_events_are_cut_into_batches(int batch) {
        var running = lead("NEW");
        var kept = lead("NEW");
        var early = lead("NEW");
        lead("EXISTING");
        tell(new DiscoveryConfirmed(running, STREET, DAY, NINE));
        tell(new DiscoveryConfirmed(kept, STREET, DAY, NINE.plusMinutes(5)));
        tell(demolished(early, NINE.plusMinutes(30)));
        tell(new SiteDispatched(running, "u-1", "street", DAY, NINE.plusMinutes(3)));
        tell(demolished(kept, NINE.plusMinutes(40)));
        tell(new OneHourClockStopped(kept, STREET, "KEPT", 2_100, DAY, NINE.plusMinutes(40)));
        tell(new EntryReassigned(running, UUID.randomUUID(), OTHER, DAY, null));
        tell(new OneHourClockMissed(
                running, OTHER, "ON_SITE", "one-hour-on-site", 30, 1, "DISPATCHED", "office", true, DAY, NINE));
        tell(new ClockPaused(running, "u-1", "street", DAY, NINE.plusMinutes(40)));
        tell(new DiscoveryConfirmed(early, STREET, DAY, NINE));
        take(batch);

        var found = rows.find(List.of(running, kept, early));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM one_hour_clock", Integer.class))
                .isEqualTo(3);
        var ran = found.get(running);
        assertThat(ran.street()).isEqualTo(OTHER);
        assertThat(ran.clock().reached()).containsExactly(Map.entry(ClockMilestone.DISPATCHED, NINE.plusMinutes(3)));
        assertThat(ran.clock().pauses()).containsExactly(new Pause(NINE.plusMinutes(40), null));
        assertThat(ran.clock().missed()).containsExactly(ClockMilestone.ON_SITE);
        assertThat(found.get(kept).clock().outcome()).isEqualTo(Outcome.KEPT);
        assertThat(found.get(kept).stoppedAt()).isEqualTo(NINE.plusMinutes(40));
        assertThat(found.get(early).clock().reachedAt(ClockMilestone.REMOVED)).isEqualTo(NINE.plusMinutes(30));
    }

    @Test
    void what_has_something_to_tell_is_found_by_its_time() {
        var waiting = lead("NEW");
        var paused = lead("NEW");
        var removed = lead("NEW");
        for (var id : List.of(waiting, paused, removed)) tell(new DiscoveryConfirmed(id, STREET, DAY, NINE));
        tell(new ClockPaused(paused, "u-1", "street", DAY, NINE.plusMinutes(2)));
        tell(demolished(removed, NINE.plusMinutes(5)));
        take(100);
        assertThat(rows.due(minute(10), 100)).containsExactly(removed);
        assertThat(rows.due(minute(10).plusSeconds(1), 100)).containsExactly(removed, waiting);
        assertThat(rows.due(minute(600), 1)).containsExactly(removed);
    }

    @Test
    void the_board_holds_what_runs_and_what_is_of_today_the_running_first() {
        var yesterday = lead("NEW");
        var over = lead("NEW");
        var running = lead("NEW");
        for (var id : List.of(yesterday, over, running)) tell(new DiscoveryConfirmed(id, STREET, DAY, NINE));
        tell(new OneHourClockStopped(yesterday, STREET, "LATE", 9_000, DAY, NINE.plusHours(2)));
        tell(new OneHourClockStopped(over, STREET, "LATE", 90_000, DAY.plusDays(1), NINE.plusHours(25)));
        take(100);
        var midnight = OffsetDateTime.parse("2016-05-10T00:00:00+08:00").toInstant();
        assertThat(rows.onBoard(midnight, null, 10))
                .extracting(ClockRow::violation)
                .containsExactly(running, over);
        assertThat(rows.onBoard(midnight, Set.of(OTHER), 10)).isEmpty();
        assertThat(rows.onBoard(midnight, null, 1))
                .extracting(ClockRow::violation)
                .containsExactly(running);
    }

    private UUID lead(String origin) {
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
                new BigDecimal("20.00"),
                null,
                DAY,
                DAY,
                null,
                null));
        return id;
    }

    private static Demolished demolished(UUID id, OffsetDateTime at) {
        return new Demolished(
                id,
                STREET,
                UUID.randomUUID(),
                new BigDecimal("20.00"),
                true,
                "OWNER",
                "a".repeat(64),
                "b".repeat(64),
                "u-1",
                DAY,
                at);
    }

    private void tell(CaseEvent event) {
        var sequence = sequences.merge(event.violation(), 1L, Long::sum) - 1;
        log.add(new Recorded(log.size() + 1L, Instant.EPOCH, event.violation(), sequence, event));
    }

    private void take(int batch) {
        var projection = new ClocksProjection(rows);
        for (int from = 0; from < log.size(); from += batch)
            projection.apply(log.subList(from, Math.min(from + batch, log.size())));
    }

    private static Instant minute(int minute) {
        return NINE.plusMinutes(minute).toInstant();
    }
}
