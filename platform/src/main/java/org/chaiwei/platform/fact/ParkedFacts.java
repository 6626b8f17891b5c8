package org.chaiwei.platform.fact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.chaiwei.platform.fact.RawFact.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts that wait for an operator. While a key has one here, its later facts queue behind it. Takers share a reader's lock and a release has it alone, so
 * that no fact is queued behind what has just left, or taken in ahead of what is on its way.
 */
final class ParkedFacts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final String COLUMNS = """
            SELECT id, reader, service, key, topic, partition, "offset", epoch, position, type, headers::text AS headers, data, state, reason, exception,
                   attempts, parked_at, skip_reason, skipped_by, skipped_at
              FROM parked_fact
            """;

    private final JdbcClient jdbc;
    private final int most;

    /** @param most that may be parked of one reader */
    ParkedFacts(JdbcClient jdbc, int most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    enum State {
        /** It could not be taken in. */
        POISON,
        /** One before it of the same key could not. */
        QUEUED,
        /** An operator decided to leave it out for good. */
        SKIPPED
    }

    /**
     * Why a fact is parked.
     *
     * @param reason {@code unknown-type}, {@code unreadable}, {@code failed}, or the code of a refusal
     * @param exception its class: a message may hold what is nobody's business
     */
    record Why(String reason, @Nullable String exception) {}

    /** What is to be parked; without a reason it queues behind another. */
    record Parking(
            RawFact raw,
            @Nullable FactEnvelope envelope,
            @Nullable String type,
            @Nullable Why why) {}

    /** A row, as operators see it, and the fact as it came. */
    record Parked(
            long id,
            String reader,
            RawFact raw,
            @Nullable UUID epoch,
            @Nullable Long position,
            @Nullable String type,
            State state,
            @Nullable Why why,
            int attempts,
            Instant parkedAt,
            @Nullable String skipReason,
            @Nullable String skippedBy,
            @Nullable Instant skippedAt) {}

    /** @param poison how many could not be taken in: as many keys wait */
    record Count(long poison, long queued) {
        static final Count NONE = new Count(0, 0);

        long all() {
            return poison + queued;
        }
    }

    /** More wait than may: the partition stands still. */
    static final class Full extends RuntimeException {
        Full(String reader, int most) {
            super("%d facts of %s are parked".formatted(most, reader), null, false, false);
        }
    }

    /** Within a transaction, to its end. */
    void lockToTake(String reader) {
        lock("pg_advisory_xact_lock_shared", reader);
    }

    /** Within a transaction, to its end. */
    void lockToRelease(String reader) {
        lock("pg_advisory_xact_lock", reader);
    }

    private void lock(String function, String reader) {
        jdbc.sql("SELECT %s(hashtextextended('parked_fact ' || :reader, 0))".formatted(function))
                .param("reader", reader)
                .query(row -> {});
    }

    /** Those of the subjects that have something parked. */
    Set<Subject> among(String reader, Collection<Subject> subjects) {
        if (subjects.isEmpty()) return Set.of();
        var found = new HashSet<Subject>();
        jdbc.sql("""
                        SELECT DISTINCT service, key FROM parked_fact
                         WHERE reader = :reader AND state <> 'SKIPPED'
                           AND (service, key) IN (SELECT * FROM unnest(:services::text[], :keys::text[]))""")
                .param("reader", reader)
                .param("services", subjects.stream().map(Subject::service).toArray(String[]::new))
                .param("keys", subjects.stream().map(Subject::key).toArray(String[]::new))
                .query(row -> {
                    found.add(new Subject(row.getString("service"), row.getString("key")));
                });
        return found;
    }

    /** @throws Full if there would be more than may be */
    void add(String reader, List<Parking> parkings) {
        if (parkings.isEmpty()) return;
        if (count(reader).all() + parkings.size() > most) throw new Full(reader, most);
        for (var parking : parkings) {
            var raw = parking.raw();
            var envelope = parking.envelope();
            var why = parking.why();
            jdbc.sql("""
                            INSERT INTO parked_fact (reader, service, key, topic, partition, "offset", epoch, position, type, headers, data, state, reason,
                                                     exception, attempts)
                            VALUES (:reader, :service, :key, :topic, :partition, :offset, :epoch, :position, :type, :headers::jsonb, :data, :state, :reason,
                                    :exception, :attempts)
                            ON CONFLICT ON CONSTRAINT parked_fact_once DO NOTHING""")
                    .param("reader", reader)
                    .param("service", raw.service())
                    .param("key", raw.key())
                    .param("topic", raw.topic())
                    .param("partition", raw.partition())
                    .param("offset", raw.offset())
                    .param("epoch", envelope == null ? null : envelope.epoch())
                    .param("position", envelope == null ? null : envelope.position())
                    .param("type", parking.type())
                    .param("headers", JSON.writeValueAsString(raw.headers()))
                    .param("data", raw.data())
                    .param("state", (why == null ? State.QUEUED : State.POISON).name())
                    .param("reason", why == null ? null : why.reason())
                    .param("exception", why == null ? null : why.exception())
                    .param("attempts", why == null ? 0 : 1)
                    .update();
        }
    }

    /**
     * Where a parked fact came from, for a rebuild.
     *
     * @param waits false if it is left out for good
     */
    record Spot(long id, Partition from, long offset, boolean waits) {}

    /** All of a reader, those left out for good among them, in the order they were parked. */
    List<Spot> spots(String reader) {
        return jdbc.sql("""
                        SELECT id, topic, partition, "offset", state FROM parked_fact WHERE reader = :reader ORDER BY id""")
                .param("reader", reader)
                .query((row, _) -> new Spot(
                        row.getLong("id"),
                        new Partition(row.getString("topic"), row.getInt("partition")),
                        row.getLong("offset"),
                        State.valueOf(row.getString("state")) != State.SKIPPED))
                .list();
    }

    Count count(String reader) {
        return counts().getOrDefault(reader, Count.NONE);
    }

    /** By reader; none for a reader without any. */
    Map<String, Count> counts() {
        var counts = new HashMap<String, Count>();
        jdbc.sql("""
                        SELECT reader, count(*) FILTER (WHERE state = 'POISON') AS poison, count(*) FILTER (WHERE state = 'QUEUED') AS queued
                          FROM parked_fact WHERE state <> 'SKIPPED' GROUP BY reader""").query(row -> {
            counts.put(row.getString("reader"), new Count(row.getLong("poison"), row.getLong("queued")));
        });
        return counts;
    }

    /** A page in the order they were parked. Those left out for good among them only if asked for. */
    List<Parked> page(@Nullable String reader, boolean skipped, long afterId, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + " WHERE id > :after AND (:reader::text IS NULL OR reader = :reader) AND (state = 'SKIPPED') = :skipped ORDER BY id LIMIT :limit")
                .param("after", afterId)
                .param("reader", reader)
                .param("skipped", skipped)
                .param("limit", limit)
                .query((row, _) -> parked(row))
                .list();
    }

    Optional<Parked> find(long id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> parked(row))
                .optional();
    }

    /** The first of a key that waits. */
    Optional<Parked> head(String reader, Subject subject) {
        return jdbc.sql(
                        COLUMNS
                                + " WHERE reader = :reader AND service = :service AND key = :key AND state <> 'SKIPPED' ORDER BY id LIMIT 1")
                .param("reader", reader)
                .param("service", subject.service())
                .param("key", subject.key())
                .query((row, _) -> parked(row))
                .optional();
    }

    /** The keys of a reader with something parked, those that have waited longest first. */
    List<Subject> subjects(String reader, int limit) {
        return jdbc.sql("""
                        SELECT service, key FROM parked_fact WHERE reader = :reader AND state <> 'SKIPPED'
                         GROUP BY service, key ORDER BY min(id) LIMIT :limit""")
                .param("reader", reader)
                .param("limit", limit)
                .query((row, _) -> new Subject(row.getString("service"), row.getString("key")))
                .list();
    }

    void taken(long id) {
        jdbc.sql("DELETE FROM parked_fact WHERE id = :id").param("id", id).update();
    }

    void failedAgain(long id, Why why) {
        jdbc.sql("""
                        UPDATE parked_fact SET state = 'POISON', reason = :reason, exception = :exception, attempts = attempts + 1
                         WHERE id = :id AND state <> 'SKIPPED'""")
                .param("id", id)
                .param("reason", why.reason())
                .param("exception", why.exception())
                .update();
    }

    /** False if it is no longer parked. */
    boolean skip(long id, String reason, String by) {
        return jdbc.sql("""
                        UPDATE parked_fact SET state = 'SKIPPED', skip_reason = :reason, skipped_by = :by, skipped_at = clock_timestamp()
                         WHERE id = :id AND state <> 'SKIPPED'""")
                        .param("id", id)
                        .param("reason", reason)
                        .param("by", by)
                        .update()
                == 1;
    }

    private static Parked parked(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var skippedAt = row.getObject("skipped_at", OffsetDateTime.class);
        return new Parked(
                row.getLong("id"),
                row.getString("reader"),
                new RawFact(
                        row.getString("service"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("offset"),
                        row.getString("key"),
                        JSON.readValue(row.getString("headers"), HEADERS),
                        row.getBytes("data")),
                row.getObject("epoch", UUID.class),
                row.getObject("position", Long.class),
                row.getString("type"),
                State.valueOf(row.getString("state")),
                reason == null ? null : new Why(reason, row.getString("exception")),
                row.getInt("attempts"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                row.getString("skip_reason"),
                row.getString("skipped_by"),
                skippedAt == null ? null : skippedAt.toInstant());
    }
}
