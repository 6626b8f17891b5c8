package org.chaiwei.ledger.figures;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.eventstore.BinaryCopy;
import org.chaiwei.ledger.figures.Movement.Account;
import org.chaiwei.ledger.figures.Movement.Kind;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code movement}, {@code month_total} and {@code figures_known_at}: many rows in one statement. Called within the caller's transaction. */
final class MovementRows {

    /** A movement with its place: the event's position and the number of the effect within the event. */
    record Placed(long position, int ordinal, Movement movement) {}

    private static final String COLUMNS =
            "movement (position, ordinal, violation, business_date, street, use_class, ledger_kind, origin, kind, line, count, area_m2)";

    private final JdbcTemplate jdbc;

    MovementRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All movements so far of each of these entries, in their order. */
    Map<UUID, List<Movement>> of(Collection<UUID> violations) {
        var found = new HashMap<UUID, List<Movement>>();
        if (violations.isEmpty()) return found;
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            SELECT violation, business_date, street, use_class, ledger_kind, origin, kind, line, count, area_m2
                            FROM movement WHERE violation = ANY (?) ORDER BY position, ordinal""");
                    statement.setArray(1, connection.createArrayOf("uuid", violations.toArray()));
                    return statement;
                },
                row -> {
                    var movement = new Movement(
                            row.getObject("violation", UUID.class),
                            row.getObject("business_date", LocalDate.class),
                            new Account(
                                    row.getString("street"),
                                    row.getString("use_class"),
                                    row.getString("ledger_kind"),
                                    row.getString("origin")),
                            Kind.valueOf(row.getString("kind")),
                            Line.valueOf(row.getString("line")),
                            row.getInt("count"),
                            row.getBigDecimal("area_m2"));
                    found.computeIfAbsent(movement.violation(), _ -> new ArrayList<>())
                            .add(movement);
                });
        return found;
    }

    /** Adds these movements and moves the totals of their months with them. */
    void add(List<Placed> movements) {
        if (movements.isEmpty()) return;
        var rows = copy(movements);
        jdbc.execute((ConnectionCallback<Long>) connection -> rows.send(connection, COLUMNS));
        var cells = new TreeMap<Cell, Sum>();
        for (var placed : movements) cells.merge(Cell.of(placed.movement()), Sum.of(placed.movement()), Sum::plus);
        jdbc.update(connection -> addToTotals(connection, cells));
    }

    /** Says that the tables hold everything up to and including this position. */
    void knownAt(long position, Instant recordedAt) {
        jdbc.update("""
                INSERT INTO figures_known_at (position, recorded_at) VALUES (?, ?)
                ON CONFLICT ON CONSTRAINT figures_known_at_pkey
                DO UPDATE SET position = excluded.position, recorded_at = excluded.recorded_at""", position, recordedAt.atOffset(ZoneOffset.UTC));
    }

    private static BinaryCopy copy(List<Placed> movements) {
        var rows = new BinaryCopy(12);
        for (var placed : movements) {
            var movement = placed.movement();
            rows.row()
                    .bigint(placed.position())
                    .smallint(placed.ordinal())
                    .uuid(movement.violation())
                    .date(movement.businessDate())
                    .text(movement.account().street())
                    .text(movement.account().use())
                    .text(movement.account().ledgerKind())
                    .text(movement.account().origin())
                    .text(movement.kind().name())
                    .text(movement.line().name())
                    .integer(movement.count())
                    .numeric(movement.areaM2());
        }
        return rows;
    }

    private static PreparedStatement addToTotals(Connection connection, TreeMap<Cell, Sum> cells) throws SQLException {
        var statement = connection.prepareStatement("""
                INSERT INTO month_total AS total (month, street, use_class, line, count, area_m2)
                SELECT * FROM unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::numeric[])
                ON CONFLICT ON CONSTRAINT month_total_pkey
                DO UPDATE SET count = total.count + excluded.count, area_m2 = total.area_m2 + excluded.area_m2""");
        var columns = new Columns(connection, statement);
        columns.add("date", cells.keySet().stream().map(Cell::month));
        columns.add("text", cells.keySet().stream().map(Cell::street));
        columns.add("text", cells.keySet().stream().map(Cell::use));
        columns.add("text", cells.keySet().stream().map(cell -> cell.line().name()));
        columns.add("bigint", cells.values().stream().map(Sum::count));
        columns.add("numeric", cells.values().stream().map(Sum::areaM2));
        return statement;
    }

    private record Sum(long count, BigDecimal areaM2) {
        static Sum of(Movement movement) {
            return new Sum(movement.count(), movement.areaM2());
        }

        Sum plus(Sum other) {
            return new Sum(count + other.count, areaM2.add(other.areaM2));
        }
    }

    /** Written in this order, so that two writers could never wait for each other crosswise. */
    private record Cell(LocalDate month, String street, String use, Line line) implements Comparable<Cell> {
        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::month)
                .thenComparing(Cell::street)
                .thenComparing(Cell::use)
                .thenComparing(Cell::line);

        static Cell of(Movement movement) {
            return new Cell(
                    movement.businessDate().withDayOfMonth(1),
                    movement.account().street(),
                    movement.account().use(),
                    movement.line());
        }

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** Sets a statement's parameters one after the other, an array each. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Columns(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void add(String type, Stream<?> values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values.toArray()));
        }
    }
}
