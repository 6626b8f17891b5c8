package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a recount found.
 *
 * @param ok no difference at all
 * @param position the head of the log when it was read
 * @param differences the first {@link Differences#KEPT} of them
 * @param differencesFound how many there are
 * @param recount the figures of the baseline, counted from the events
 * @param published what the plan states of the same day; other figures than the recount's where another ledger was loaded
 * @param between what went between the services, or null where only the ledger was looked at
 * @param gateway what the gateway answers for the same day and position, or null where it couldn't be asked
 */
public record Report(
        boolean ok,
        long position,
        Checked checked,
        List<Difference> differences,
        long differencesFound,
        Summary recount,
        Summary published,
        @Nullable Summary gateway,
        Between.@Nullable Checked between) {

    /**
     * How many rows were compared or counted.
     *
     * @param tasks demolitions that are not posted, sightings near closed entries, and places that are to be free of violations
     */
    public record Checked(long events, long entries, long movements, long monthTotals, long tasks) {}

    /**
     * One value that is not what the events say.
     *
     * @param table where it stands, with its schema unless that is public
     * @param key which row
     * @param column which column, or {@code (row)} for a row that is missing or should not be there
     */
    public record Difference(
            String table,
            String key,
            String column,
            @Nullable String expected,
            @Nullable String found) {

        @Override
        public String toString() {
            return "%s, %s, %s: expected %s, found %s".formatted(table, key, column, expected, found);
        }
    }

    /**
     * The three figures of the plan's first paragraph and what remains by use, in the plan's order.
     *
     * @param asOf the business date
     */
    public record Summary(
            LocalDate asOf, Amount registered, Amount cleared, Amount remaining, Map<String, Amount> remainingByUse) {}

    /** @param areaM2 square metres, two decimals */
    public record Amount(long count, BigDecimal areaM2) {

        static final Amount NONE = new Amount(0, new BigDecimal("0.00"));

        public Amount {
            areaM2 = areaM2.setScale(2);
        }

        Amount plus(Amount other) {
            return new Amount(count + other.count, areaM2.add(other.areaM2));
        }

        Amount minus(Amount other) {
            return new Amount(count - other.count, areaM2.subtract(other.areaM2));
        }

        @Override
        public String toString() {
            return count + " / " + areaM2.toPlainString() + " m²";
        }
    }

    /** The exit code of {@code ./chaiwei verify}: 0, or 1 where there is a difference. */
    public int exitCode() {
        return ok ? 0 : 1;
    }

    /** One line of JSON; areas with two decimals. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** The same for a person. */
    public String toText() {
        var text = new StringBuilder();
        line(
                text,
                "position %,d: %,d events, %,d entries, %,d movements, %,d month totals, %,d tasks and designations recounted",
                position,
                checked.events,
                checked.entries,
                checked.movements,
                checked.monthTotals,
                checked.tasks);
        if (between != null)
            line(
                    text,
                    "between the services: %,d facts on the topics (%,d of them repeated), %,d taken in by another service,"
                            + " %,d movements and %,d other rows of accountability and %,d cases recounted,"
                            + " %,d files of evidence hashed again, %,d more that no row names, and %,d papers recounted",
                    between.facts(),
                    between.repeated(),
                    between.takenIn(),
                    between.movements(),
                    between.factRows(),
                    between.cases(),
                    between.files(),
                    between.unclaimed(),
                    between.papers());
        line(text, "");
        line(text, "as of %-22s %24s %24s %24s", recount.asOf, "recount of the events", "the plan", "gateway");
        figures(
                text,
                "registered",
                recount.registered,
                published.registered,
                gateway == null ? null : gateway.registered);
        figures(text, "cleared", recount.cleared, published.cleared, gateway == null ? null : gateway.cleared);
        figures(text, "remaining", recount.remaining, published.remaining, gateway == null ? null : gateway.remaining);
        recount.remainingByUse.forEach((use, amount) -> figures(
                text,
                "  " + use,
                amount,
                published.remainingByUse.get(use),
                gateway == null ? null : gateway.remainingByUse.get(use)));
        line(text, "");
        if (ok) {
            line(text, "no difference: every view holds what the events say");
        } else {
            line(
                    text,
                    "%,d differences%s",
                    differencesFound,
                    differencesFound > differences.size() ? ", the first " + differences.size() + ":" : ":");
            for (var difference : differences) line(text, "  %s", difference);
        }
        return text.toString();
    }

    private static void figures(
            StringBuilder text, String name, Amount recount, @Nullable Amount published, @Nullable Amount gateway) {
        line(text, "%-28s %24s %24s %24s", name, recount, published, gateway == null ? "not asked" : gateway);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder text, String format, @Nullable Object... values) {
        text.append(format.formatted(values)).append('\n');
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
}
