package org.chaiwei.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void the_same_seed_and_matter_throw_the_same_on_every_machine() {
        var dice = new Dice(1, "areas");
        assertThat(List.of(dice.below(1000), dice.below(1000), dice.below(1000), dice.skewed(0.5)))
                .containsExactly(995, 2, 461, 1470692L);
    }

    @Test
    void another_matter_throws_otherwise() {
        assertThat(new Dice(1, "areas").nextLong()).isNotEqualTo(new Dice(1, "dates").nextLong());
    }

    @Test
    void weights_are_kept_over_many_throws() {
        var dice = new Dice(1, "weights");
        var counts = new int[3];
        for (int i = 0; i < 100_000; i++) counts[dice.weighted(50, 0, 150)]++;
        assertThat(counts[0]).isBetween(24_000, 26_000);
        assertThat(counts[1]).isZero();
    }

    @Test
    void shuffling_keeps_every_item() {
        var items = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        new Dice(1, "shuffle").shuffle(items);
        assertThat(items).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }
}
