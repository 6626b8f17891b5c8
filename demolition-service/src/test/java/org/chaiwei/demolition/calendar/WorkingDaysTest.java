package org.chaiwei.demolition.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.chaiwei.demolition.calendar.Period.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final WorkingDays DAYS = Calendars.brought();

    @Test
    void the_service_knows_the_years_from_2013_to_2026() {
        assertThat(DAYS.years())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2013, 2026).boxed().toList());
        assertThat(DAYS.knows(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(DAYS.knows(LocalDate.of(2012, 12, 31))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2016-10-01, false, true", // 国庆节
        "2016-10-06, false, false", // a rest day moved next to it
        "2016-10-08, true, false", // a Saturday worked instead
        "2016-10-15, false, false", // a Saturday like any other
        "2016-10-17, true, false"
    })
    void a_day_is_what_the_notice_says_and_else_what_its_weekday_says(
            LocalDate day, boolean working, boolean statutory) {
        assertThat(DAYS.isWorkingDay(day)).isEqualTo(working);
        assertThat(DAYS.isStatutoryHoliday(day)).isEqualTo(statutory);
    }

    @ParameterizedTest
    @CsvSource({
        // the day of the event does not count
        "2016-05-09, 1, WORKING_DAYS, 2016-05-10",
        "2016-05-09, 5, WORKING_DAYS, 2016-05-16",
        // over the National Day week with its two working weekends
        "2016-09-30, 5, WORKING_DAYS, 2016-10-12",
        // a Saturday that is worked is a working day like any other
        "2016-10-07, 1, WORKING_DAYS, 2016-10-08",
        // an event on a holiday
        "2016-10-02, 1, WORKING_DAYS, 2016-10-08",
        "2016-05-09, 15, CALENDAR_DAYS, 2016-05-24",
        // ends on a Saturday, moves to Monday
        "2016-05-06, 15, CALENDAR_DAYS, 2016-05-23",
        // ends in the holidays, moves to the working Saturday behind them
        "2016-09-20, 15, CALENDAR_DAYS, 2016-10-08",
        // ends on a Saturday that is worked, and stays
        "2016-09-23, 15, CALENDAR_DAYS, 2016-10-08",
        "2016-01-29, 6, MONTHS, 2016-07-29",
        // there is no 31 November
        "2016-08-31, 3, MONTHS, 2016-11-30",
        "2016-02-29, 1, YEARS, 2017-02-28"
    })
    void a_period_ends_on_a_working_day(LocalDate from, int length, Unit unit, LocalDate end) {
        assertThat(DAYS.lastDay(from, new Period(length, unit))).isEqualTo(new LastDay(end, false));
    }

    @Test
    void over_a_year_that_is_not_known_a_date_is_provisional() {
        var counted = DAYS.lastDay(LocalDate.of(2026, 12, 29), new Period(5, Unit.WORKING_DAYS));
        assertThat(counted).isEqualTo(new LastDay(LocalDate.of(2027, 1, 5), true));
        assertThat(DAYS.lastDay(LocalDate.of(2026, 12, 29), new Period(2, Unit.WORKING_DAYS)))
                .isEqualTo(new LastDay(LocalDate.of(2026, 12, 31), false));
        assertThat(DAYS.lastDay(LocalDate.of(2026, 8, 3), new Period(6, Unit.MONTHS))
                        .provisional())
                .isTrue();
    }

    @Test
    void a_provisional_date_leaves_open_only_the_days_that_a_notice_can_still_move_it_over() {
        var end = new LastDay(LocalDate.of(2027, 2, 3), true);
        assertThat(end.leavesOpen(LocalDate.of(2027, 2, 4))).isTrue();
        assertThat(end.leavesOpen(LocalDate.of(2027, 2, 17))).isTrue();
        assertThat(end.leavesOpen(LocalDate.of(2027, 2, 18))).isFalse();
        assertThat(end.leavesOpen(LocalDate.of(2027, 1, 19))).isFalse();
        assertThat(new LastDay(LocalDate.of(2027, 2, 3), false).leavesOpen(LocalDate.of(2027, 2, 4)))
                .isFalse();
    }

    @Test
    void a_period_of_a_clock_is_not_counted_in_days() {
        assertThatThrownBy(() -> DAYS.lastDay(LocalDate.of(2016, 5, 9), new Period(24, Unit.HOURS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Period(24, Unit.HOURS).duration()).hasHours(24);
    }

    @Test
    void a_day_that_is_two_things_at_once_is_refused() {
        var day = LocalDate.of(2027, 1, 1);
        assertThatThrownBy(() -> WorkingDays.of(
                        List.of(new DayOff(day, "元旦", DayOff.Kind.STATUTORY), new DayOff(day, "元旦", DayOff.Kind.WORK))))
                .hasMessageContaining("2027-01-01 is both STATUTORY and WORK");
    }
}
