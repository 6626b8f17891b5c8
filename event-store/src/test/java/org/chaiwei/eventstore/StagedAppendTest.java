package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chaiwei.eventstore.StagedAppend.Chunk;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StagedAppendTest {

    private final ServiceDatabase database = TestStore.migrated();
    private final HikariDataSource pool = TestStore.pool(database);
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(pool));
    private final UUID batch = UUID.randomUUID();
    private final PostgresEventStore store = instance(database);

    private PostgresEventStore instance(ServiceDatabase over) {
        var instance = PostgresEventStore.of(pool, over::asApp, TestStore.TYPES).open();
        opened.addFirst(instance);
        return instance;
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened) one.close();
    }

    private void stage(Iterable<StagedEvent> events) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            store.staged().stage(connection, batch, events);
            connection.commit();
        }
    }

    private static StagedEvent event(UUID aggregate, long sequence) {
        return new StagedEvent(
                aggregate, "Note", sequence, TestStore.noted("n" + sequence), Map.of("actor", "office-1"));
    }

    private static List<StagedEvent> newAggregates(int count) {
        return IntStream.range(0, count).mapToObj(_ -> event(UuidV7.next(), 0)).toList();
    }

    @Test
    void what_was_staged_is_appended_in_its_order_chunk_by_chunk() throws Exception {
        var events = newAggregates(10);
        stage(events);
        assertThat(store.log().head().position()).isZero();
        assertThat(store.staged().remaining(batch)).isEqualTo(10);
        assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new Chunk(1, 4, 4, 6));
        assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new Chunk(5, 8, 4, 2));
        assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new Chunk(9, 10, 2, 0));
        assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new Chunk(10, 10, 0, 0));
        assertThat(store.log().read(0, 100))
                .extracting(StoredEvent::aggregateId)
                .containsExactlyElementsOf(
                        events.stream().map(StagedEvent::aggregateId).toList());
        assertThat(store.axon()
                        .readEvents(events.getFirst().aggregateId().toString())
                        .next()
                        .getPayload())
                .isEqualTo(TestStore.noted("n0"));
        assertThat(store.knownPosition()).isEqualTo(10);
    }

    @Test
    void what_a_rolled_back_transaction_staged_is_not_there() throws Exception {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            store.staged().stage(connection, batch, newAggregates(3));
            connection.rollback();
        }
        assertThat(store.staged().appendNext(batch, 100)).isEqualTo(new Chunk(0, 0, 0, 0));
    }

    @Test
    void a_discarded_batch_keeps_what_was_appended() throws Exception {
        stage(newAggregates(5));
        store.staged().appendNext(batch, 2);
        try (var connection = pool.getConnection()) {
            store.staged().discard(connection, batch);
        }
        assertThat(store.staged().remaining(batch)).isZero();
        assertThat(store.log().head().position()).isEqualTo(2);
    }

    @Test
    void a_conflict_names_the_aggregates_and_nothing_of_the_chunk_is_appended() throws Exception {
        var one = UuidV7.next();
        var other = UuidV7.next();
        stage(List.of(event(UuidV7.next(), 0), event(one, 0), event(one, 1), event(other, 0), event(UuidV7.next(), 0)));
        store.engine().appendEvents(EngineContract.event(one, 0, "first"), EngineContract.event(other, 0, "first"));
        var conflict =
                catchThrowableOfType(StagedConflict.class, () -> store.staged().appendNext(batch, 100));
        assertThat(conflict.aggregateIds()).containsExactlyInAnyOrder(one, other);
        assertThat(store.staged().remaining(batch)).isEqualTo(5);
        assertThat(store.log().head().position()).isEqualTo(2);
    }

    @Test
    void an_event_whose_predecessor_is_missing_conflicts_too() throws Exception {
        var aggregate = UuidV7.next();
        stage(List.of(event(UuidV7.next(), 0), event(aggregate, 3)));
        var conflict =
                catchThrowableOfType(StagedConflict.class, () -> store.staged().appendNext(batch, 100));
        assertThat(conflict.aggregateIds()).containsExactly(aggregate);
    }

    @Test
    void an_aggregates_events_may_lie_in_several_chunks_and_go_on_from_the_log() throws Exception {
        var aggregate = UuidV7.next();
        store.engine().appendEvents(EngineContract.event(aggregate, 0, "first"));
        stage(LongStream.range(1, 8)
                .mapToObj(sequence -> event(aggregate, sequence))
                .toList());
        while (store.staged().appendNext(batch, 3).remaining() > 0) {}
        assertThat(store.log().readAggregate(aggregate))
                .extracting(StoredEvent::sequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void events_of_an_aggregate_that_do_not_follow_one_another_are_not_staged() throws Exception {
        var aggregate = UuidV7.next();
        assertThatThrownBy(() -> stage(List.of(event(aggregate, 0), event(aggregate, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.staged().remaining(batch)).isZero();
    }

    @Test
    void instances_that_append_one_batch_at_once_lose_and_double_nothing() throws Exception {
        stage(newAggregates(500));
        var other = instance(database);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var worker :
                    workers.invokeAll(List.<Callable<Integer>>of(() -> appendAll(store), () -> appendAll(other))))
                worker.get();
        }
        assertThat(store.log().read(0, 1_000))
                .extracting(StoredEvent::eventId)
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    private int appendAll(PostgresEventStore instance) {
        var appended = 0;
        while (true) {
            var chunk = instance.staged().appendNext(batch, 20);
            appended += chunk.appended();
            if (chunk.remaining() == 0) return appended;
        }
    }

    @Test
    void a_connection_lost_at_the_commit_neither_loses_nor_doubles_an_event() throws Exception {
        stage(newAggregates(10));
        try (var wire = new Wire(
                database, (type, sql) -> type == 'S' && sql.contains("DELETE FROM event_store.staged_event"))) {
            var cutOff = instance(wire.database());
            var cut = wire.cutAtNextCommit();
            cutOff.staged().appendNext(batch, 4);
            assertThat(cut.getCount()).isZero();
            appendAll(cutOff);
        }
        assertThat(store.log().read(0, 100)).hasSize(10);
    }

    @Test
    void a_process_stopped_in_the_middle_of_a_chunk_is_gone_on_from_by_another() throws Exception {
        stage(newAggregates(10));
        try (var wire = new Wire(
                        database, (type, sql) -> type == 'S' && sql.contains("DELETE FROM event_store.staged_event"));
                var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var stalled = instance(wire.database());
            stalled.staged().appendNext(batch, 2);
            var held = wire.holdNextCommit();
            var middle = workers.submit(() -> stalled.staged().appendNext(batch, 4));
            await().until(held::isReached);
            assertThat(appendAll(store)).isEqualTo(8);
            held.release();
            assertThat(middle.get()).isEqualTo(new Chunk(10, 10, 0, 0));
        }
        assertThat(store.log().read(0, 100))
                .extracting(StoredEvent::eventId)
                .hasSize(10)
                .doesNotHaveDuplicates();
    }
}
