package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.chaiwei.accountability.rating.RatingCommand.Asked;
import org.chaiwei.accountability.rating.RatingCommand.CorrectPoints;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The frozen months' tables as they stand now, for whoever draws conclusions from them, and has to have them corrected. Thread-safe. */
public final class FrozenTables {

    private final JdbcClient jdbc;
    private final RatingRows rows;
    private final Ratings ratings;
    private final CommandSender sender;
    private final ViewPositions positions;

    FrozenTables(JdbcClient jdbc, RatingRows rows, Ratings ratings, CommandSender sender, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.ratings = ratings;
        this.sender = sender;
        this.positions = positions;
    }

    /**
     * The latest version of a month's table.
     *
     * @param position of this service's log: what has made this version
     */
    public record FrozenMonth(YearMonth month, int version, long position, List<Standing> streets) {
        public FrozenMonth {
            streets = List.copyOf(streets);
        }
    }

    /**
     * Where a street stands.
     *
     * @param rank null where it is not ranked
     * @param score two decimals; null where nothing has data
     * @param improvedBy since the freeze before; null where that can't be told
     */
    public record Standing(
            String street,
            @Nullable Integer rank,
            @Nullable BigDecimal score,
            @Nullable BigDecimal improvedBy) {}

    /** All of them, in their order: some tens of rows, one a month. */
    public List<FrozenMonth> all() {
        var months = new LinkedHashMap<String, FrozenMonth>();
        jdbc.sql("""
            SELECT position, type, body FROM rating_event
            WHERE type IN ('RatingFrozen', 'RatingReversed') ORDER BY month, position""").query(row -> {
            var position = row.getLong("position");
            var event = rows.read(row.getString("type"), row.getString("body"));
            if (event instanceof RatingFrozen e) months.put(e.month(), month(e.month(), 1, position, e.table()));
            if (event instanceof RatingReversed e)
                months.put(e.month(), month(e.month(), e.version(), position, e.table()));
        });
        return new ArrayList<>(months.values());
    }

    /** Empty where the month is not frozen. */
    public Optional<PartPoints> points(YearMonth month, String street, Part part) {
        return ratings.find(month).map(frozen -> {
            var of = frozen.latest().of(street).of(part);
            return new PartPoints(of.points(), of.counted());
        });
    }

    /**
     * Has a part's points corrected as an appeal against a measure wants it: the next version of the table, beside those before it. Doing it again changes nothing.
     *
     * @param by what the service does it for
     * @param appeal its id
     * @return the version that this has made; the latest where the points were so already
     * @throws RefusedException if the month is not frozen, or the part can't have these points
     */
    public int correct(
            YearMonth month,
            UUID appeal,
            String street,
            Part part,
            BigDecimal points,
            String by,
            LocalDate occurredOn) {
        var actor = Actor.system(by);
        var receipt = sender.send(
                new CorrectPoints(
                        RatingId.of(month),
                        month.toString(),
                        appeal,
                        street,
                        part,
                        points,
                        new Asked(actor, occurredOn, null)),
                RequestContext.of(actor));
        ratings.await(receipt.token());
        var frozen = ratings.find(month).orElseThrow();
        return version(frozen, appeal);
    }

    /** Calls the listener whenever there may be a new table; see {@link ViewPositions#onAdvance}. @return ends the calls */
    public Runnable onChange(LongConsumer listener) {
        return positions.onAdvance(RatingRows.VIEW, listener);
    }

    private static int version(Frozen frozen, UUID appeal) {
        return frozen.versions().stream()
                .filter(one -> appeal.equals(one.appeal()))
                .findAny()
                .orElse(frozen.latest())
                .number();
    }

    private static FrozenMonth month(String month, int version, long position, List<Rated> table) {
        return new FrozenMonth(
                YearMonth.parse(month),
                version,
                position,
                table.stream()
                        .map(row -> new Standing(row.street(), row.rank(), row.score(), row.improvedBy()))
                        .toList());
    }
}
