package org.chaiwei.demolition.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A yearly notice as a file: UTF-8, the head {@code date,name,kind}, then a day a line, such as {@code 2026-10-01,国庆节,STATUTORY}. Kinds
 * are STATUTORY, REST and WORK. Empty lines are passed over.
 */
final class CalendarFile {

    private static final String HEAD = "date,name,kind";

    private CalendarFile() {}

    /**
     * @param name what an error calls the file
     * @throws IllegalArgumentException naming the file and the line
     */
    static List<DayOff> read(String name, List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().replace("\uFEFF", "").strip().equals(HEAD))
            throw wrong(name, 1, "should be the head " + HEAD);
        var days = new ArrayList<DayOff>();
        for (int line = 2; line <= lines.size(); line++) {
            var text = lines.get(line - 1).strip();
            if (!text.isEmpty()) days.add(day(name, line, text));
        }
        return days;
    }

    private static DayOff day(String name, int line, String text) {
        var fields = text.split(",", -1);
        if (fields.length != 3) throw wrong(name, line, "should have a date, a name and a kind");
        try {
            return new DayOff(LocalDate.parse(fields[0].strip()), fields[1].strip(), kind(name, line, fields[2]));
        } catch (DateTimeException e) {
            throw wrong(name, line, "'" + fields[0] + "' is not a date");
        }
    }

    private static DayOff.Kind kind(String name, int line, String field) {
        return Arrays.stream(DayOff.Kind.values())
                .filter(kind -> kind.name().equals(field.strip()))
                .findFirst()
                .orElseThrow(
                        () -> wrong(name, line, "'" + field + "' is none of " + Arrays.toString(DayOff.Kind.values())));
    }

    private static IllegalArgumentException wrong(String name, int line, String what) {
        return new IllegalArgumentException("%s, line %d: %s".formatted(name, line, what));
    }
}
