package org.chaiwei.accountability.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

    @Test
    void the_units_left_over_go_to_the_largest_remainders() {
        // Quotas 3.5, 2.1 and 1.4: one unit is left over and goes to the first.
        assertThat(parts("7", Map.of("a", "50", "b", "30", "c", "20")))
                .containsExactlyInAnyOrderEntriesOf(
                        new TreeMap<>(Map.of("a", new BigDecimal(4), "b", new BigDecimal(2), "c", new BigDecimal(1))));
    }

    @Test
    void equal_remainders_are_served_in_the_order_of_the_codes() {
        assertThat(parts("2", Map.of("c", "1", "b", "1", "a", "1")).values())
                .containsExactly(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO);
    }

    @Test
    void whatever_the_weights_the_parts_add_up_and_none_is_a_unit_from_its_quota() {
        var random = new Random(1);
        for (int round = 0; round < 500; round++) {
            var weights = new TreeMap<String, BigDecimal>();
            int streets = 1 + random.nextInt(15);
            for (int i = 0; i < streets; i++)
                weights.put("street-%02d".formatted(i), BigDecimal.valueOf(random.nextInt(1_000_000), 2));
            weights.put("street-00", new BigDecimal("0.01").add(weights.get("street-00")));
            var whole = BigDecimal.valueOf(random.nextLong(30_000_000), random.nextInt(3));
            var parts = LargestRemainder.parts(whole, weights);

            assertThat(parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(whole);
            var total = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            parts.forEach((street, part) -> assertThat(
                            part.subtract(whole.multiply(weights.get(street)).divide(total, 20, RoundingMode.HALF_UP))
                                    .abs())
                    .isLessThan(new BigDecimal("2")));
        }
    }

    @Test
    void a_larger_weight_never_gets_less() {
        var random = new Random(2);
        for (int round = 0; round < 200; round++) {
            var weights = new TreeMap<String, BigDecimal>();
            for (int i = 0; i < 15; i++)
                weights.put("" + (char) ('a' + i), BigDecimal.valueOf(1 + random.nextInt(500)));
            var parts = LargestRemainder.parts(BigDecimal.valueOf(random.nextInt(1_000)), weights);
            for (var a : weights.keySet())
                for (var b : weights.keySet())
                    if (weights.get(a).compareTo(weights.get(b)) > 0)
                        assertThat(parts.get(a)).isGreaterThanOrEqualTo(parts.get(b));
        }
    }

    @Test
    void nothing_to_divide_by_and_negative_weights_are_mistakes() {
        assertThatThrownBy(() -> parts("1", Map.of("a", "0"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parts("1", Map.of("a", "-1", "b", "2"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parts("-1", Map.of("a", "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static SortedMap<String, BigDecimal> parts(String whole, Map<String, String> weights) {
        var exact = new TreeMap<String, BigDecimal>();
        weights.forEach((street, weight) -> exact.put(street, new BigDecimal(weight)));
        return LargestRemainder.parts(new BigDecimal(whole), exact);
    }
}
