package org.chaiwei.ledger.figures;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Reads what callers write as {@code knownAt}, and sees to it that the figures have it. */
final class PointsOfRecord {

    private final EventLog eventLog;
    private final Clock clock;
    private final LongConsumer awaitView;

    /**
     * @param clock the system's: a point of the record is when something was really written down
     * @param awaitView returns once the figures cover a position, or refuses when that takes too long
     */
    PointsOfRecord(EventLog eventLog, Clock clock, LongConsumer awaitView) {
        this.eventLog = eventLog;
        this.clock = clock;
        this.awaitView = awaitView;
    }

    /**
     * The point that a text means: a position, or an instant with its offset, which means what was recorded up to then.
     *
     * @return a point that the figures cover; null where none was given
     * @throws RefusedException if the text is neither, or lies beyond what has been recorded
     */
    @Nullable
    KnownAt knownAt(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        var text = given.strip();
        long position = text.matches("\\d{1,18}") ? position(Long.parseLong(text)) : positionAt(instant(text));
        if (position == 0) return KnownAt.NOTHING;
        awaitView.accept(position);
        return new KnownAt(position, eventLog.recordedAt(position));
    }

    private long position(long position) {
        long head = eventLog.head().position();
        if (position > head) throw refused("beyond-the-record", Map.of("position", head));
        return position;
    }

    private long positionAt(Instant instant) {
        var now = clock.instant();
        if (instant.isAfter(now)) throw refused("instant-in-future", Map.of("now", now));
        return eventLog.positionAt(instant);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notAnInstant) {
            throw refused("not-a-point-of-record", Map.of());
        }
    }

    private static RefusedException refused(String code, Map<String, Object> details) {
        return new RefusedException(new InvalidRequest(List.of(new FieldError("knownAt", code, details))));
    }
}
