package org.chaiwei.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void parts_follow_the_weights_and_sum_to_the_whole() {
        assertThat(Shares.of(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Shares.of(7, new long[] {5, 3, 2})).containsExactly(4, 2, 1);
    }

    @Test
    void a_weight_of_nothing_gets_nothing() {
        assertThat(Shares.of(5, new long[] {0, 1})).containsExactly(0, 5);
    }

    @Test
    void no_part_falls_below_the_least() {
        var parts = Shares.atLeast(10, 1_000, new long[] {1, 1_000_000, 3});
        assertThat(parts).containsExactly(10, 980, 10);
        assertThat(Arrays.stream(parts).sum()).isEqualTo(1_000);
    }
}
