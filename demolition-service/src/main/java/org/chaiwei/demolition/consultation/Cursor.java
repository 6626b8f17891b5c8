package org.chaiwei.demolition.consultation;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in a list of open consultations: behind this one. As text it is opaque to callers, and bound to the filter it came from. */
record Cursor(LocalDate dueOn, UUID consultation) {

    /** Format of the text: version, the filter's digest, date, id. */
    private static final String VERSION = "1";

    private static final String SEPARATOR = "\n";

    static Cursor behind(ConsultationRow row) {
        return new Cursor(row.dueOn(), row.consultation());
    }

    String text(ConsultationFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        String.join(SEPARATOR, VERSION, digest(filter), dueOn.toString(), consultation.toString())
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of this text; empty if it is none, or one of another filter. */
    static Optional<Cursor> of(String text, ConsultationFilter filter) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 4);
            return parts.length == 4 && parts[0].equals(VERSION) && parts[1].equals(digest(filter))
                    ? Optional.of(new Cursor(LocalDate.parse(parts[2]), UUID.fromString(parts[3])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException notACursor) {
            return Optional.empty();
        }
    }

    /** Only to notice a mistake: nobody gains by a collision, the scope holds in every query. */
    private static String digest(ConsultationFilter filter) {
        return Integer.toHexString(filter.toString().hashCode());
    }
}
