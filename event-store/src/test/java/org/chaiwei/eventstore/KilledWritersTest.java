package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.Test;

/** Two writer processes under load, killed with SIGKILL and started again all the time. Seeded; the seed is printed when it fails. */
class KilledWritersTest {

    private static final long SEED = Long.getLong("chaiwei.test.seed", 20261123);
    private static final int KILLS = 6;
    private static final int MAX_MILLIS_BETWEEN_KILLS = 700;
    private static final int PAGE = 10_000;

    @Test
    void whoever_is_killed_the_log_has_no_hole_no_inversion_no_duplicate_and_every_answered_event() throws Exception {
        var database = TestStore.migrated();
        var answered = ConcurrentHashMap.<UUID>newKeySet();
        var random = new Random(SEED);
        var writers = new ArrayList<Flood>(List.of(new Flood(database, answered), new Flood(database, answered)));
        try {
            for (var kill = 0; kill < KILLS; kill++) {
                // Not a wait for anything: the moment of the kill is what is being varied.
                LockSupport.parkNanos(1_000_000L * random.nextInt(1, MAX_MILLIS_BETWEEN_KILLS));
                writers.removeFirst().kill();
                writers.add(new Flood(database, answered));
            }
        } finally {
            for (var writer : writers) writer.kill();
        }
        try (var pool = TestStore.pool(database)) {
            check(new EventLog(pool), answered);
        }
    }

    private static void check(EventLog log, Set<UUID> answered) {
        var events = new HashSet<UUID>();
        var sequences = new HashMap<UUID, Long>();
        var position = 0L;
        var recordedAt = Instant.MIN;
        for (var page = log.read(0, PAGE); !page.isEmpty(); page = log.read(position, PAGE)) {
            for (var event : page) {
                var sequence = sequences.merge(event.aggregateId(), 0L, (last, _) -> last + 1);
                if (event.position() != ++position
                        || event.recordedAt().isBefore(recordedAt)
                        || !events.add(event.eventId())
                        || event.sequence() != sequence)
                    fail("a hole, an inversion, a duplicate or a skipped sequence at %s, seed %d", event, SEED);
                recordedAt = event.recordedAt();
            }
        }
        assertThat(position).isEqualTo(log.head().position());
        assertThat(answered).as("answered events, seed " + SEED).hasSizeGreaterThan(1_000);
        answered.removeAll(events);
        assertThat(answered).as("answered and not in the log, seed " + SEED).isEmpty();
    }

    /** A writing process and a thread that collects what it was answered. */
    private static final class Flood {

        private final WriterProcess process;
        private final Thread collecting;

        Flood(ServiceDatabase database, Set<UUID> answered) throws IOException {
            process = WriterProcess.start(WriterProcess.Kind.CHAIWEI, database);
            process.flood();
            collecting = Thread.ofVirtual().start(() -> {
                try {
                    for (var line = process.answer(); line != null; line = process.answer())
                        // A killed process's last line may be cut short.
                        if (line.length() == 36) answered.add(UUID.fromString(line));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        void kill() throws InterruptedException {
            process.kill();
            collecting.join();
        }
    }
}
