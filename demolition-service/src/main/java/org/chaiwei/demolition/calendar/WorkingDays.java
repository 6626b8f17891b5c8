package org.chaiwei.demolition.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chaiwei.demolition.calendar.DayOff.Kind;
import org.jspecify.annotations.Nullable;

/**
 * 工作日: the calendar that periods are counted by. Immutable and pure.
 *
 * <p>A year is known when its 1 January is among the days given, for every yearly notice begins with it. In a year that is not known
 * Monday to Friday pass for working days, and whatever was counted over it is {@link LastDay#provisional() provisional}.
 */
public final class WorkingDays {

    /**
     * How far a notice that is still to come can move the end of a period: the longest break so far, weekends included, was ten days, and
     * a working weekend lies within a week of it. A step later than that does not depend on the notice.
     */
    static final int MARGIN_DAYS = 14;

    private final Map<LocalDate, DayOff> days;
    private final SortedSet<Integer> years;
    private final String digest;

    private WorkingDays(Map<LocalDate, DayOff> days) {
        this.days = Map.copyOf(days);
        this.years = new TreeSet<>();
        days.values().stream()
                .filter(day -> day.on().getDayOfYear() == 1 && day.kind() == Kind.STATUTORY)
                .forEach(day -> years.add(day.on().getYear()));
        this.digest = Integer.toHexString(new TreeMap<>(days).toString().hashCode());
    }

    /** @throws IllegalArgumentException if a day is given twice as different things */
    static WorkingDays of(Collection<DayOff> given) {
        var days = new HashMap<LocalDate, DayOff>();
        for (var day : given) {
            var other = days.put(day.on(), day);
            if (other != null && other.kind() != day.kind())
                throw new IllegalArgumentException(
                        "%s is both %s and %s".formatted(day.on(), other.kind(), day.kind()));
        }
        return new WorkingDays(days);
    }

    /** The same for the same days in every process, and another one for others. */
    public String digest() {
        return digest;
    }

    /** The years whose notice is known, in their order. */
    public SortedSet<Integer> years() {
        return new TreeSet<>(years);
    }

    /** Whether the notice of the day's year is known. */
    public boolean knows(LocalDate day) {
        return years.contains(day.getYear());
    }

    /** Whether people work on that day; by its weekday alone where the notice is not known. */
    public boolean isWorkingDay(LocalDate day) {
        return switch (kind(day)) {
            case WORK -> true;
            case REST, STATUTORY -> false;
            case null -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        };
    }

    /** 法定节假日. Not told by the weekday: of a year that is not {@link #knows known} it says nothing. */
    public boolean isStatutoryHoliday(LocalDate day) {
        return kind(day) == Kind.STATUTORY;
    }

    private @Nullable Kind kind(LocalDate day) {
        var off = days.get(day);
        return off == null ? null : off.kind();
    }

    /**
     * The last day of a period that an event on {@code from} sets going. The day of the event does not count; a last day that is not a
     * working day moves to the next one.
     *
     * @throws IllegalArgumentException for hours and minutes, which end at an instant and not on a day
     */
    public LastDay lastDay(LocalDate from, Period period) {
        return switch (period.unit()) {
            case WORKING_DAYS -> counted(from, period.length());
            case CALENDAR_DAYS -> moved(from.plusDays(period.length()));
            case MONTHS -> moved(from.plusMonths(period.length()));
            case YEARS -> moved(from.plusYears(period.length()));
            case HOURS, MINUTES -> throw new IllegalArgumentException("ends at an instant: " + period);
        };
    }

    private LastDay counted(LocalDate from, int length) {
        var day = from;
        var known = true;
        for (int count = 0; count < length; ) {
            day = day.plusDays(1);
            known &= knows(day);
            if (isWorkingDay(day)) count++;
        }
        return new LastDay(day, !known);
    }

    private LastDay moved(LocalDate end) {
        var day = end;
        var known = knows(day);
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
            known &= knows(day);
        }
        return new LastDay(day, !known);
    }
}
