package org.chaiwei.accountability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.forecast.Histories.BEGIN;
import static org.chaiwei.accountability.forecast.Histories.DAYS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chaiwei.accountability.forecast.Forecast.Outlook;
import org.chaiwei.accountability.forecast.Queue.First;
import org.chaiwei.accountability.forecast.Queue.Order;
import org.chaiwei.accountability.forecast.WhatIf.Team;
import org.chaiwei.accountability.progress.OpenEntries.Open;
import org.chaiwei.accountability.target.TargetsOfTests;
import org.junit.jupiter.api.Test;

/** What more teams, and another order, make of a forecast. */
class WhatIfTest {

    private static final LocalDate AS_OF = LocalDate.of(2016, 9, 30);
    private static final LocalDate DUE = LocalDate.of(2016, 12, 31);

    @Test
    void teams_work_on_working_days_of_their_own_time_and_as_long_as_something_stands() {
        // Off until 7 October 2016; Saturday the 8th and Sunday the 9th were worked.
        var teams = List.of(new Team(2, AS_OF.plusDays(1), LocalDate.of(2016, 10, 10), new BigDecimal("50.00")));
        assertThat(WhatIf.of(teams, AS_OF, null, DAYS).until(LocalDate.of(2016, 10, 7)))
                .isZero();
        assertThat(WhatIf.of(teams, AS_OF, null, DAYS).until(LocalDate.of(2016, 10, 8)))
                .isEqualByComparingTo("100");
        assertThat(WhatIf.of(teams, AS_OF, null, DAYS).until(DUE)).isEqualByComparingTo("300");
        assertThat(WhatIf.of(teams, AS_OF, new BigDecimal("250.00"), DAYS).until(DUE))
                .isEqualByComparingTo("250");
        assertThat(WhatIf.of(teams, LocalDate.of(2016, 10, 9), null, DAYS).until(DUE))
                .as("what they did before the question is in the figures")
                .isEqualByComparingTo("100");
    }

    @Test
    void more_teams_are_further_sooner_and_by_what_they_bring_down() {
        var series = Histories.steady(AS_OF);
        var aim = ForecastTest.year(2016, "75000.00", series);
        var without = Forecast.of(series, aim, AS_OF, DAYS);
        assertThat(without.outlook()).isEqualTo(Outlook.AFTER_DUE_DATE);
        var extra = WhatIf.of(
                List.of(new Team(3, LocalDate.of(2016, 10, 10), LocalDate.of(2016, 10, 21), new BigDecimal("100.00"))),
                AS_OF,
                null,
                DAYS);
        var whatIf = WhatIf.of(Line.By.DEMOLISHED_M2, without, Forecast.of(series, aim, AS_OF, DAYS, extra));
        assertThat(whatIf.difference().expected()).isEqualTo("3000.00");
        assertThat(whatIf.with().outlook()).isEqualTo(Outlook.BY_DUE_DATE);
        // 9 days of 200 m² short without them, 1,200 m² over with them
        assertThat(whatIf.difference().days()).isEqualTo(-15);
        assertThat(whatIf.with().high().subtract(whatIf.with().low()))
                .as("the same interval")
                .isEqualTo(whatIf.without().high().subtract(whatIf.without().low()));
    }

    @Test
    void what_goes_first_is_done_first_and_among_those_alike_by_size() {
        var open = List.of(
                open("STORAGE", "100.00"),
                open("STORAGE", "300.00", "FIRE_LANE"),
                open("COMMERCIAL", "200.00", "FIRE_LANE"),
                open("COMMERCIAL", "50.00"));
        var hazard = TargetsOfTests.plan("T-HAZARD-2016").goal();
        var inSize = Queue.of(open, List.of(), Order.LARGEST_FIRST).stepsOf(Line.By.ENTRIES, hazard);
        assertThat(inSize.doneAfter(new BigDecimal("299.99"))).isZero();
        assertThat(inSize.doneAfter(new BigDecimal("300.00"))).isEqualTo("1");
        assertThat(inSize.doneAfter(new BigDecimal("500.00"))).isEqualTo("2");
        var shops = Queue.of(open, List.of(new First("COMMERCIAL", null, null)), Order.SMALLEST_FIRST)
                .stepsOf(Line.By.RECORDED_M2, hazard);
        assertThat(shops.doneAfter(new BigDecimal("249.99"))).isZero();
        assertThat(shops.doneAfter(new BigDecimal("250.00"))).isEqualTo("200.00");
        assertThat(shops.doneAfter(new BigDecimal("650.00"))).isEqualTo("500.00");
    }

    @Test
    void an_alley_is_done_with_its_last_wall_opening() {
        var open = List.of(wall("A", 2, "10.00"), wall("A", 3, "30.00"), wall("B", 4, "20.00"));
        var alleys = TargetsOfTests.plan("T-WALL-ALLEYS-2016").goal();
        var queue = Queue.of(open, List.of(), Order.SMALLEST_FIRST);
        assertThat(queue.stepsOf(Line.By.ALLEYS, alleys).doneAfter(new BigDecimal("30.00")))
                .isEqualTo("1");
        assertThat(queue.stepsOf(Line.By.ALLEYS, alleys).doneAfter(new BigDecimal("60.00")))
                .isEqualTo("2");
        assertThat(queue.stepsOf(Line.By.HOUSEHOLDS, alleys).doneAfter(new BigDecimal("30.00")))
                .isEqualTo("6");
    }

    @Test
    void a_target_put_first_is_met_sooner_than_the_same_put_last() {
        var area = Histories.steady(AS_OF);
        var areaAim = ForecastTest.year(2016, "70000.00", area);
        var pace = Method.STRAIGHT_LINE.pace(area, areaAim, AS_OF, DAYS);
        var closed = Histories.daily(AS_OF, day -> day.getDayOfMonth() == 1 ? "1" : "0");
        var aim = new Aim(new BigDecimal("30"), new BigDecimal("60"), BigDecimal.ZERO, BEGIN, DUE, 0);
        var without = Forecast.of(closed, aim, AS_OF, DAYS);
        var open = new ArrayList<Open>();
        for (int i = 0; i < 51; i++) {
            open.add(open("STORAGE", "100.00", "FIRE_LANE"));
            open.add(open("STORAGE", "300.00"));
        }
        var hazard = TargetsOfTests.plan("T-HAZARD-2016").goal();
        var first = inOrder(
                without,
                aim,
                pace,
                Queue.of(open, List.of(new First(null, "FIRE_LANE", null)), Order.LARGEST_FIRST)
                        .stepsOf(Line.By.ENTRIES, hazard));
        // 200 m² a day: 21 entries of 100 m²
        assertThat(first.metOn()).isEqualTo("2016-10-11");
        assertThat(first.atDue().expected()).isEqualTo("60");
        assertThat(first.atDue().low()).isLessThanOrEqualTo(first.atDue().expected());
        var last = inOrder(
                without,
                aim,
                pace,
                Queue.of(open, List.of(), Order.LARGEST_FIRST).stepsOf(Line.By.ENTRIES, hazard));
        assertThat(last.metOn()).isAfter(first.metOn());
        assertThat(last.atDue().expected()).isLessThan(first.atDue().expected());
    }

    private static Forecast inOrder(Forecast without, Aim aim, Method.Pace pace, Queue.Steps steps) {
        return Forecast.inOrder(without, aim, steps, pace, Forecast.Extra.NONE, new BigDecimal("20"));
    }

    private static Open open(String use, String m2, String... tags) {
        return new Open("110102013", use, Set.of(tags), "GENERAL", null, 0, new BigDecimal(m2), new BigDecimal(m2));
    }

    private static Open wall(String alley, int households, String m2) {
        return new Open(
                "110102013",
                "COMMERCIAL",
                Set.of(),
                "WALL_OPENING",
                alley,
                households,
                new BigDecimal(m2),
                new BigDecimal(m2));
    }
}
