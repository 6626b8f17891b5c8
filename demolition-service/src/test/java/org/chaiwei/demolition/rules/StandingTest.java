package org.chaiwei.demolition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final LocalDate DAY = LocalDate.of(2016, 5, 3);

    @Test
    void of_two_suits_that_are_pending_each_ends_by_itself() {
        var one = of(Act.SUIT_FILED, "one");
        var two = of(Act.SUIT_FILED, "two");
        var ended = of(Act.SUIT_ENDED, "one");
        assertThat(Standing.after(List.of(one, two, ended))).containsExactly(Act.SUIT_FILED, Act.SUIT_ENDED);
        assertThat(Standing.after(List.of(one, two, ended, of(Act.SUIT_ENDED, "two"))))
                .containsExactly(Act.SUIT_ENDED);
    }

    @Test
    void who_keeps_only_the_acts_counts_them_too() {
        assertThat(acts(Act.SUIT_FILED, Act.SUIT_FILED)).containsExactly(Act.SUIT_FILED, Act.SUIT_FILED);
        assertThat(acts(Act.SUIT_FILED, Act.SUIT_FILED, Act.SUIT_ENDED))
                .containsExactly(Act.SUIT_FILED, Act.SUIT_ENDED);
        assertThat(acts(Act.REVIEW_FILED, Act.SUIT_FILED, Act.REVIEW_WITHDRAWN, Act.SUIT_ENDED))
                .containsExactly(Act.REVIEW_WITHDRAWN, Act.SUIT_ENDED);
    }

    @Test
    void anything_else_stands_once_however_often_it_is_done() {
        assertThat(acts(Act.ORDER_ISSUED, Act.ORDER_SERVED, Act.ORDER_SERVED, Act.ORDER_REVOKED))
                .containsExactly(Act.ORDER_REVOKED);
    }

    private static List<Act> acts(Act... some) {
        var standing = List.<Act>of();
        for (var act : some) standing = Standing.after(standing, act);
        return standing;
    }

    private static Milestone of(Act act, String ref) {
        return new Milestone(act, DAY, null, null, ref, null);
    }
}
