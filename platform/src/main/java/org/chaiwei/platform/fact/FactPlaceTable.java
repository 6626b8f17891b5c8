package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.chaiwei.platform.view.ClaimLost;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far each reader is in each partition, moved by compare-and-set: whoever was overtaken by another instance keeps nothing of its batch. A rebuild holds all
 * places of a reader while it swaps tables, for {@link #HOLD} at most by the database's clock.
 */
final class FactPlaceTable {

    /** How long a reader stands still at most if the rebuild that holds it dies. */
    static final Duration HOLD = Duration.ofSeconds(5);

    private static final RowMapper<Place> PLACE = (row, _) ->
            new Place(row.getLong("next_offset"), row.getObject("epoch", UUID.class), row.getLong("last_position"));

    private final JdbcClient jdbc;

    FactPlaceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A place in a partition.
     *
     * @param nextOffset of the first record not taken in
     * @param epoch of the last fact taken in; null before the first
     * @param lastPosition of that fact in its service's log; 0 before the first
     */
    record Place(long nextOffset, @Nullable UUID epoch, long lastPosition) {}

    /** From one place to a later one. */
    record Move(Place from, Place to) {}

    /** Another instance has moved the place: it reads the partition now. */
    static final class PlaceTaken extends RuntimeException {
        PlaceTaken() {
            super("place taken", null, false, false);
        }
    }

    /** A rebuild holds the places, and lets them go in a moment: nothing may be committed with them until then. */
    static final class PlaceHeld extends RuntimeException {
        PlaceHeld() {
            super("place held", null, false, false);
        }
    }

    /**
     * Where the reader goes on in a partition: at its beginning, if it never read it.
     *
     * @throws PlaceHeld if that is not settled just now
     */
    Place claim(String reader, Partition partition) {
        jdbc.sql("""
                        INSERT INTO fact_place (reader, topic, partition, next_offset, last_position)
                        VALUES (:reader, :topic, :partition, 0, 0) ON CONFLICT (reader, topic, partition) DO NOTHING""")
                .param("reader", reader)
                .param("topic", partition.topic())
                .param("partition", partition.number())
                .update();
        var place = find(reader, partition).orElseThrow();
        requireNotHeld(reader);
        return place;
    }

    Optional<Place> find(String reader, Partition partition) {
        return jdbc.sql("""
                        SELECT next_offset, epoch, last_position FROM fact_place
                         WHERE reader = :reader AND topic = :topic AND partition = :partition""")
                .param("reader", reader)
                .param("topic", partition.topic())
                .param("partition", partition.number())
                .query(PLACE)
                .optional();
    }

    /** Every place of a reader. */
    Map<Partition, Place> all(String reader) {
        var places = new HashMap<Partition, Place>();
        jdbc.sql("SELECT topic, partition, next_offset, epoch, last_position FROM fact_place WHERE reader = :reader")
                .param("reader", reader)
                .query(row -> {
                    places.put(new Partition(row.getString("topic"), row.getInt("partition")), PLACE.mapRow(row, 0));
                });
        return places;
    }

    /**
     * Moves places within the transaction that keeps what was made of the facts.
     *
     * @throws PlaceTaken if one is no longer where it was
     * @throws PlaceHeld if a rebuild holds them
     */
    void move(String reader, Map<Partition, Move> moves) {
        if (moves.isEmpty()) return;
        if (!moveAll(jdbc, reader, moves, "(place.held_until IS NULL OR place.held_until < clock_timestamp())", null)) {
            requireNotHeld(reader);
            throw new PlaceTaken();
        }
    }

    /** False if one of them is not where it was, or not as the condition wants it. */
    private static boolean moveAll(
            JdbcClient jdbc, String reader, Map<Partition, Move> moves, String condition, @Nullable UUID holder) {
        var ordered = moves.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Partition, Move> move) ->
                                move.getKey().topic())
                        .thenComparing(move -> move.getKey().number()))
                .toList();
        var moved = jdbc.sql("""
                        UPDATE fact_place AS place
                           SET next_offset = moved.next_offset, epoch = moved.epoch, last_position = moved.last_position
                          FROM unnest(:topics::text[], :partitions::integer[], :expected::bigint[], :offsets::bigint[], :epochs::uuid[], :positions::bigint[])
                               AS moved (topic, partition, expected, next_offset, epoch, last_position)
                         WHERE place.reader = :reader AND place.topic = moved.topic AND place.partition = moved.partition
                           AND place.next_offset = moved.expected AND\s""" + condition)
                .param("reader", reader)
                .param("holder", holder)
                .param("topics", column(ordered, move -> move.getKey().topic(), new String[0]))
                .param("partitions", column(ordered, move -> move.getKey().number(), new Integer[0]))
                .param(
                        "expected",
                        column(ordered, move -> move.getValue().from().nextOffset(), new Long[0]))
                .param("offsets", column(ordered, move -> move.getValue().to().nextOffset(), new Long[0]))
                .param("epochs", column(ordered, move -> move.getValue().to().epoch(), new UUID[0]))
                .param("positions", column(ordered, move -> move.getValue().to().lastPosition(), new Long[0]))
                .update();
        return moved == ordered.size();
    }

    /** @throws PlaceHeld if a rebuild holds the reader's places */
    void requireNotHeld(String reader) {
        if (jdbc.sql(
                        "SELECT EXISTS (SELECT FROM fact_place WHERE reader = :reader AND held_until >= clock_timestamp())")
                .param("reader", reader)
                .query(Boolean.class)
                .single()) throw new PlaceHeld();
    }

    /**
     * Holds all places of a reader, also in partitions that it never read, for {@link #HOLD}: until then, or until they are let go, none is moved but by
     * {@link #moveHeld}.
     */
    void hold(String reader, Collection<Partition> partitions, UUID holder) {
        jdbc.sql("""
                        INSERT INTO fact_place (reader, topic, partition, next_offset, last_position, held_by, held_until)
                        SELECT :reader, topic, partition, 0, 0, :holder, clock_timestamp() + :hold * interval '1 second'
                          FROM unnest(:topics::text[], :partitions::integer[]) AS held (topic, partition)
                        ON CONFLICT (reader, topic, partition) DO UPDATE SET held_by = excluded.held_by, held_until = excluded.held_until""")
                .param("reader", reader)
                .param("holder", holder)
                .param("hold", HOLD.toSeconds())
                .param("topics", partitions.stream().map(Partition::topic).toArray(String[]::new))
                .param("partitions", partitions.stream().map(Partition::number).toArray(Integer[]::new))
                .update();
    }

    /**
     * Puts the held places to those that the new tables have.
     *
     * @param swap works within the transaction that swaps the tables
     * @param moves of all places
     * @throws ClaimLost if they are not held any more, or one is no longer where it was
     */
    static void moveHeld(JdbcClient swap, String reader, Map<Partition, Move> moves, UUID holder) {
        if (!moveAll(swap, reader, moves, "place.held_by = :holder AND place.held_until >= clock_timestamp()", holder))
            throw new ClaimLost(reader);
    }

    /** Lets the places go; nothing if they aren't held any more. */
    void letGo(String reader, UUID holder) {
        jdbc.sql("UPDATE fact_place SET held_by = NULL, held_until = NULL WHERE reader = :reader AND held_by = :holder")
                .param("reader", reader)
                .param("holder", holder)
                .update();
    }

    private interface Value<T> {
        @Nullable
        T of(Map.Entry<Partition, Move> move);
    }

    private static <T> T[] column(List<Map.Entry<Partition, Move>> moves, Value<T> value, T[] type) {
        var values = new java.util.ArrayList<T>();
        for (var move : moves) values.add(value.of(move));
        return values.toArray(type);
    }
}
