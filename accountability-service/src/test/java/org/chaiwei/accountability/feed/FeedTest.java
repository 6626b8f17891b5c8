package org.chaiwei.accountability.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.chaiwei.accountability.feed.FactStream.Limits;
import org.chaiwei.accountability.feed.FactStream.Subscriber;
import org.chaiwei.accountability.feed.Feed.Placed;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Timeout(60)
class FeedTest {

    private static final UUID EPOCH = UUID.randomUUID();
    private static final ServiceDatabase DATABASE = migrated();

    private final JdbcTemplate jdbc =
            new JdbcTemplate(new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.app(), DATABASE.appPassword()));
    private final Feed feed = new Feed(JdbcClient.create(jdbc));
    private final FeedRows rows = new FeedRows(jdbc);
    private final FactStream stream = new FactStream(
            feed,
            new Limits(
                    2, 5, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(1)));

    @BeforeEach
    void begin() {
        jdbc.execute("DELETE FROM fact_feed");
        stream.start();
    }

    @AfterEach
    void end() {
        stream.stop();
    }

    @Test
    void a_fact_that_commits_after_a_later_one_is_told_and_in_the_same_order_to_everyone() throws SQLException {
        try (var connection = DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.app(), DATABASE.appPassword())) {
            connection.setAutoCommit(false);
            new FeedRows(new JdbcTemplate(new SingleConnectionDataSource(connection, true))).add(facts(1, 1));
            rows.add(facts(2, 2));
            assertThat(positions(feed.next(FeedCursor.BEGINNING, null, 10))).isEmpty();
            connection.commit();
        }
        assertThat(positions(feed.next(FeedCursor.BEGINNING, null, 10))).containsExactly(1L, 2L);
        assertThat(positions(feed.latest(null, null, 10))).containsExactly(2L, 1L);
    }

    @Test
    void only_the_last_ten_thousand_are_kept_and_a_repetition_is_not_added() {
        for (long from = 1; from <= 12_000; from += 1_000) rows.add(facts(from, from + 999));
        rows.add(facts(11_001, 12_000));
        assertThat(jdbc.queryForObject("SELECT count(*) FROM fact_feed", Long.class))
                .isEqualTo(FeedRows.KEPT);
        assertThat(jdbc.queryForObject("SELECT min(position) FROM fact_feed", Long.class))
                .isEqualTo(2_001);
        assertThat(feed.hasForgotten(new FeedCursor(0, 1))).isTrue();
        assertThat(feed.hasForgotten(feed.end())).isFalse();
    }

    @Test
    void the_list_goes_on_where_a_page_ended_and_shows_only_the_streets_asked_for() {
        rows.add(facts(1, 6));
        var first = feed.latest(null, null, 2);
        assertThat(positions(first)).containsExactly(6L, 5L);
        assertThat(positions(feed.latest(first.getLast().cursor(), null, 3))).containsExactly(4L, 3L, 2L);
        assertThat(positions(feed.latest(null, Set.of("street-1"), 9))).containsExactly(5L, 3L, 1L);
        assertThat(FeedCursor.of(first.getLast().cursor().text()))
                .contains(first.getLast().cursor());
        assertThat(FeedCursor.of("1-x")).isEmpty();
    }

    @Test
    void a_subscriber_hears_each_fact_once_from_memory_or_from_the_table() throws InterruptedException {
        rows.add(facts(1, 3));
        var fromBeginning = new Heard();
        var live = new Heard();
        stream.subscribe(null, Set.of("street-0"), live);
        stream.subscribe(feed.latest(null, null, 3).getLast().cursor(), null, fromBeginning);
        for (long from = 4; from <= 30; from += 9) {
            rows.add(facts(from, from + 8));
            stream.advanced();
        }
        for (long position = 2; position <= 30; position++)
            assertThat(fromBeginning.next()).isEqualTo(position);
        for (long position = 4; position <= 30; position += 2)
            assertThat(live.next()).isEqualTo(position);
    }

    @Test
    void what_another_instance_wrote_is_heard_too_and_silence_is_a_heartbeat() throws InterruptedException {
        var heard = new Heard();
        stream.subscribe(null, null, heard);
        assertThat(heard.signs.poll(10, TimeUnit.SECONDS)).isEqualTo("heartbeat");
        rows.add(facts(1, 1)); // and nobody says so
        assertThat(heard.next()).isEqualTo(1);
    }

    @Test
    void a_subscriber_who_was_away_too_long_is_told_of_the_gap() throws InterruptedException {
        rows.add(facts(1, 1));
        var heard = new Heard();
        stream.subscribe(new FeedCursor(1, 1), null, heard);
        assertThat(heard.signs.poll(10, TimeUnit.SECONDS)).isEqualTo("gap");
        assertThat(heard.next()).isEqualTo(1);
    }

    @Test
    void there_are_no_more_subscribers_than_can_be_served() {
        stream.subscribe(null, null, new Heard());
        stream.subscribe(null, null, new Heard());
        assertThatThrownBy(() -> stream.subscribe(null, null, new Heard())).isInstanceOf(RefusedException.class);
    }

    @Test
    void when_the_service_stops_the_streams_end() throws InterruptedException {
        var heard = new Heard();
        stream.subscribe(null, null, heard);
        stream.stop();
        String sign;
        do sign = heard.signs.poll(10, TimeUnit.SECONDS);
        while ("heartbeat".equals(sign));
        assertThat(sign).isEqualTo("end");
    }

    private static final class Heard implements Subscriber {
        final LinkedBlockingQueue<Long> positions = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<String> signs = new LinkedBlockingQueue<>();

        @Nullable
        Long next() throws InterruptedException {
            return positions.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public void fact(Placed fact) {
            positions.add(fact.fact().position());
        }

        @Override
        public void gap() {
            signs.add("gap");
        }

        @Override
        public void heartbeat() {
            signs.add("heartbeat");
        }

        @Override
        public void end() {
            signs.add("end");
        }
    }

    private static List<Long> positions(List<Placed> placed) {
        return placed.stream().map(one -> one.fact().position()).toList();
    }

    private static List<ShownFact> facts(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(position -> new ShownFact(
                        "ledger",
                        EPOCH,
                        position,
                        UUID.randomUUID(),
                        "LedgerClosed",
                        UUID.randomUUID(),
                        "street-" + position % 2,
                        "N-" + position,
                        null,
                        LocalDate.of(2016, 5, 1),
                        Instant.parse("2016-05-01T00:00:00Z")))
                .toList();
    }

    private static ServiceDatabase migrated() {
        var database = TestPostgres.create("accountability");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/feed")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        return database;
    }
}
