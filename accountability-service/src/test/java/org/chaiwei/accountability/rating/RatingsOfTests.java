package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaiwei.accountability.rating.RatingInputs.Clocks;
import org.chaiwei.accountability.rating.RatingInputs.Known;
import org.chaiwei.accountability.rating.RatingInputs.OfStreet;
import org.chaiwei.accountability.rating.RatingInputs.OneHour;
import org.chaiwei.accountability.rating.RatingInputs.Running;
import org.chaiwei.accountability.rating.RatingInputs.Task;
import org.chaiwei.accountability.rating.RatingInputs.YearTarget;
import org.jspecify.annotations.Nullable;

/** A month's inputs for tests, street by street; what a test does not say is as dull as can be. */
final class RatingsOfTests {

    static final Formula FORMULA = Formulas.brought().version(1);

    static final String DASHILAR = "110102013";
    static final String TIANQIAO = "110102014";
    static final String CHUNSHU = "110102015";

    private RatingsOfTests() {}

    /** Half a year's target of 1,000 m², nothing demolished, nothing else known. */
    static Street street(String code) {
        return new Street(code);
    }

    static RatingInputs may(Street... streets) {
        return new RatingInputs(
                "2016-05",
                LocalDate.of(2016, 1, 1),
                LocalDate.of(2016, 5, 31),
                new Known(
                        90_123,
                        Instant.parse("2016-05-31T10:00:00Z"),
                        4_711,
                        Instant.parse("2016-06-01T01:02:03.456789Z")),
                new YearTarget("T-2016", 1, new BigDecimal("80000.00")),
                null,
                Arrays.stream(streets).map(Street::inputs).toList());
    }

    static Rated of(String street, List<Rated> table) {
        return table.stream()
                .filter(row -> row.street().equals(street))
                .findAny()
                .orElseThrow();
    }

    static final class Street {

        private final String code;
        private String remainingM2 = "30000.00";
        private long entries = 100;
        private @Nullable String partM2 = "1000.00";
        private @Nullable String expectedM2 = "500.00";
        private Running year = Running.NOTHING;
        private Running carried = Running.NOTHING;
        private @Nullable Long newStanding;
        private final List<Task> tasks = new ArrayList<>();
        private @Nullable String scoreBefore;
        private @Nullable OneHour oneHour;

        private Street(String code) {
            this.code = code;
        }

        Street remaining(String m2) {
            remainingM2 = m2;
            return this;
        }

        Street entries(long count) {
            entries = count;
            return this;
        }

        Street expected(@Nullable String part, @Nullable String byNow) {
            partM2 = part;
            expectedM2 = byNow;
            return this;
        }

        Street year(String netM2, long closings, long relapses) {
            year = new Running(new BigDecimal(netM2), closings, relapses);
            return this;
        }

        Street carried(String netM2, long closings, long relapses) {
            carried = new Running(new BigDecimal(netM2), closings, relapses);
            return this;
        }

        Street standing(long count) {
            newStanding = count;
            return this;
        }

        Street task(String target, String reached, String expected) {
            tasks.add(new Task(target, 1, new BigDecimal(reached), new BigDecimal(expected)));
            return this;
        }

        Street scoreBefore(String score) {
            scoreBefore = score;
            return this;
        }

        Street clocks(long kept, long judged) {
            oneHour = new OneHour(new Clocks(kept, judged), Clocks.NOTHING, Clocks.NOTHING, Clocks.NOTHING);
            return this;
        }

        private OfStreet inputs() {
            return new OfStreet(
                    code,
                    new BigDecimal(remainingM2),
                    entries,
                    decimal(partM2),
                    decimal(expectedM2),
                    year,
                    carried,
                    Running.NOTHING,
                    Running.NOTHING,
                    newStanding,
                    tasks,
                    decimal(scoreBefore),
                    oneHour);
        }

        private static @Nullable BigDecimal decimal(@Nullable String text) {
            return text == null ? null : new BigDecimal(text);
        }
    }
}
