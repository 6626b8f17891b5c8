package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final ServiceDatabase database = TestStore.migrated();
    private final HikariDataSource pool = TestStore.pool(database);
    private final PostgresEventStore store =
            PostgresEventStore.of(pool, database::asApp, TestStore.TYPES).open();
    private final EventLog log = store.log();

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    private void append(int events) {
        for (var i = 0; i < events; i++) store.engine().appendEvents(EngineContract.event(UuidV7.next(), 0, "n" + i));
    }

    private void asOwner(String sql) throws SQLException {
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void an_empty_log_has_position_0_and_no_events() {
        assertThat(log.head().position()).isZero();
        assertThat(log.read(0, 10)).isEmpty();
        assertThat(log.positionAt(Instant.now())).isZero();
        assertThatThrownBy(() -> log.recordedAt(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_position_at_an_instant_is_the_last_that_was_recorded_by_then() {
        append(9);
        for (var event : log.read(0, 100)) {
            var at = event.recordedAt();
            var last = log.read(0, 100).stream()
                    .filter(e -> !e.recordedAt().isAfter(at))
                    .count();
            var before = log.read(0, 100).stream()
                    .filter(e -> e.recordedAt().isBefore(at))
                    .count();
            assertThat(log.positionAt(at)).isEqualTo(last);
            assertThat(log.positionBefore(at)).isEqualTo(before);
        }
        assertThat(log.positionAt(log.recordedAt(1).minusNanos(1_000))).isZero();
        assertThat(log.positionAt(Instant.now().plusSeconds(60))).isEqualTo(9);
    }

    @Test
    void pages_follow_one_another() {
        append(7);
        assertThat(log.read(0, 3)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(log.read(3, 3)).extracting(StoredEvent::position).containsExactly(4L, 5L, 6L);
        assertThat(log.read(6, 3)).extracting(StoredEvent::position).containsExactly(7L);
    }

    @Test
    void histories_read_together_are_given_out_once_and_then_the_log_is_read() {
        var written = UuidV7.next();
        var unwritten = UuidV7.next();
        var other = UuidV7.next();
        for (var id : List.of(written, other)) store.engine().appendEvents(EngineContract.event(id, 0, "first"));
        store.engine().appendEvents(EngineContract.event(written, 1, "second"));
        var histories = log.histories(List.of(written, unwritten));
        // What comes later is not in them.
        for (var id : List.of(written, unwritten))
            store.engine().appendEvents(EngineContract.event(id, id == written ? 2 : 0, "later"));
        histories.during(() -> {
            assertThat(sequences(written)).containsExactly(0L, 1L);
            assertThat(sequences(unwritten)).isEmpty();
            assertThat(sequences(written)).containsExactly(0L, 1L, 2L);
            assertThat(sequences(unwritten)).containsExactly(0L);
            assertThat(sequences(other)).containsExactly(0L);
        });
        assertThat(log.histories(List.of())).isNotNull();
    }

    private List<Long> sequences(UUID aggregate) {
        return store.engine()
                .readEvents(aggregate.toString())
                .asStream()
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    @Test
    void recorded_at_does_not_run_back_when_the_clock_does() throws SQLException {
        asOwner("UPDATE event_store.head SET recorded_at = '2030-01-01T00:00:00Z'");
        append(2);
        assertThat(log.read(0, 10))
                .extracting(StoredEvent::recordedAt)
                .containsOnly(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    void a_hole_is_an_error_and_not_passed_over() throws SQLException {
        append(3);
        asOwner("DELETE FROM event_store.event WHERE position = 2");
        assertThatThrownBy(() -> log.read(0, 10))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("hole");
    }

    @Test
    void the_services_role_can_add_to_the_log_and_do_nothing_else_to_it() throws SQLException {
        append(1);
        try (var app = database.asApp();
                var statement = app.createStatement()) {
            for (var forbidden : new String[] {
                "UPDATE event_store.event SET payload = ''",
                "DELETE FROM event_store.event",
                "TRUNCATE event_store.event",
                "DELETE FROM event_store.head",
                "UPDATE event_store.head SET epoch = gen_random_uuid()",
                "UPDATE event_store.event_type SET name = 'Other'",
                "DELETE FROM event_store.event_type"
            })
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .hasMessageContaining("permission denied");
        }
    }
}
