package org.chaiwei.demolition.tasks;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a caller's list: behind the task with these days. As text it is opaque, and bound to the day that was asked for. Days that there
 * are not are the word infinity, as the rows have it.
 */
record Cursor(String dueOn, String earliest, UUID violation, String act) {

    /** Format of the text: version, what it is bound to, due, earliest, violation, act. */
    private static final String VERSION = "1";

    static Cursor behind(TaskRow row) {
        var task = row.task();
        return new Cursor(
                task.dueOn() == null ? TaskRows.INFINITY : task.dueOn().toString(),
                task.earliest() == null ? TaskRows.INFINITY : task.earliest().toString(),
                row.violation(),
                task.act().name());
    }

    String text(String boundTo) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("~", VERSION, boundTo, dueOn, earliest, violation.toString(), act)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of this text; empty if it is none, or one of another list. */
    static Optional<Cursor> of(String text, String boundTo) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("~", -1);
            if (parts.length != 6
                    || !parts[0].equals(VERSION)
                    || !parts[1].equals(boundTo)
                    || !parts[5].matches("[A-Z_]+")) return Optional.empty();
            return Optional.of(new Cursor(day(parts[2]), day(parts[3]), UUID.fromString(parts[4]), parts[5]));
        } catch (IllegalArgumentException | DateTimeException notACursor) {
            return Optional.empty();
        }
    }

    private static String day(String text) {
        return text.equals(TaskRows.INFINITY) ? text : LocalDate.parse(text).toString();
    }
}
