package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The views' positions, and which instance feeds each. A claim lasts {@link #CLAIM} by the database's clock and is renewed by every batch and
 * while idle; whoever lost it can move the position no more, so that no batch is ever taken in twice.
 */
final class ViewPositionTable {

    /** A claim not renewed for so long is free for another instance. */
    static final Duration CLAIM = Duration.ofSeconds(10);

    /** How long a view stands still at most if the rebuild that holds it dies. */
    static final Duration HOLD = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final UUID instance = UUID.randomUUID();
    private final Map<String, Boolean> fedHere = new ConcurrentHashMap<>();

    ViewPositionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this instance feeds the view. */
    boolean isFedHere(String view) {
        return fedHere.getOrDefault(view, false);
    }

    /** All positions as committed, by whichever instance. */
    Map<String, Long> positions() {
        var positions = new HashMap<String, Long>();
        jdbc.sql("SELECT view, position FROM view_position").query(row -> {
            positions.put(row.getString("view"), row.getLong("position"));
        });
        return positions;
    }

    /** The position from which this instance is to feed the view, from 0 for a new one; empty if another instance feeds it. */
    OptionalLong claim(String view) {
        jdbc.sql("INSERT INTO view_position (view, position) VALUES (:view, 0) ON CONFLICT (view) DO NOTHING")
                .param("view", view)
                .update();
        var position = jdbc.sql("""
                        UPDATE view_position SET claimed_by = :instance, claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND (claimed_by IS NULL OR claimed_by = :instance OR claimed_until < clock_timestamp())
                        RETURNING position""")
                .param("instance", instance)
                .param("claim", CLAIM.toSeconds())
                .param("view", view)
                .query(Long.class)
                .optional();
        fedHere.put(view, position.isPresent());
        return position.isPresent() ? OptionalLong.of(position.get()) : OptionalLong.empty();
    }

    /**
     * Moves the view on from one position to another, within the transaction that wrote the rows between.
     *
     * @throws ClaimLost if the view is another's by now, or stands elsewhere
     */
    void move(String view, long from, long position) {
        var moved = jdbc.sql("""
                        UPDATE view_position SET position = :position, claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND claimed_by = :instance AND position = :from""")
                .param("from", from)
                .param("position", position)
                .param("claim", CLAIM.toSeconds())
                .param("view", view)
                .param("instance", instance)
                .update();
        requireClaim(view, moved);
    }

    /** @throws ClaimLost if another instance has claimed the view */
    void renew(String view) {
        var renewed = jdbc.sql("""
                        UPDATE view_position SET claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND claimed_by = :instance""")
                .param("claim", CLAIM.toSeconds())
                .param("view", view)
                .param("instance", instance)
                .update();
        requireClaim(view, renewed);
    }

    /** Leaves the view to whichever instance claims it next. */
    void release(String view) {
        fedHere.put(view, false);
        jdbc.sql("UPDATE view_position SET claimed_by = NULL WHERE view = :view AND claimed_by = :instance")
                .param("view", view)
                .param("instance", instance)
                .update();
    }

    /**
     * Takes the view from whoever feeds it, for a rebuild to swap its tables. Whatever batch is in hand anywhere is rolled back, or committed before
     * this returns.
     *
     * @param holder claims the view for {@link #HOLD} at most
     * @return where the view stands until then
     */
    long hold(String view, UUID holder) {
        return jdbc.sql("""
                        INSERT INTO view_position AS p (view, position, claimed_by, claimed_until)
                        VALUES (:view, 0, :holder, clock_timestamp() + :hold * interval '1 second')
                        ON CONFLICT (view) DO UPDATE SET claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
                        RETURNING position""")
                .param("view", view)
                .param("holder", holder)
                .param("hold", HOLD.toSeconds())
                .query(Long.class)
                .single();
    }

    /**
     * Puts the held view at the position that its new tables have, and lets it be fed from there.
     *
     * @param swap works within the transaction that swaps the tables
     * @throws ClaimLost if the view is not held any more, or stands further on
     */
    static void moveHeld(JdbcClient swap, String view, UUID holder, long position) {
        var moved = swap.sql("""
                        UPDATE view_position SET position = :position, claimed_by = NULL, claimed_until = NULL
                        WHERE view = :view AND claimed_by = :holder AND position <= :position""")
                .param("view", view)
                .param("holder", holder)
                .param("position", position)
                .update();
        if (moved != 1) throw new ClaimLost(view);
    }

    /** Lets a view that is held be fed again; nothing if it isn't held any more. */
    void releaseHeld(String view, UUID holder) {
        jdbc.sql("UPDATE view_position SET claimed_by = NULL WHERE view = :view AND claimed_by = :holder")
                .param("view", view)
                .param("holder", holder)
                .update();
    }

    private void requireClaim(String view, int rows) {
        if (rows == 1) return;
        fedHere.put(view, false);
        throw new ClaimLost(view);
    }
}
