package org.chaiwei.demolition.cases;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list: behind the case with this ledger number. As text it is opaque to callers, and bound to the filter it came from:
 * behind the same case another filter would show another list.
 */
record Cursor(String ledgerNumber, UUID violation) {

    /** Format of the text: version, the filter's digest, id, ledger number. */
    private static final String VERSION = "1";

    private static final String SEPARATOR = "\n";

    static Cursor behind(CaseRow row) {
        return new Cursor(row.entry().ledgerNumber(), row.violation());
    }

    String text(CaseFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, VERSION, digest(filter), violation.toString(), ledgerNumber)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of this text; empty if it is none, or one of another filter. */
    static Optional<Cursor> of(String text, CaseFilter filter) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 4);
            var bound = parts.length == 4 && parts[0].equals(VERSION) && parts[1].equals(digest(filter));
            return bound && parts[3].indexOf('\0') < 0
                    ? Optional.of(new Cursor(parts[3], UUID.fromString(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException notACursor) {
            return Optional.empty();
        }
    }

    /** Only to notice a mistake: nobody gains by a collision, the scope holds in every query. */
    private static String digest(CaseFilter filter) {
        return Integer.toHexString(filter.toString().hashCode());
    }
}
