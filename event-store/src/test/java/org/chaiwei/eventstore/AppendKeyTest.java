package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendKeyTest {

    private final ServiceDatabase database = TestStore.migrated();
    private final HikariDataSource pool = TestStore.pool(database);
    private final PostgresEventStore store = instance();
    private final PostgresEventStore otherInstance = instance();

    private PostgresEventStore instance() {
        return PostgresEventStore.of(pool, database::asApp, TestStore.TYPES).open();
    }

    @AfterEach
    void close() {
        otherInstance.close();
        store.close();
        pool.close();
    }

    @Test
    void the_same_request_again_is_told_where_the_first_ones_events_are() {
        var key = new AppendKey(sha256("office-1 POST /notes k1"), sha256("body"));
        store.engine().appendEvents(EngineContract.event(UuidV7.next(), 0, "before"));
        var aggregate = UuidV7.next();
        store.engine().appendEvents(keyed(aggregate, 0, key), EngineContract.event(aggregate, 1, "second"));

        for (var instance : List.of(store, otherInstance)) {
            var used = catchThrowableOfType(
                    KeyAlreadyUsed.class, () -> instance.engine().appendEvents(keyed(UuidV7.next(), 0, key)));
            assertThat(used.sameBody()).isTrue();
            assertThat(used.firstPosition()).isEqualTo(2);
            assertThat(used.lastPosition()).isEqualTo(3);
        }
        assertThat(store.log().head().position()).isEqualTo(3);
    }

    @Test
    void another_body_under_the_same_key_is_told_apart() {
        var scope = sha256("office-1 POST /notes k1");
        store.engine().appendEvents(keyed(UuidV7.next(), 0, new AppendKey(scope, sha256("one"))));
        var used = catchThrowableOfType(
                KeyAlreadyUsed.class,
                () -> store.engine().appendEvents(keyed(UuidV7.next(), 0, new AppendKey(scope, sha256("other")))));
        assertThat(used.sameBody()).isFalse();
    }

    @Test
    void a_repeated_request_that_also_conflicts_is_told_of_its_key() {
        var key = new AppendKey(sha256("scope"), sha256("body"));
        var aggregate = UuidV7.next();
        store.engine().appendEvents(keyed(aggregate, 0, key));
        assertThatThrownBy(() -> otherInstance.engine().appendEvents(keyed(aggregate, 0, key)))
                .isInstanceOf(KeyAlreadyUsed.class);
    }

    @Test
    void an_append_that_fails_leaves_its_key_free() {
        var key = new AppendKey(sha256("scope"), sha256("body"));
        var taken = UuidV7.next();
        store.engine().appendEvents(EngineContract.event(taken, 0, "first"));
        assertThatThrownBy(() -> store.engine().appendEvents(keyed(taken, 0, key)))
                .isNotInstanceOf(KeyAlreadyUsed.class);
        store.engine().appendEvents(keyed(taken, 1, key));
        assertThat(store.log().head().position()).isEqualTo(2);
    }

    @Test
    void of_many_with_one_key_at_once_one_is_recorded_whichever_instance_they_came_to() throws Exception {
        var key = new AppendKey(sha256("scope"), sha256("body"));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = callers.invokeAll(IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            (i % 2 == 0 ? store : otherInstance).engine().appendEvents(keyed(UuidV7.next(), 0, key));
                            return true;
                        } catch (KeyAlreadyUsed e) {
                            assertThat(e.firstPosition()).isEqualTo(1);
                            return false;
                        }
                    })
                    .toList());
            var recorded = 0;
            for (var outcome : outcomes) if (outcome.get()) recorded++;
            assertThat(recorded).isEqualTo(1);
        }
        assertThat(store.log().head().position()).isEqualTo(1);
    }

    @Test
    void the_key_is_not_stored_with_the_event() {
        store.engine().appendEvents(keyed(UuidV7.next(), 0, new AppendKey(sha256("scope"), sha256("body"))));
        assertThat(new String(store.log().read(0, 1).getFirst().metadata(), StandardCharsets.UTF_8))
                .isEqualTo("{\"actor\":\"office-1\"}");
    }

    @Test
    void a_forgotten_key_can_be_used_again() {
        var key = new AppendKey(sha256("scope"), sha256("body"));
        store.engine().appendEvents(keyed(UuidV7.next(), 0, key));
        assertThat(store.forgetKeysBefore(store.log().recordedAt(1))).isZero();
        assertThat(store.forgetKeysBefore(store.log().recordedAt(1).plusMillis(1)))
                .isEqualTo(1);
        store.engine().appendEvents(keyed(UuidV7.next(), 0, key));
        assertThat(store.log().head().position()).isEqualTo(2);
    }

    @Test
    void the_root_unit_of_work_learns_what_was_recorded_by_all_of_its_appends() {
        var unit = DefaultUnitOfWork.startAndGet(EngineContract.event(UuidV7.next(), 0, "command"));
        unit.onPrepareCommit(_ -> {
            store.axon().publish(EngineContract.event(UuidV7.next(), 0, "one"));
            store.engine().appendEvents(EngineContract.event(UuidV7.next(), 0, "another's"));
        });
        store.axon()
                .publish(
                        EngineContract.event(UuidV7.next(), 0, "first"),
                        EngineContract.event(UuidV7.next(), 0, "second"));
        unit.onCommit(u -> assertThat(u.resources().get(Appended.KEY))
                .isEqualTo(new Appended(store.log().head().epoch(), 1, 4)));
        unit.commit();
        assertThat(store.log().head().position()).isEqualTo(4);
    }

    private static DomainEventMessage<?> keyed(UUID aggregate, long sequence, AppendKey key) {
        return EngineContract.event(aggregate, sequence, "keyed")
                .withMetaData(MetaData.with("actor", "office-1").and(AppendKey.METADATA, key));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
