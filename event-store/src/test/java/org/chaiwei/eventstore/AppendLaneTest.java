package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.chaiwei.servers.ServiceDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendLaneTest {

    private static final byte[] EMPTY = "{}".getBytes();

    private final ServiceDatabase database = TestStore.migrated();
    private final HikariDataSource pool = TestStore.pool(database);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final int type = new EventTypeIds(pool).of(new EventTypeIds.EventType("Note", "Noted", 1));
    private @Nullable PostgresEventStore store;

    private AppendLane lane(LaneSettings settings) {
        store = PostgresEventStore.of(pool, database::asApp, TestStore.TYPES)
                .settings(settings)
                .meters(meters)
                .open();
        return store.lane();
    }

    @AfterEach
    void close() {
        callers.close();
        if (store != null) store.close();
        pool.close();
    }

    /** Times short enough for a test; the bounds as given. */
    private static LaneSettings settings(int queuedCommands, long queuedBytes, Duration maxWait, Duration giveUpAfter) {
        return new LaneSettings(
                queuedCommands,
                queuedBytes,
                512,
                4 << 20,
                maxWait,
                Duration.ofMillis(100),
                Duration.ofMillis(150),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                giveUpAfter);
    }

    private NewEvent event(UUID aggregate, long sequence) {
        return event(aggregate, sequence, EMPTY);
    }

    private NewEvent event(UUID aggregate, long sequence, byte[] payload) {
        return new NewEvent(aggregate, sequence, type, UuidV7.next(), payload, EMPTY);
    }

    /** Holds the head until closed, as a bulk append or another instance may. */
    private Connection holdHead() throws Exception {
        var holder = database.asOwner();
        holder.setAutoCommit(false);
        holder.createStatement().execute("SELECT FROM event_store.head FOR UPDATE");
        return holder;
    }

    private Future<Appended> append(AppendLane lane, NewEvent... events) {
        return callers.submit(() -> lane.append(List.of(events), null));
    }

    @Test
    void an_append_beyond_the_queues_length_is_refused_and_the_others_are_recorded() throws Exception {
        var lane = lane(settings(3, 1 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        var waiting = new ArrayList<Future<Appended>>();
        try (var _ = holdHead()) {
            waiting.add(append(lane, event(UuidV7.next(), 0)));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            for (var i = 0; i < 3; i++) waiting.add(append(lane, event(UuidV7.next(), 0)));
            await().until(() -> lane.queued() == 3);
            assertThatThrownBy(() -> lane.append(List.of(event(UuidV7.next(), 0)), null))
                    .isInstanceOf(AppendRefused.class);
        }
        for (var one : waiting) assertThat(one.get().lastPosition()).isBetween(1L, 4L);
        assertThat(meters.counter("chaiwei.lane.refused").count()).isEqualTo(1);
    }

    @Test
    void an_append_beyond_the_queues_bytes_is_refused_but_a_large_one_alone_is_not() throws Exception {
        var lane = lane(settings(100, 5_000, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        var large = new byte[4_000];
        Future<Appended> first;
        Future<Appended> second;
        try (var _ = holdHead()) {
            first = append(lane, event(UuidV7.next(), 0, large));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            second = append(lane, event(UuidV7.next(), 0, new byte[9_000]));
            await().until(() -> lane.queued() == 1);
            assertThatThrownBy(() -> lane.append(List.of(event(UuidV7.next(), 0)), null))
                    .isInstanceOf(AppendRefused.class);
        }
        assertThat(first.get().lastPosition()).isEqualTo(1);
        assertThat(second.get().lastPosition()).isEqualTo(2);
    }

    @Test
    void who_waits_too_long_in_the_queue_is_refused_and_who_was_sent_never_is() throws Exception {
        var lane = lane(settings(100, 1 << 20, Duration.ofMillis(300), Duration.ofSeconds(60)));
        Future<Appended> sent;
        var refused = UuidV7.next();
        try (var _ = holdHead()) {
            sent = append(lane, event(UuidV7.next(), 0));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            assertThatThrownBy(() -> lane.append(List.of(event(refused, 0)), null))
                    .isInstanceOf(AppendRefused.class);
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 5);
            assertThat(sent).isNotDone();
        }
        assertThat(sent.get().lastPosition()).isEqualTo(1);
        assertThat(lane.append(List.of(event(refused, 0)), null).lastPosition()).isEqualTo(2);
    }

    @Test
    void a_database_that_stays_away_leaves_the_outcome_unknown_and_the_lane_goes_on_when_it_is_back() throws Exception {
        var lane = lane(settings(100, 1 << 20, Duration.ofSeconds(60), Duration.ofMillis(300)));
        try (var _ = holdHead()) {
            assertThatThrownBy(() -> lane.append(List.of(event(UuidV7.next(), 0)), null))
                    .isInstanceOf(AppendOutcomeUnknown.class);
        }
        assertThat(lane.append(List.of(event(UuidV7.next(), 0)), null).lastPosition())
                .isEqualTo(1);
    }

    @Test
    void what_waits_meanwhile_goes_with_one_statement() throws Exception {
        var lane = lane(settings(1_000, 1 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        List<Future<Appended>> waiting;
        try (var _ = holdHead()) {
            append(lane, event(UuidV7.next(), 0));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            waiting = IntStream.range(0, 100)
                    .mapToObj(_ -> append(lane, event(UuidV7.next(), 0)))
                    .toList();
            await().until(() -> lane.queued() == 100);
        }
        for (var one : waiting) one.get();
        var batches = meters.summary("chaiwei.lane.batch");
        assertThat(batches.count()).isEqualTo(2);
        assertThat(batches.max()).isEqualTo(100);
    }

    @Test
    void an_event_the_database_refuses_fails_alone_in_its_batch() throws Exception {
        var lane = lane(settings(1_000, 64 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        var tooLarge = new byte[(1 << 20) + 1];
        List<Future<Appended>> good;
        Future<Appended> bad;
        try (var _ = holdHead()) {
            append(lane, event(UuidV7.next(), 0));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            good = IntStream.range(0, 50)
                    .mapToObj(_ -> append(lane, event(UuidV7.next(), 0)))
                    .toList();
            bad = append(lane, event(UuidV7.next(), 0), event(UuidV7.next(), 0, tooLarge));
            await().until(() -> lane.queued() == 51);
        }
        for (var one : good) assertThat(one.get().lastPosition()).isLessThanOrEqualTo(51);
        assertThatThrownBy(bad::get).hasCauseInstanceOf(EventStoreException.class);
        assertThat(log().read(0, 1_000)).hasSize(51);
    }

    @Test
    void appends_that_wait_with_one_aggregate_are_decided_one_after_the_other() throws Exception {
        var lane = lane(settings(1_000, 64 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        var aggregate = UuidV7.next();
        Future<Appended> first;
        Future<Appended> rival;
        try (var _ = holdHead()) {
            append(lane, event(UuidV7.next(), 0));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            first = append(lane, event(aggregate, 0), event(aggregate, 1));
            await().until(() -> lane.queued() == 1);
            rival = append(lane, event(aggregate, 0));
            await().until(() -> lane.queued() == 2);
        }
        assertThat(first.get())
                .extracting(Appended::firstPosition, Appended::lastPosition)
                .containsExactly(2L, 3L);
        assertThatThrownBy(rival::get).hasCauseInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void an_append_of_several_aggregates_has_consecutive_positions_in_its_order() {
        var lane = lane(LaneSettings.DEFAULT);
        var one = UuidV7.next();
        var other = UuidV7.next();
        var appended = lane.append(List.of(event(one, 0), event(other, 0), event(one, 1)), null);
        assertThat(appended)
                .extracting(Appended::firstPosition, Appended::lastPosition)
                .containsExactly(1L, 3L);
        assertThat(log().read(0, 10)).extracting(StoredEvent::aggregateId).containsExactly(one, other, one);
    }

    @Test
    void an_append_whose_own_events_leave_a_hole_is_not_even_sent() {
        var lane = lane(LaneSettings.DEFAULT);
        var aggregate = UuidV7.next();
        assertThatThrownBy(() -> lane.append(List.of(event(aggregate, 0), event(aggregate, 2)), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_lost_connection_is_replaced() throws Exception {
        var lane = lane(LaneSettings.DEFAULT);
        lane.append(List.of(event(UuidV7.next(), 0)), null);
        try (var owner = database.asApp();
                var statement = owner.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'event-store lane' AND datname = current_database()");
        }
        assertThat(lane.append(List.of(event(UuidV7.next(), 0)), null).lastPosition())
                .isEqualTo(2);
    }

    @Test
    void after_the_epoch_changed_nothing_is_recorded_by_a_process_of_the_old_one() throws Exception {
        var lane = lane(LaneSettings.DEFAULT);
        lane.append(List.of(event(UuidV7.next(), 0)), null);
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("UPDATE event_store.head SET epoch = gen_random_uuid()");
        }
        assertThatThrownBy(() -> lane.append(List.of(event(UuidV7.next(), 0)), null))
                .isInstanceOf(EpochChanged.class);
        assertThat(log().head().position()).isEqualTo(1);
    }

    @Test
    void closing_sends_what_waits_and_refuses_what_comes_later() throws Exception {
        var lane = lane(settings(1_000, 64 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60)));
        List<Future<Appended>> waiting;
        Future<?> closing;
        try (var _ = holdHead()) {
            append(lane, event(UuidV7.next(), 0));
            await().until(() -> meters.counter("chaiwei.lane.resent").count() > 0);
            waiting = LongStream.range(0, 20)
                    .mapToObj(_ -> append(lane, event(UuidV7.next(), 0)))
                    .toList();
            await().until(() -> lane.queued() == 20);
            closing = callers.submit(lane::close);
            // While the head is held, only a refusal is an answer.
            var probes = new ArrayList<Future<Appended>>();
            await().until(() -> {
                probes.add(append(lane, event(UuidV7.next(), 0)));
                return probes.stream().anyMatch(Future::isDone);
            });
            var answered = probes.stream().filter(Future::isDone).findFirst().orElseThrow();
            assertThatThrownBy(answered::get).hasCauseInstanceOf(AppendRefused.class);
        }
        closing.get();
        for (var one : waiting) assertThat(one.get().lastPosition()).isPositive();
    }

    private EventLog log() {
        return Objects.requireNonNull(store).log();
    }
}
