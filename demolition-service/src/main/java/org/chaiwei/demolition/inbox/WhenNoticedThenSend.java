package org.chaiwei.demolition.inbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands notices over to the ways out of the service, each in the notices' order. What is not taken comes again after a pause that doubles, up
 * to an hour; the ones behind it wait. After {@value #TRIES_MAX} tries it is given up, counted and logged; it stands in the inbox all the same.
 */
final class WhenNoticedThenSend {

    static final String NAME = "when-noticed-then-send";

    /** Some six hours. */
    static final int TRIES_MAX = 15;

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(5);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final int PAGE_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(WhenNoticedThenSend.class);

    /** How far one way has come. */
    private record Place(long position, UUID notice, int failures, Instant nextTryAt) {}

    private final JdbcClient jdbc;
    private final List<Notifications> ways;
    private final Clock clock;

    WhenNoticedThenSend(JdbcClient jdbc, List<Notifications> ways, Clock clock) {
        this.jdbc = jdbc;
        this.ways = List.copyOf(ways);
        this.clock = clock;
    }

    /** @param stop whether to end after the notice at hand */
    void run(BooleanSupplier stop) {
        for (var way : ways)
            try {
                run(way, stop);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
    }

    private void run(Notifications way, BooleanSupplier stop) throws InterruptedException {
        begin(way.name());
        var place = place(way.name());
        if (place.nextTryAt.isAfter(clock.instant())) return;
        List<Notice> page;
        do {
            page = next(place);
            for (var notice : page) {
                if (stop.getAsBoolean()) return;
                place = sent(way, notice, place);
                if (place.failures > 0) return;
            }
        } while (page.size() == PAGE_MAX);
    }

    private Place sent(Notifications way, Notice notice, Place before) throws InterruptedException {
        try {
            way.send(notice);
        } catch (IOException | RuntimeException e) {
            var failures = before.failures + 1;
            if (failures < TRIES_MAX) {
                var pause = pauseAfter(failures);
                LOG.warn("{} did not take notice {}; again in {}", way.name(), notice.id(), pause, e);
                return moved(
                        way.name(),
                        new Place(
                                before.position,
                                before.notice,
                                failures,
                                clock.instant().plus(pause)),
                        0);
            }
            LOG.error("notice {} is given up for {} after {} tries", notice.id(), way.name(), failures, e);
            return moved(way.name(), new Place(notice.position(), notice.id(), 0, clock.instant()), 1);
        }
        return moved(way.name(), new Place(notice.position(), notice.id(), 0, clock.instant()), 0);
    }

    private static Duration pauseAfter(int failures) {
        var doubled = PAUSE_FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    }

    /** A new way begins behind what there is: nobody wants to hear of last year. */
    private void begin(String way) {
        jdbc.sql("""
                        INSERT INTO inbox_delivery (channel, position, notice, failures, next_try_at, given_up)
                        SELECT :way, coalesce(max(position), 0), 'ffffffff-ffff-ffff-ffff-ffffffffffff', 0, :now, 0 FROM inbox_notice
                        ON CONFLICT (channel) DO NOTHING""")
                .param("way", way)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Place place(String way) {
        return jdbc.sql("SELECT position, notice, failures, next_try_at FROM inbox_delivery WHERE channel = :way")
                .param("way", way)
                .query((row, _) -> new Place(
                        row.getLong("position"),
                        row.getObject("notice", UUID.class),
                        row.getInt("failures"),
                        row.getObject("next_try_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    private List<Notice> next(Place behind) {
        return jdbc.sql("SELECT " + InboxRows.NAMES
                        + " FROM inbox_notice WHERE (position, id) > (:position, :notice) ORDER BY position, id LIMIT "
                        + PAGE_MAX)
                .param("position", behind.position)
                .param("notice", behind.notice)
                .query((row, _) -> InboxRows.row(row))
                .list();
    }

    private Place moved(String way, Place place, int givenUp) {
        jdbc.sql("""
                        UPDATE inbox_delivery SET position = :position, notice = :notice, failures = :failures, next_try_at = :next,
                            given_up = given_up + :givenUp WHERE channel = :way""")
                .param("way", way)
                .param("position", place.position)
                .param("notice", place.notice)
                .param("failures", place.failures)
                .param("next", place.nextTryAt.atOffset(ZoneOffset.UTC))
                .param("givenUp", givenUp)
                .update();
        return place;
    }
}
