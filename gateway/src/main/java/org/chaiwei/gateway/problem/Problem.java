package org.chaiwei.gateway.problem;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the gateway itself, as a value. {@link Problems} says it in the caller's language.
 *
 * @param kind what is wrong; its code is stable and may be programmed against
 * @param details what the texts of the kind name in braces, and what the caller's program needs; part of the body
 * @param retryAfter when it makes sense to ask again, answered in whole seconds, at least one
 */
public record Problem(
        Kind kind, Map<String, Object> details, @Nullable Duration retryAfter) {

    /** All that the gateway refuses on its own, by the same codes as the services where both refuse the same. */
    public enum Kind {
        BAD_REQUEST(400),
        LOGIN_REQUIRED(401),
        TOKEN_INVALID(401),
        FORBIDDEN(403),
        CSRF_TOKEN_MISSING(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        TOO_MANY_REQUESTS(429),
        UNEXPECTED(500),
        SERVICE_UNAVAILABLE(503),
        /** The service has the request and did not answer: whether it was done is not known. */
        OUTCOME_UNKNOWN(504);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** Such as {@code service-unavailable}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Problem {
        details = Map.copyOf(details);
    }

    public static Problem of(Kind kind) {
        return new Problem(kind, Map.of(), null);
    }

    public static Problem of(Kind kind, Map<String, Object> details) {
        return new Problem(kind, details, null);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(kind, details, wait);
    }

    /** The wait as the header {@code Retry-After} wants it: whole seconds, rounded up, never zero. */
    long retryAfterSeconds() {
        return retryAfter == null ? 0 : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
