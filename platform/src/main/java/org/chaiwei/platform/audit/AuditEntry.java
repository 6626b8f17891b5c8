package org.chaiwei.platform.audit;

import java.nio.charset.StandardCharsets;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded, in a form that every database takes: nothing in it is personal data, and no text is longer than a row has room for.
 *
 * @param details a JSON object
 */
record AuditEntry(
        String actor,
        String role,
        AuditKind kind,
        String action,
        @Nullable String subject,
        String code,
        String details,
        @Nullable String traceparent) {

    static final int DETAILS_MAX_BYTES = 4_096;

    private static final int TEXT_MAX = 200;

    AuditEntry {
        actor = storable(actor);
        action = storable(action);
        subject = subject == null ? null : storable(subject);
        code = storable(code);
        traceparent = traceparent == null ? null : storable(traceparent);
        if (details.getBytes(StandardCharsets.UTF_8).length > DETAILS_MAX_BYTES)
            throw new IllegalArgumentException("details of more than " + DETAILS_MAX_BYTES + " bytes");
        details = wellFormed(details);
    }

    static AuditEntry of(
            AuditKind kind,
            Actor actor,
            String action,
            @Nullable String subject,
            String code,
            String details,
            @Nullable String traceparent) {
        return new AuditEntry(actor.id(), actor.role().claim(), kind, action, subject, code, details, traceparent);
    }

    private static String storable(String text) {
        return wellFormed(text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text);
    }

    /** Half a surrogate pair or a NUL would fail the whole statement, and with it everybody else's record. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }
}
