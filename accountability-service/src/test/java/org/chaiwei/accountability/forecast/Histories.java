package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Function;
import org.chaiwei.accountability.calendar.WorkingDays;

/** Histories that went in a way one can name: what was demolished on each day from 2016 on. */
final class Histories {

    static final LocalDate BEGIN = LocalDate.of(2016, 1, 1);
    static final WorkingDays CALENDAR = WorkingDays.published();
    static final DaysOfWork DAYS = new DaysOfWork(CALENDAR, BEGIN, LocalDate.of(2023, 1, 1));

    private static final Set<Month> SUMMER = EnumSet.of(Month.JUNE, Month.JULY, Month.AUGUST);
    private static final Set<Month> LAST_WEEKS = EnumSet.of(Month.NOVEMBER, Month.DECEMBER);

    private Histories() {}

    static Series nothing(LocalDate last) {
        return daily(last, _ -> "0.00");
    }

    static Series steady(LocalDate last) {
        return daily(last, _ -> "200.00");
    }

    /** A tenth of the pace until October, and the year's work in its last two months. */
    static Series rushAtTheEndOfEachYear(LocalDate last) {
        return working(last, day -> LAST_WEEKS.contains(day.getMonth()) ? "1500.00" : "60.00");
    }

    static Series standstillEachSummer(LocalDate last) {
        return working(last, day -> SUMMER.contains(day.getMonth()) ? "0.00" : "400.00");
    }

    /** One large site fell in the first month, and nothing like it after. */
    static Series luckyFirstMonth(LocalDate last) {
        return working(last, day -> day.getYear() == 2016 && day.getMonth() == Month.JANUARY ? "2500.00" : "150.00");
    }

    /** Twelve weeks of work, twelve weeks of paper, again and again: the mean is a better guide than the last weeks. */
    static Series byTurns(LocalDate last) {
        return working(last, day -> BEGIN.until(day).toTotalMonths() / 4 % 2 == 0 ? "400.00" : "50.00");
    }

    static Series times(Series series, String factor) {
        var moved = new HashMap<LocalDate, BigDecimal>();
        for (var day = series.first(); !day.isAfter(series.last()); day = day.plusDays(1))
            moved.put(
                    day,
                    series.between(day.minusDays(1), day)
                            .multiply(new BigDecimal(factor))
                            .setScale(2, RoundingMode.HALF_UP));
        return Series.of(series.first(), series.last(), new BigDecimal("0.00"), moved);
    }

    static Series working(LocalDate last, Function<LocalDate, String> perDay) {
        return daily(last, day -> CALENDAR.isWorkingDay(day) ? perDay.apply(day) : "0.00");
    }

    static Series daily(LocalDate last, Function<LocalDate, String> perDay) {
        var moved = new HashMap<LocalDate, BigDecimal>();
        for (var day = BEGIN; !day.isAfter(last); day = day.plusDays(1))
            moved.put(day, new BigDecimal(perDay.apply(day)));
        return Series.of(BEGIN, last, new BigDecimal("0.00"), moved);
    }
}
