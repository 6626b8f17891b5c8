package org.chaiwei.platform.fact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each reader is in each partition, moved by compare-and-set: whoever was overtaken by another instance keeps nothing of its batch. */
final class FactPlaceTable {

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

    /** Where the reader goes on in a partition: at its beginning, if it never read it. */
    Place claim(String reader, Partition partition) {
        jdbc.sql("""
                        INSERT INTO fact_place (reader, topic, partition, next_offset, last_position)
                        VALUES (:reader, :topic, :partition, 0, 0) ON CONFLICT (reader, topic, partition) DO NOTHING""")
                .param("reader", reader)
                .param("topic", partition.topic())
                .param("partition", partition.number())
                .update();
        return find(reader, partition).orElseThrow();
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
     */
    void move(String reader, Map<Partition, Move> moves) {
        if (moves.isEmpty()) return;
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
                           AND place.next_offset = moved.expected""")
                .param("reader", reader)
                .param("topics", column(ordered, move -> move.getKey().topic(), new String[0]))
                .param("partitions", column(ordered, move -> move.getKey().number(), new Integer[0]))
                .param(
                        "expected",
                        column(ordered, move -> move.getValue().from().nextOffset(), new Long[0]))
                .param("offsets", column(ordered, move -> move.getValue().to().nextOffset(), new Long[0]))
                .param("epochs", column(ordered, move -> move.getValue().to().epoch(), new UUID[0]))
                .param("positions", column(ordered, move -> move.getValue().to().lastPosition(), new Long[0]))
                .update();
        if (moved != ordered.size()) throw new PlaceTaken();
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
