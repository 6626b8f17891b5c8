package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.target.Goal;
import org.chaiwei.accountability.target.TargetInForce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists the facts that a target's number, or a rating's, is the sum of, the latest day first. Thread-safe. */
public final class FactsUnder {

    private final JdbcClient jdbc;

    FactsUnder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A fact and what it adds to the number, or takes off.
     *
     * @param violation the entry; the designation, where places are counted
     * @param place the compound or alley, where such are counted
     * @param kind what happened to it, such as DEMOLISHED
     * @param areaM2 added, or, negative, taken off; recorded area where closed entries are counted
     * @param count entries added or taken off; 0 where only area counts
     * @param fact the fact's id, and with its position in the ledger's log its address there; null for a clock, whose position is one of
     *     the demolition service's log
     */
    public record Line(
            UUID violation,
            @Nullable String ledgerNumber,
            @Nullable String place,
            String street,
            LocalDate date,
            String kind,
            BigDecimal areaM2,
            int count,
            @Nullable UUID fact,
            long position) {}

    /** @param next null on the last page */
    public record Page(List<Line> items, @Nullable Place next) {}

    /** Behind which line a page begins. As text it is opaque to callers. */
    public record Place(LocalDate date, long position, int ordinal) {

        public String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((date + " " + position + " " + ordinal).getBytes(StandardCharsets.UTF_8));
        }

        /** Empty if the text is none that {@link #text} gave. */
        public static Optional<Place> of(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
                return parts.length == 3
                        ? Optional.of(new Place(
                                LocalDate.parse(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException notOurs) {
                return Optional.empty();
            }
        }
    }

    /** What a rating counts. */
    public enum Of {
        /** Area posted as demolished, reversed or taken back. */
        ACHIEVED,
        /** Closings, those revoked, and relapses. */
        CLOSINGS_AND_RELAPSES,
        /** What was built since the plan began, and whether it stands. */
        NEW_CONSTRUCTIONS
    }

    /** What a target's metric counts: the condition on rows, and what each adds. SQL of this class's own; values come as parameters. */
    private record Counted(String from, String where, String areaM2, String count) {

        Counted(String where, String areaM2, String count) {
            this(MOVEMENTS, where, areaM2, count);
        }
    }

    private static final String MOVEMENTS =
            "(SELECT m.*, e.ledger_number, NULL AS place FROM movement AS m LEFT JOIN entry AS e USING (violation))";

    private static final String DESIGNATIONS = """
            (SELECT designation AS violation, NULL AS ledger_number, place, place_kind, street, business_date, kind, fact, position,
                    0 AS ordinal, run FROM designation_fact)""";

    private static final Counted ACHIEVED =
            new Counted("(m.demolished_m2 <> 0 OR m.taken_back_m2 <> 0)", "m.demolished_m2 - m.taken_back_m2", "0");

    private static final Counted NEW_STANDING = new Counted(
            "m.origin = 'NEW' AND m.registered <> m.closed",
            "m.registered_m2 - m.closed_m2",
            "m.registered - m.closed");

    /** Nothing is older. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /**
     * @param streets those that count; null for all
     * @param after null for the first page
     */
    Page page(
            TargetInForce target,
            LocalDate asOf,
            PointOfRecord known,
            @Nullable Set<String> streets,
            @Nullable Place after,
            int limit) {
        var goal = target.goal();
        var counted = counted(goal);
        return counted.isEmpty()
                ? new Page(List.of(), null)
                : page(
                        counted.get(),
                        goal.anyTag(),
                        goal.ledgerKind(),
                        new Window(
                                goal.from() == null ? EARLIEST : goal.from(),
                                TargetProgress.measuredOn(target, asOf),
                                0),
                        known,
                        streets,
                        after,
                        limit);
    }

    /**
     * Which facts are listed.
     *
     * @param from the first business day; of new constructions those before are listed too
     * @param to the last
     * @param since those recorded behind this position of the ledger's log; 0 for all
     */
    public record Window(LocalDate from, LocalDate to, long since) {}

    /**
     * The facts of one street in a window.
     *
     * @param after null for the first page
     */
    public Page page(Of of, String street, Window window, PointOfRecord known, @Nullable Place after, int limit) {
        var counted = switch (of) {
            case ACHIEVED -> ACHIEVED;
            case CLOSINGS_AND_RELAPSES ->
                new Counted(
                        "(m.taken_back_m2 <> 0 OR m.closed <> 0 AND m.kind IN ('CLOSED', 'REVOKED', 'WITHDRAWN'))",
                        "CASE WHEN m.taken_back_m2 <> 0 THEN m.taken_back_m2 ELSE m.closed_m2 END",
                        "CASE WHEN m.taken_back_m2 <> 0 THEN sign(m.taken_back_m2)::int ELSE m.closed END");
            case NEW_CONSTRUCTIONS -> NEW_STANDING;
        };
        var from = of == Of.NEW_CONSTRUCTIONS ? EARLIEST : window.from;
        return page(
                counted,
                List.of(),
                null,
                new Window(from, window.to, window.since),
                known,
                Set.of(street),
                after,
                limit);
    }

    private Page page(
            Counted counted,
            List<String> tags,
            @Nullable String ledgerKind,
            Window window,
            PointOfRecord known,
            @Nullable Set<String> streets,
            @Nullable Place after,
            int limit) {
        record Found(Line line, int ordinal) {}
        var found = jdbc.sql("""
            SELECT m.violation, m.ledger_number, m.place, m.street, m.business_date, m.kind, m.fact, m.position, m.ordinal,
                   %s AS area_m2, %s AS count
            FROM %s AS m
            WHERE %s AND m.position > :since AND m.position <= :knownAt AND m.business_date >= :from AND m.business_date <= :to
              AND (:streets::text[] IS NULL OR m.street = ANY (:streets::text[]))
              AND (:afterDate::date IS NULL
                   OR (m.business_date, m.position, m.ordinal) < (:afterDate::date, :afterPosition::bigint, :afterOrdinal::int))
            ORDER BY m.business_date DESC, m.position DESC, m.ordinal DESC LIMIT :limit""".formatted(counted.areaM2, counted.count, counted.from, counted.where))
                .param("knownAt", known.position())
                .param("since", window.since)
                .param("from", window.from)
                .param("to", window.to)
                .param("streets", streets == null ? null : ProgressRows.literal(streets))
                .param("tags", ProgressRows.literal(tags))
                .param("ledgerKind", ledgerKind)
                .param("afterDate", after == null ? null : after.date)
                .param("afterPosition", after == null ? null : after.position)
                .param("afterOrdinal", after == null ? null : after.ordinal)
                .param("limit", limit + 1)
                .query((row, _) -> new Found(
                        new Line(
                                row.getObject("violation", UUID.class),
                                row.getString("ledger_number"),
                                row.getString("place"),
                                row.getString("street"),
                                row.getObject("business_date", LocalDate.class),
                                row.getString("kind"),
                                row.getBigDecimal("area_m2"),
                                row.getInt("count"),
                                row.getObject("fact", UUID.class),
                                row.getLong("position")),
                        row.getInt("ordinal")))
                .list();
        var shown = found.subList(0, Math.min(limit, found.size()));
        var last = found.size() > limit ? shown.getLast() : null;
        return new Page(
                shown.stream().map(Found::line).toList(),
                last == null ? null : new Place(last.line.date(), last.line.position(), last.ordinal));
    }

    private static Optional<Counted> counted(Goal goal) {
        var theirs = (goal.anyTag().isEmpty() ? "" : " AND m.tags && :tags::text[]")
                + (goal.ledgerKind() == null ? "" : " AND m.ledger_kind = :ledgerKind")
                + " AND NOT m.cleared_before_plan";
        var closed = new Counted("m.closed <> 0" + theirs, "m.closed_m2", "m.closed");
        return switch (goal.metricOf()) {
            case DEMOLISHED_AREA -> Optional.of(ACHIEVED);
            case CLOSED_SHARE, RESTORED_SHARE -> Optional.of(closed);
            case WALL_OPENING_ALLEYS_DONE, WALL_OPENING_HOUSEHOLDS_DONE ->
                Optional.of(new Counted(
                        "m.closed <> 0 AND m.ledger_kind = 'WALL_OPENING' AND NOT m.cleared_before_plan",
                        "m.closed_m2",
                        "m.closed"));
            case STANDING ->
                Optional.of(new Counted(
                        "m.registered <> m.closed" + theirs,
                        "m.registered_m2 - m.closed_m2",
                        "m.registered - m.closed"));
            case LEDGER_DRAWN_UP ->
                Optional.of(new Counted("m.registered <> 0" + theirs, "m.registered_m2", "m.registered"));
            case NEW_STANDING_OVER_60_MIN -> Optional.of(NEW_STANDING);
            case VIOLATION_FREE_STARTED -> Optional.of(designated("m.kind = 'STARTED' AND m.run = 1"));
            case VIOLATION_FREE_COMPOUNDS ->
                Optional.of(designated("m.kind <> 'STARTED' AND m.place_kind = 'COMPOUND'"));
            case VIOLATION_FREE_ALLEYS -> Optional.of(designated("m.kind <> 'STARTED' AND m.place_kind = 'ALLEY'"));
            case UNIT_INVENTORY_SHARE, MARKETS_IN_ORDER -> Optional.empty();
        };
    }

    private static Counted designated(String where) {
        return new Counted(DESIGNATIONS, where, "0.00", "CASE m.kind WHEN 'REVOKED' THEN -1 ELSE 1 END");
    }
}
