package org.chaiwei.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every service refuses in the same words. */
public sealed interface RequestRefusal extends Refusal {

    /** A part of the request is missing, of the wrong form or out of bounds. */
    record InvalidRequest(List<FieldError> errors) implements RequestRefusal {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public Map<String, @Nullable Object> details() {
            return Map.of();
        }
    }

    /** A body that is not the JSON (or the form) it should be, as far as {@code line} and {@code column}, both from 1. */
    record UnreadableBody(@Nullable Integer line, @Nullable Integer column) implements RequestRefusal {
        @Override
        public int status() {
            return 400;
        }
    }

    /** Another client error of HTTP that needs no words of its own. */
    record BadRequest(int status) implements RequestRefusal {}

    /** No token, where one is needed. */
    record LoginRequired() implements RequestRefusal {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "Bearer");
        }
    }

    /** A token that is expired, forged, of another issuer or for somebody else. It is not said which. */
    record TokenInvalid() implements RequestRefusal {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
    }

    /** The caller's role or streets do not reach this far. */
    record Forbidden() implements RequestRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** No such address, or nothing there that this caller may know of. */
    record NotFound() implements RequestRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    record MethodNotAllowed(List<String> allowed) implements RequestRefusal {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public Map<String, String> headers() {
            return allowed.isEmpty() ? Map.of() : Map.of("Allow", String.join(", ", allowed));
        }
    }

    record NotAcceptable(List<String> offered) implements RequestRefusal {
        @Override
        public int status() {
            return 406;
        }
    }

    /** @param limitBytes where it is known */
    record TooLarge(@Nullable Long limitBytes) implements RequestRefusal {
        @Override
        public int status() {
            return 413;
        }
    }

    record UnsupportedMediaType(List<String> supported) implements RequestRefusal {
        @Override
        public int status() {
            return 415;
        }
    }

    record TooManyRequests(long retryAfterSeconds) implements RequestRefusal {
        @Override
        public int status() {
            return 429;
        }
    }

    /** A fault of ours. The log has the cause under {@code errorId}; the caller gets nothing else of it. */
    record Unexpected(UUID errorId) implements RequestRefusal {
        @Override
        public int status() {
            return 500;
        }
    }

    /** Something the service needs (its database, the issuer's keys, room in a queue) is away for a while. */
    record Unavailable(long retryAfterSeconds) implements RequestRefusal {

        public Unavailable(Duration retryAfter) {
            this(Math.max(1, retryAfter.toSeconds()));
        }

        @Override
        public int status() {
            return 503;
        }
    }
}
