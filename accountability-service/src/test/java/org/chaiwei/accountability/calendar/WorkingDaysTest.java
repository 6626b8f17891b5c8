package org.chaiwei.accountability.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five working days, counted over what the notices say and over what no notice says yet. */
class WorkingDaysTest {

    @ParameterizedTest
    @CsvSource({
        // from a Wednesday before 端午 2016 (9 to 11 June off, Sunday the 12th worked)
        "2016-06-01, 2016-06-08",
        "2016-06-08, 2016-06-16",
        // over 国庆 2016 (1 to 7 October off, the 8th and 9th worked)
        "2016-09-30, 2016-10-12",
        // a year whose notice is not known: the latest day that it can be
        "2027-01-01, 2027-01-22",
        "2026-12-28, 2027-01-18"
    })
    void a_period_ends_on_its_last_working_day(LocalDate from, LocalDate last) {
        assertThat(WorkingDays.published().lastDay(from, 5)).isEqualTo(last);
    }
}
