package org.chaiwei.accountability.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.progress.Achieved;
import org.junit.jupiter.api.Test;

class RankedTest {

    private static final List<String> STREETS = List.of("a", "b", "c", "d");

    @Test
    void the_share_of_the_part_gives_the_order_and_not_the_area() {
        assertThat(order(
                        Map.of("a", "1000", "b", "100", "c", "10", "d", "1"),
                        Map.of("a", "500.00", "b", "60.00", "c", "7.00", "d", "0.80")))
                .containsExactly("d 1", "c 2", "b 3", "a 4");
    }

    @Test
    void what_is_truly_equal_shares_a_rank_and_the_next_ones_are_left_out() {
        assertThat(order(
                        Map.of("a", "3", "b", "9", "c", "30000000", "d", "7"),
                        Map.of("a", "1.00", "b", "3.00", "c", "9999999.99", "d", "0.00")))
                .containsExactly("a 1", "b 1", "c 3", "d 4");
    }

    @Test
    void a_street_whose_relapses_took_back_more_than_it_demolished_is_behind_one_that_did_nothing() {
        var demolished = Map.of("b", Achieved.of(m2("5.00"), m2("0.00"), m2("8.00")));
        var ranked = Ranked.of(List.of("b", "a"), Map.of("a", m2("10"), "b", m2("10")), demolished);
        assertThat(ranked).extracting(Ranked::street).containsExactly("a", "b");
        assertThat(ranked.getLast().progress(183, 366)).isEqualTo("-0.600000");
        assertThat(ranked.getLast().expectedM2(183, 366)).isEqualTo("5.00");
    }

    @Test
    void without_a_part_there_is_no_rank_and_no_progress() {
        assertThat(Ranked.of(STREETS, null, Map.of()))
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.rank()).isNull())
                .allSatisfy(one -> assertThat(one.progress(1, 366)).isNull());
        assertThat(order(Map.of("a", "0", "b", "10"), Map.of())).containsExactly("b 1", "a null", "c null", "d null");
    }

    private static List<String> order(Map<String, String> parts, Map<String, String> netM2) {
        var exactParts = new HashMap<String, BigDecimal>();
        parts.forEach((street, part) -> exactParts.put(street, m2(part)));
        var demolished = new HashMap<String, Achieved>();
        netM2.forEach((street, net) -> demolished.put(street, Achieved.of(m2(net), m2("0.00"), m2("0.00"))));
        return Ranked.of(STREETS, exactParts, demolished).stream()
                .map(one -> one.street() + " " + one.rank())
                .toList();
    }

    private static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }
}
