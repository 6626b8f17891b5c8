package org.chaiwei.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.chaiwei.ledger.figures.SummaryStream.Limits;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class SummaryStreamTest {

    private static final LocalDate DATE = LocalDate.of(2015, 12, 31);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicLong position = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2016-01-04T15:59:00Z"));
    private SummaryStream stream = started(new Limits(3, 2, Duration.ofMillis(20), LONG, LONG));

    /** Hears what it is told; slow where it is told to be. */
    private static final class Ear implements SummaryStream.Subscriber {
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        final Semaphore mayHear = new Semaphore(Integer.MAX_VALUE);
        volatile boolean gone;

        @Override
        public void summary(Summary latest) throws IOException {
            mayHear.acquireUninterruptibly();
            if (gone) throw new IOException("gone");
            heard.add(latest);
        }

        @Override
        public void heartbeat() {
            heard.add("heartbeat");
        }

        @Override
        public void end() {
            heard.add("end");
        }

        Object next() throws InterruptedException {
            return heard.poll(20, TimeUnit.SECONDS);
        }

        long nextPosition() throws InterruptedException {
            return ((Summary) next()).knownAt();
        }
    }

    @AfterEach
    void stop() {
        stream.stop();
    }

    @Test
    void a_subscriber_hears_the_totals_at_once_and_again_when_they_change() throws InterruptedException {
        var ear = new Ear();
        stream.subscribe(DATE, ear);
        assertThat(ear.nextPosition()).isZero();
        advanceTo(7);
        assertThat(ear.nextPosition()).isEqualTo(7);
    }

    @Test
    void many_changes_in_a_short_time_are_read_few_times_for_all_subscribers_together() throws InterruptedException {
        var ears = List.of(new Ear(), new Ear(), new Ear());
        for (var ear : ears) stream.subscribe(DATE, ear);
        var started = System.nanoTime();
        for (int i = 1; i <= 10_000; i++) advanceTo(i);
        for (var ear : ears) {
            long last;
            do last = ear.nextPosition();
            while (last < 10_000);
        }
        var millis = (System.nanoTime() - started) / 1_000_000;
        assertThat(readings.get()).isLessThanOrEqualTo((int) (millis / 20) + 5);
    }

    @Test
    void a_slow_subscriber_misses_what_lies_between_and_hears_the_latest() throws InterruptedException {
        var slow = new Ear();
        var quick = new Ear();
        slow.mayHear.drainPermits();
        stream.subscribe(DATE, slow);
        stream.subscribe(DATE, quick);
        assertThat(quick.nextPosition()).isZero();
        for (int i = 1; i <= 5; i++) {
            advanceTo(i);
            assertThat(quick.nextPosition()).isEqualTo(i);
        }
        slow.mayHear.release(2);
        assertThat(slow.nextPosition()).isZero();
        assertThat(slow.nextPosition()).isEqualTo(5);
    }

    @Test
    void who_hears_nothing_hears_a_heartbeat() throws InterruptedException {
        stream = started(new Limits(1, 1, Duration.ofMillis(20), Duration.ofMillis(50), LONG));
        var ear = new Ear();
        stream.subscribe(DATE, ear);
        assertThat(ear.next()).isInstanceOf(Summary.class);
        assertThat(ear.next()).isEqualTo("heartbeat");
        assertThat(ear.next()).isEqualTo("heartbeat");
    }

    @Test
    void a_subscription_ends_after_its_time_and_when_the_service_stops() throws InterruptedException {
        var ear = new Ear();
        stream.subscribe(DATE, ear);
        assertThat(ear.next()).isInstanceOf(Summary.class);
        stream.stop();
        await().until(() -> ear.heard.contains("end"));

        stream = started(new Limits(1, 1, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(120)));
        var other = new Ear();
        stream.subscribe(DATE, other);
        await().until(() -> other.heard.contains("end"));
    }

    @Test
    void more_subscribers_or_dates_than_can_be_served_are_asked_to_come_later() {
        stream.subscribe(DATE, new Ear());
        stream.subscribe(null, new Ear());
        assertRefused(() -> stream.subscribe(DATE.minusDays(1), new Ear()));
        stream.subscribe(DATE, new Ear());
        assertRefused(() -> stream.subscribe(DATE, new Ear()));
    }

    @Test
    void who_has_left_makes_room() {
        var gone = new Ear();
        gone.gone = true;
        stream.subscribe(DATE, gone);
        for (int i = 0; i < 2; i++) stream.subscribe(DATE, new Ear());
        await().untilAsserted(() -> stream.subscribe(DATE, new Ear()));
        var end = started(new Limits(1, 1, Duration.ofMillis(20), LONG, LONG));
        end.subscribe(DATE, new Ear()).run();
        await().untilAsserted(() -> end.subscribe(DATE, new Ear()));
        end.stop();
    }

    @Test
    void today_goes_on_to_tomorrow() throws InterruptedException {
        var ear = new Ear();
        stream.subscribe(null, ear);
        assertThat(((Summary) ear.next()).asOf()).isEqualTo("2016-01-04");
        now.set(Instant.parse("2016-01-04T16:00:00Z")); // midnight in Beijing
        stream.advanced();
        assertThat(((Summary) ear.next()).asOf()).isEqualTo("2016-01-05");
    }

    @Test
    void figures_that_can_t_be_read_for_a_while_are_read_again() throws InterruptedException {
        var ear = new Ear();
        stream.subscribe(DATE, ear);
        assertThat(ear.nextPosition()).isZero();
        failures.set(3);
        advanceTo(9);
        assertThat(ear.nextPosition()).isEqualTo(9);
        assertThat(failures).hasNonPositiveValue();
    }

    private void advanceTo(long to) {
        position.set(to);
        stream.advanced();
    }

    private SummaryStream started(Limits limits) {
        var started = new SummaryStream(this::totals, now::get, limits);
        started.start();
        return started;
    }

    private Summary totals(LocalDate asOf) {
        readings.incrementAndGet();
        if (failures.getAndDecrement() > 0) throw new TransientDataAccessResourceException("away");
        return Summary.of(asOf, new KnownAt(position.get(), Instant.EPOCH), List.of(), List.of());
    }

    private static void assertRefused(Runnable subscribing) {
        assertThatThrownBy(subscribing::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Unavailable.class));
    }
}
