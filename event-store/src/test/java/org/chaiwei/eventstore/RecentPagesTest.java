package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentPagesTest {

    private volatile long head;
    private volatile int payloadBytes = 100;
    private volatile boolean down;
    private final ConcurrentLinkedQueue<Long> reads = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<Long, Integer> decoded = new ConcurrentHashMap<>();
    private final RecentPages pages = new RecentPages(this::read, this::decode);

    @AfterEach
    void close() {
        pages.close();
    }

    private List<StoredEvent> read(long after, int limit) {
        reads.add(after);
        if (down) throw new IllegalStateException("the database is down");
        return LongStream.rangeClosed(after + 1, Math.min(head, after + limit))
                .mapToObj(position -> new StoredEvent(
                        position,
                        UUID.randomUUID(),
                        0,
                        "Note",
                        "Noted",
                        1,
                        UUID.randomUUID(),
                        Instant.EPOCH,
                        new byte[payloadBytes],
                        new byte[0]))
                .toList();
    }

    /** As an upcaster may do it: of every fifth event two messages, of every seventh none. */
    private List<TrackedEventMessage<?>> decode(List<StoredEvent> stored) {
        var messages = new ArrayList<TrackedEventMessage<?>>();
        for (var event : stored) {
            decoded.merge(event.position(), 1, Integer::sum);
            for (var copies = copies(event.position()); copies > 0; copies--)
                messages.add(new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(event.position()),
                        new GenericDomainEventMessage<>("Note", "n", 0, event.position())));
        }
        return messages;
    }

    private static int copies(long position) {
        return position % 5 == 0 ? 2 : position % 7 == 0 ? 0 : 1;
    }

    private static List<Long> expected(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .flatMap(position -> LongStream.generate(() -> position).limit(copies(position)))
                .boxed()
                .toList();
    }

    private List<Long> readAll(long after) {
        var positions = new ArrayList<Long>();
        for (var at = after; at < head; ) {
            var page = pages.after(at, head);
            for (var message : page.messages()) positions.add((Long) message.getPayload());
            assertThat(page.lastPosition()).isGreaterThan(at);
            at = page.lastPosition();
        }
        return positions;
    }

    @Test
    void readers_that_follow_the_log_together_have_each_event_decoded_once() throws Exception {
        head = 3_210;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<List<Long>>>();
            for (var i = 0; i < 3; i++) readers.add(executor.submit(() -> readAll(0)));
            for (var reader : readers) assertThat(reader.get()).isEqualTo(expected(1, 3_210));
        }
        assertThat(decoded)
                .hasSize(3_210)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void a_page_grows_with_the_log_and_is_read_on_from_where_it_was() {
        for (head = 1; head <= 700; head += 37) {
            assertThat(readAll(head - 1)).isEqualTo(expected(head, head));
            assertThat(readAll(Math.max(0, head - 40))).isEqualTo(expected(Math.max(1, head - 39), head));
        }
        assertThat(reads).doesNotHaveDuplicates();
    }

    @Test
    void a_reader_that_begins_further_back_than_what_is_kept_reads_the_page_for_itself() {
        head = 450;
        assertThat(readAll(400)).isEqualTo(expected(401, 450));
        assertThat(readAll(17)).isEqualTo(expected(18, 450));
        assertThat(readAll(400)).isEqualTo(expected(401, 450));
        assertThat(reads).containsExactly(400L, 17L);
    }

    @Test
    void the_next_pages_are_read_before_they_are_asked_for() {
        head = 10_000;
        pages.after(0, head);
        await().until(() -> decoded.containsKey(1_500L));
        assertThat(decoded).doesNotContainKey(1_501L);
    }

    @Test
    void what_was_forgotten_is_read_again() {
        head = 499;
        readAll(0);
        pages.forget();
        assertThat(readAll(0)).isEqualTo(expected(1, 499));
        assertThat(reads).containsExactly(0L, 0L);
    }

    @Test
    void no_more_than_some_megabytes_are_kept() {
        payloadBytes = 10_000;
        head = 1_000;
        readAll(0); // ten megabytes
        var before = reads.size();
        readAll(0);
        assertThat(reads.size()).isGreaterThan(before);
    }

    @Test
    void a_failure_reaches_whoever_reads_and_is_not_remembered() {
        head = 900;
        down = true;
        assertThatThrownBy(() -> pages.after(0, head)).isInstanceOf(IllegalStateException.class);
        down = false;
        assertThat(readAll(0)).isEqualTo(expected(1, 900));
        down = true;
        head = 3_000;
        assertThatThrownBy(() -> pages.after(900, head)).isInstanceOf(IllegalStateException.class);
        down = false;
        assertThat(readAll(900)).isEqualTo(expected(901, 3_000));
    }
}
