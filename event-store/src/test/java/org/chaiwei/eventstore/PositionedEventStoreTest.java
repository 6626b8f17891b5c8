package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PositionedEventStoreTest {

    record NotedLater(String text, String by) {}

    private final ServiceDatabase database = TestStore.migrated();
    private final HikariDataSource pool = TestStore.pool(database);
    private final List<PostgresEventStore> opened = new ArrayList<>();
    private final PostgresEventStore store = opened(PostgresEventStore.of(pool, database::asApp, TestStore.TYPES));

    private PostgresEventStore opened(PostgresEventStore.Builder builder) {
        var instance = builder.open();
        opened.addFirst(instance);
        return instance;
    }

    @AfterEach
    void close() {
        opened.forEach(PostgresEventStore::close);
        pool.close();
    }

    private static void append(PostgresEventStore instance, int events) {
        for (var i = 0; i < events; i++) instance.axon().publish(EngineContract.event(UuidV7.next(), 0, "n" + i));
    }

    private static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    @Test
    void a_stream_goes_on_after_its_token_page_after_page() throws Exception {
        var batch = UUID.randomUUID();
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            store.staged()
                    .stage(
                            connection,
                            batch,
                            Stream.generate(() ->
                                            new StagedEvent(UuidV7.next(), "Note", 0, TestStore.noted("n"), Map.of()))
                                    .limit(1_234)
                                    .toList());
            connection.commit();
        }
        store.staged().appendNext(batch, 2_000);
        try (var stream = store.axon().openStream(new GlobalSequenceTrackingToken(34))) {
            for (var expected = 35; expected <= 1_234; expected++) {
                assertThat(position(stream.peek().orElseThrow())).isEqualTo(expected);
                assertThat(position(stream.nextAvailable())).isEqualTo(expected);
            }
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_waiting_stream_is_woken_by_a_commit_of_its_own_and_of_another_instance() throws Exception {
        var other = opened(PostgresEventStore.of(pool, database::asApp, TestStore.TYPES));
        try (var stream = store.axon().openStream(null);
                var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance : List.of(store, other)) {
                var next = reader.submit(
                        () -> stream.hasNextAvailable(30, TimeUnit.SECONDS) ? position(stream.nextAvailable()) : -1);
                append(instance, 1);
                assertThat(next.get()).isEqualTo(store.log().head().position());
            }
        }
    }

    @Test
    void the_callback_is_called_when_any_instance_has_appended_until_the_stream_is_closed() {
        var other = opened(PostgresEventStore.of(pool, database::asApp, TestStore.TYPES));
        var calls = new AtomicInteger();
        try (var stream = store.axon().openStream(null)) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            append(store, 1);
            await().until(() -> calls.get() == 1);
            append(other, 1);
            await().until(() -> calls.get() == 2);
        }
        append(store, 1);
        assertThat(store.knownPosition()).isEqualTo(3);
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_commit_without_notice_is_found_by_looking() throws Exception {
        append(store, 1);
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("""
                    WITH head AS (UPDATE event_store.head SET position = position + 1 RETURNING position)
                    INSERT INTO event_store.event
                    SELECT head.position, recorded_at, gen_random_uuid(), gen_random_uuid(), 0, type, payload, metadata
                      FROM event_store.event, head
                    """);
        }
        try (var stream = store.axon().openStream(new GlobalSequenceTrackingToken(1))) {
            assertThat(position(stream.nextAvailable())).isEqualTo(2);
        }
    }

    @Test
    void the_watch_goes_on_after_its_connections_were_lost() throws Exception {
        var other = opened(PostgresEventStore.of(pool, database::asApp, TestStore.TYPES));
        append(store, 1);
        try (var app = database.asApp();
                var statement = app.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('event-store listen', 'event-store notify')");
        }
        append(store, 1);
        await().until(() -> other.knownPosition() == 2);
    }

    @Test
    void a_replays_token_goes_on_where_the_replay_is() throws Exception {
        append(store, 3);
        var replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(3), new GlobalSequenceTrackingToken(1));
        try (var stream = store.axon().openStream(replay)) {
            assertThat(position(stream.nextAvailable())).isEqualTo(2);
        }
        assertThatThrownBy(() -> store.axon().openStream(GapAwareTrackingToken.newInstance(3, List.of(2L))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokens_for_the_tail_the_head_and_an_instant() {
        append(store, 3);
        assertThat(store.axon().createTailToken().position()).hasValue(0);
        assertThat(store.axon().createHeadToken().position()).hasValue(3);
        var second = store.log().recordedAt(2);
        var token = store.axon().createTokenAt(second);
        assertThat(store.engine()
                        .readEvents(token, false)
                        .findFirst()
                        .orElseThrow()
                        .getTimestamp())
                .isEqualTo(second);
    }

    @Test
    void events_of_older_revisions_are_upcast_for_aggregates_and_for_streams() throws Exception {
        var aggregate = UuidV7.next();
        store.axon().publish(EngineContract.event(aggregate, 0, "old"));
        var later = opened(PostgresEventStore.of(
                        pool, database::asApp, EventTypes.of(EventTypes.named("Noted", 2, NotedLater.class)))
                .upcasters(revision1To2()));
        var upcast = new NotedLater("old", "unknown");
        assertThat(later.axon().readEvents(aggregate.toString()).next().getPayload())
                .isEqualTo(upcast);
        try (var stream = later.axon().openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(upcast);
        }
    }

    private static EventUpcaster revision1To2() {
        return new SingleEventUpcaster() {
            @Override
            protected boolean canUpcast(IntermediateEventRepresentation event) {
                return event.getType().equals(new SimpleSerializedType("Noted", "1"));
            }

            @Override
            protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                return event.upcastPayload(
                        new SimpleSerializedType("Noted", "2"),
                        JsonNode.class,
                        json -> ((ObjectNode) json).put("by", "unknown"));
            }
        };
    }

    @Test
    void a_stream_stops_at_an_event_it_does_not_know() {
        append(store, 1);
        var ignorant = opened(PostgresEventStore.of(pool, database::asApp, EventTypes.of()));
        try (var stream = ignorant.axon().openStream(null)) {
            assertThatThrownBy(stream::peek).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void only_events_of_aggregates_are_recorded() {
        assertThatThrownBy(
                        () -> store.engine().appendEvents(GenericEventMessage.asEventMessage(TestStore.noted("loose"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void snapshots_are_neither_found_nor_taken() {
        var event = EngineContract.event(UuidV7.next(), 0, "snapshot");
        assertThat(store.engine().readSnapshot(event.getAggregateIdentifier())).isEmpty();
        assertThatThrownBy(() -> store.engine().storeSnapshot(event)).isInstanceOf(UnsupportedOperationException.class);
    }
}
