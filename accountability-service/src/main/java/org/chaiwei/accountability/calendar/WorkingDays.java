package org.chaiwei.accountability.calendar;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * 工作日, as the State Council's yearly notices give them: the file that all services share. A year is known when its 1 January is in it; in
 * another, Monday to Friday pass for working days. Immutable and pure.
 */
public final class WorkingDays {

    /** Which day of a weekend is worked, and which other day is off. */
    private static final String PUBLISHED = "/calendar/holidays-2013-2026.csv";

    private static final String WORKED = "WORK";

    /** How far a notice that is still to come can move the end of a period: no break has been longer, with the weekends beside it. */
    private static final int MARGIN_DAYS = 14;

    private final Map<LocalDate, Boolean> exceptions;
    private final Set<Integer> years;

    private WorkingDays(Map<LocalDate, Boolean> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
        this.years = new HashSet<>();
        for (var day : exceptions.keySet()) if (day.getDayOfYear() == 1) years.add(day.getYear());
    }

    /** @throws IllegalStateException if the file is not as it should be */
    public static WorkingDays published() {
        var exceptions = new HashMap<LocalDate, Boolean>();
        try (var text = new InputStreamReader(
                        Objects.requireNonNull(WorkingDays.class.getResourceAsStream(PUBLISHED), PUBLISHED),
                        StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            csv.forEach(row -> exceptions.put(
                    LocalDate.parse(row.getField("date")), row.getField("kind").equals(WORKED)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WorkingDays(exceptions);
    }

    public boolean isWorkingDay(LocalDate day) {
        var worked = exceptions.get(day);
        return worked == null
                ? day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
                : worked;
    }

    /**
     * The last day of so many working days that begin on the day after {@code from}. Where it is counted over a year whose notice is not
     * known, the latest day that it can be: a right must not end because a holiday was not known.
     */
    public LocalDate lastDay(LocalDate from, int workingDays) {
        var day = from;
        var known = true;
        for (int count = 0; count < workingDays; ) {
            day = day.plusDays(1);
            known &= years.contains(day.getYear());
            if (isWorkingDay(day)) count++;
        }
        return known ? day : day.plusDays(MARGIN_DAYS);
    }
}
