package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the log is published, and which instance publishes. A claim lasts {@link #CLAIM} by the database's clock and is renewed by every batch
 * and while idle. It keeps two instances from working against each other; that none publishes out of turn is Kafka's fencing.
 */
final class PublisherPosition {

    /** Longer than Kafka lets a transaction stand open. */
    static final Duration CLAIM = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final UUID instance = UUID.randomUUID();

    PublisherPosition(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another instance publishes now. */
    static final class ClaimLost extends RuntimeException {
        ClaimLost() {
            super("claim lost", null, false, false);
        }
    }

    /** By which name this instance claims. */
    UUID instance() {
        return instance;
    }

    /** As committed, by whichever instance. */
    long position() {
        return jdbc.sql("SELECT position FROM publisher_position")
                .query(Long.class)
                .single();
    }

    /** The position after which this instance is to publish; empty if another one does. */
    OptionalLong claim() {
        return jdbc.sql("""
                        UPDATE publisher_position
                           SET claimed_by = :instance, claimed_until = clock_timestamp() + :claim * interval '1 second'
                         WHERE claimed_by IS NULL OR claimed_by = :instance OR claimed_until < clock_timestamp()
                        RETURNING position""")
                .param("instance", instance)
                .param("claim", CLAIM.toSeconds())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Called when everything up to here is committed on Kafka. Does not wait for the disk: a position that a crash takes back is a batch that readers drop.
     *
     * @throws ClaimLost if another instance publishes now
     */
    void move(long position) {
        requireClaim(jdbc.sql("""
                        WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
                        UPDATE publisher_position
                           SET position = :position, claimed_until = clock_timestamp() + :claim * interval '1 second'
                          FROM unhurried
                         WHERE claimed_by = :instance AND position < :position""")
                .param("position", position)
                .param("claim", CLAIM.toSeconds())
                .param("instance", instance)
                .update());
    }

    /** @throws ClaimLost if another instance publishes now */
    void renew() {
        requireClaim(jdbc.sql("""
                        UPDATE publisher_position SET claimed_until = clock_timestamp() + :claim * interval '1 second'
                         WHERE claimed_by = :instance""")
                .param("claim", CLAIM.toSeconds())
                .param("instance", instance)
                .update());
    }

    /** Leaves it to whichever instance claims it next. */
    void release() {
        jdbc.sql("UPDATE publisher_position SET claimed_by = NULL WHERE claimed_by = :instance")
                .param("instance", instance)
                .update();
    }

    private static void requireClaim(int rows) {
        if (rows == 0) throw new ClaimLost();
    }
}
