package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest {

    @Test
    void what_is_published_can_be_read_by_aggregate_and_by_position() throws Exception {
        var database = TestStore.migrated();
        try (var pool = TestStore.pool(database);
                var store = PostgresEventStore.of(pool, database::asApp, TestStore.TYPES)
                        .open()) {
            var id = UuidV7.next();
            for (var sequence : LongStream.range(0, 3).toArray())
                store.axon()
                        .publish(new GenericDomainEventMessage<>(
                                "Note", id.toString(), sequence, TestStore.noted("n" + sequence)));
            assertThat(store.axon()
                            .readEvents(id.toString())
                            .asStream()
                            .map(e -> e.getPayload())
                            .toList())
                    .hasSize(3)
                    .first()
                    .isEqualTo(TestStore.noted("n0"));
            try (var stream = store.axon().openStream(null)) {
                for (var i = 1; i <= 3; i++)
                    assertThat(stream.nextAvailable().trackingToken().position())
                            .hasValue(i);
            }
            assertThatThrownBy(() -> store.axon()
                            .publish(new GenericDomainEventMessage<>(
                                    "Note", id.toString(), 0, TestStore.noted("again"))))
                    .isInstanceOf(AggregateStreamCreationException.class);
            assertThat(store.log().head().position()).isEqualTo(3);
            var batch = UUID.randomUUID();
            try (var connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                store.staged()
                        .stage(
                                connection,
                                batch,
                                LongStream.range(3, 10)
                                        .mapToObj(s -> new StagedEvent(
                                                id,
                                                "Note",
                                                s,
                                                TestStore.noted("s" + s),
                                                java.util.Map.of("actor", "x")))
                                        .toList());
                connection.commit();
            }
            assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new StagedAppend.Chunk(4, 7, 4, 3));
            assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new StagedAppend.Chunk(8, 10, 3, 0));
            assertThat(store.staged().appendNext(batch, 4)).isEqualTo(new StagedAppend.Chunk(10, 10, 0, 0));
            assertThat(store.log().read(0, 100)).hasSize(10);
        }
    }
}
