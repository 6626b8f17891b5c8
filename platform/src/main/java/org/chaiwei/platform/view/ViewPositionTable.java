package org.chaiwei.platform.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the views' positions for Axon's processors, a view being a processor of one segment. Axon's own token store would keep the position
 * as serialized bytes and judge claims by the instances' clocks; this one has a number that anyone can read, and the database's clock.
 *
 * <p>A view that has just failed is not claimed again before its pause is over: a processor's way of retrying is to claim anew.
 */
final class ViewPositionTable implements TokenStore {

    /** A claim not renewed for so long is free for another instance. */
    static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID instance = UUID.randomUUID();
    private final Map<String, Boolean> claimed = new ConcurrentHashMap<>();
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(Duration length, Instant until) {}

    ViewPositionTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether this instance feeds the view. */
    boolean isFedHere(String view) {
        return claimed.getOrDefault(view, false);
    }

    /** All positions as committed, by whichever instance. */
    Map<String, Long> positions() {
        var positions = new HashMap<String, Long>();
        jdbc.sql("SELECT view, position FROM view_position").query(row -> {
            positions.put(row.getString("view"), row.getLong("position"));
        });
        return positions;
    }

    /** The view's batch failed: its next try has to wait, each time twice as long. */
    void failed(String view) {
        pauses.compute(view, (_, before) -> {
            var doubled = before == null ? PAUSE_FIRST : before.length.multipliedBy(2);
            var length = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
            return new Pause(length, clock.instant().plus(length));
        });
    }

    void succeeded(String view) {
        pauses.remove(view);
    }

    @Override
    public void initializeTokenSegments(String view, int segments) {
        initializeTokenSegments(view, segments, null);
    }

    @Override
    public void initializeTokenSegments(String view, int segments, @Nullable TrackingToken from) {
        if (segments != 1) throw new IllegalArgumentException("a view is one segment");
        // Two instances may start at once.
        jdbc.sql("INSERT INTO view_position (view, position) VALUES (:view, :position) ON CONFLICT (view) DO NOTHING")
                .param("view", view)
                .param("position", position(from))
                .update();
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String view, int segment) {
        var moved = jdbc.sql("""
                        UPDATE view_position SET position = :position, claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND claimed_by = :instance AND position <= :position""")
                .param("position", position(token))
                .param("claim", CLAIM.toSeconds())
                .param("view", view)
                .param("instance", instance)
                .update();
        if (moved == 0) {
            claimed.put(view, false);
            throw new UnableToClaimTokenException("view " + view + " is fed by another instance");
        }
    }

    @Override
    public TrackingToken fetchToken(String view, int segment) {
        var pause = pauses.get(view);
        if (pause != null && clock.instant().isBefore(pause.until))
            throw new UnableToClaimTokenException("view " + view + " failed and waits until " + pause.until);
        var position = jdbc.sql("""
                        UPDATE view_position SET claimed_by = :instance, claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND (claimed_by IS NULL OR claimed_by = :instance OR claimed_until < clock_timestamp())
                        RETURNING position""")
                .param("instance", instance)
                .param("claim", CLAIM.toSeconds())
                .param("view", view)
                .query(Long.class)
                .optional();
        claimed.put(view, position.isPresent());
        return new GlobalSequenceTrackingToken(position.orElseThrow(
                () -> new UnableToClaimTokenException("view " + view + " is fed by another instance")));
    }

    @Override
    public void releaseClaim(String view, int segment) {
        claimed.put(view, false);
        jdbc.sql("UPDATE view_position SET claimed_by = NULL WHERE view = :view AND claimed_by = :instance")
                .param("view", view)
                .param("instance", instance)
                .update();
    }

    @Override
    public int[] fetchSegments(String view) {
        return jdbc
                .sql("SELECT 0 FROM view_position WHERE view = :view")
                .param("view", view)
                .query(Integer.class)
                .stream()
                .mapToInt(segment -> segment)
                .toArray();
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
