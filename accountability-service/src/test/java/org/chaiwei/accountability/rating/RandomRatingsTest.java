package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.rating.RatingsOfTests.FORMULA;
import static org.chaiwei.accountability.rating.RatingsOfTests.may;
import static org.chaiwei.accountability.rating.RatingsOfTests.street;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.chaiwei.accountability.rating.Rated.OfPart;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every table, whatever the numbers are. */
class RandomRatingsTest {

    private static final int TABLES = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 20160531, 42})
    void every_table_adds_up_and_ranks_by_what_it_shows(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TABLES; i++) {
            var table = Rating.of(FORMULA, inputs(random)).table();
            checkPoints(table);
            checkRanks(table);
            var corrected = corrected(table, random);
            checkPoints(corrected);
            checkRanks(corrected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 2017})
    void the_order_in_which_streets_come_changes_nothing(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TABLES; i++) {
            var inputs = inputs(random);
            var mixed = new ArrayList<>(inputs.streets());
            Collections.shuffle(mixed, random);
            var again = new RatingInputs(
                    inputs.month(),
                    inputs.from(),
                    inputs.to(),
                    inputs.known(),
                    inputs.target(),
                    inputs.before(),
                    mixed);
            assertThat(Rating.of(FORMULA, again).table())
                    .isEqualTo(Rating.of(FORMULA, inputs).table());
        }
    }

    private static void checkPoints(List<Rated> table) {
        for (var row : table) {
            for (var part : row.parts()) {
                if (part.points() != null) assertThat(part.points()).isBetween(new BigDecimal("0.00"), part.counted());
                assertThat(part.counted()).isBetween(BigDecimal.ZERO, part.of());
            }
            assertThat(row.points())
                    .isEqualTo(row.parts().stream()
                            .map(OfPart::points)
                            .filter(Objects::nonNull)
                            .reduce(new BigDecimal("0.00"), BigDecimal::add));
            if (row.score() != null) assertThat(row.score()).isBetween(BigDecimal.ZERO, new BigDecimal("100"));
        }
    }

    /** A rank is one more than the number of streets that show a higher score; told by counting, not by sorting. */
    private static void checkRanks(List<Rated> table) {
        var ranked = table.stream().filter(row -> row.unranked() == null).toList();
        for (var row : table) {
            if (row.unranked() != null) {
                assertThat(row.rank()).isNull();
                continue;
            }
            assertThat(row.rank()).isEqualTo(1 + better(row, ranked));
            assertThat(row.groupRank())
                    .isEqualTo(1
                            + better(
                                    row,
                                    ranked.stream()
                                            .filter(other -> other.group().equals(row.group()))
                                            .toList()));
        }
    }

    private static int better(Rated row, List<Rated> among) {
        return (int) among.stream()
                .filter(other -> score(other).compareTo(score(row)) > 0)
                .count();
    }

    private static BigDecimal score(Rated row) {
        return Objects.requireNonNull(row.score());
    }

    private static List<Rated> corrected(List<Rated> table, Random random) {
        var row = table.get(random.nextInt(table.size()));
        var rated = row.parts().stream().filter(part -> part.points() != null).toList();
        if (rated.isEmpty()) return table;
        var part = rated.get(random.nextInt(rated.size()));
        var points = BigDecimal.valueOf(
                random.nextInt(part.counted().movePointRight(2).intValueExact() + 1), 2);
        var corrected = Rating.corrected(table, new Correction(row.street(), part.part(), points));
        assertThat(RatingsOfTests.of(row.street(), corrected).of(part.part()).points())
                .isEqualTo(points);
        return corrected;
    }

    private static RatingInputs inputs(Random random) {
        return may(Streets.published().all().stream()
                .map(Street::code)
                .map(code -> {
                    var street = street(code)
                            .remaining(BigDecimal.valueOf(random.nextInt(12_000_000), 2)
                                    .toPlainString())
                            .entries(random.nextInt(60))
                            .year(
                                    BigDecimal.valueOf(random.nextInt(120_000) - 20_000, 2)
                                            .toPlainString(),
                                    random.nextInt(30),
                                    random.nextInt(3));
                    if (random.nextInt(4) == 0) street.expected("0.00", "0.00");
                    if (random.nextBoolean()) street.standing(random.nextInt(7));
                    if (random.nextBoolean()) street.clocks(random.nextInt(4), random.nextInt(6));
                    for (int i = random.nextInt(3); i > 0; i--)
                        street.task("T-" + i, Integer.toString(random.nextInt(9)), "5.00");
                    return street;
                })
                .toArray(RatingsOfTests.Street[]::new));
    }
}
