package org.chaiwei.eventstore;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.chaiwei.servers.ServiceDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What this platform asks of an event storage engine. Commands append and learn truly what became of their events; a reader that follows its tokens
 * sees every recorded event once, in one order that is everybody's. Several processes write and read at once, and any of them may stall, die
 * or lose its connection at any moment.
 *
 * <p>Stalls are as long as it takes: until every time limit has passed that could be mistaken for an answer ({@link #readersPatience()}).
 */
abstract class EngineContract {

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** An empty log. */
    abstract ServiceDatabase emptyLog();

    /** Which of {@link WriterProcess}'s engines this is about. */
    abstract WriterProcess.Kind kind();

    /** How its appends commit. */
    abstract Wire.CommitMessage commitMessage();

    /** After which time a reader of this engine, as set up here, no longer waits for a writer that was earlier but has not committed. */
    abstract Duration readersPatience();

    private final ServiceDatabase log = emptyLog();

    /** The engine as one instance of a service has it. */
    private EventStorageEngine instance() {
        return instance(log);
    }

    private EventStorageEngine instance(ServiceDatabase database) {
        var writer = kind().open(database);
        opened.addFirst(writer);
        return writer.engine();
    }

    private Wire wire() {
        var wire = new Wire(log, commitMessage());
        opened.addFirst(wire);
        return wire;
    }

    @AfterEach
    void close() throws Exception {
        for (var resource : opened) resource.close();
    }

    @Test
    void what_was_appended_is_read_by_aggregate_and_by_token_as_it_was() {
        var engine = instance();
        var aggregate = UuidV7.next();
        var first = event(aggregate, 0, "one").andMetaData(MetaData.with("actor", "office-1"));
        engine.appendEvents(first, event(aggregate, 1, "two"));
        engine.appendEvents(event(aggregate, 2, "three"));

        var read = engine.readEvents(aggregate.toString()).asStream().toList();
        assertThat(read)
                .extracting(e -> ((TestStore.Noted) e.getPayload()).text())
                .containsExactly("one", "two", "three");
        assertThat(read).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L, 2L);
        assertThat(read.getFirst().getIdentifier()).isEqualTo(first.getIdentifier());
        assertThat(read.getFirst().getPayload()).isEqualTo(first.getPayload());
        assertThat(read.getFirst().getMetaData()).containsEntry("actor", "office-1");
        assertThat(read.getFirst().getType()).isEqualTo("Note");
        assertThat(engine.lastSequenceNumberFor(aggregate.toString())).contains(2L);
        assertThat(engine.lastSequenceNumberFor(UuidV7.next().toString())).isEmpty();

        var reader = new Reader(engine);
        assertThat(reader.readOn()).containsExactly("one", "two", "three");
        engine.appendEvents(event(aggregate, 3, "four"));
        assertThat(reader.readOn()).containsExactly("four");
    }

    @Test
    void a_conflict_fails_one_command_alone() throws Exception {
        var engine = instance();
        var taken = UuidV7.next();
        engine.appendEvents(event(taken, 0, "first"), event(taken, 1, "second"));

        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = IntStream.range(0, 100)
                    .mapToObj(i -> commands.submit(() -> engine.appendEvents(event(UuidV7.next(), 0, "good " + i))))
                    .toList();
            var again = commands.submit(() -> engine.appendEvents(event(taken, 0, "again")));
            var late = commands.submit(() -> engine.appendEvents(event(taken, 1, "late")));
            for (var command : good) command.get();
            assertThatThrownBy(again::get).hasCauseInstanceOf(AggregateStreamCreationException.class);
            assertThatThrownBy(late::get).hasCauseInstanceOf(ConcurrencyException.class);
        }
        assertThat(new Reader(engine).readOn()).hasSize(102).doesNotContain("again", "late");
    }

    @Test
    void of_writers_that_race_for_an_aggregate_one_wins_each_sequence() throws Exception {
        var engines = List.of(instance(), instance());
        var aggregate = UuidV7.next();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sequence = 0; sequence < 20; sequence++) {
                var next = sequence;
                var racing = IntStream.range(0, 8)
                        .mapToObj(i -> commands.submit(
                                () -> engines.get(i % 2).appendEvents(event(aggregate, next, next + " by " + i))))
                        .toList();
                assertThat(racing.stream().filter(EngineContract::succeeds)).hasSize(1);
            }
        }
        assertThat(engines.getFirst().lastSequenceNumberFor(aggregate.toString()))
                .contains(19L);
    }

    @Test
    void an_append_is_recorded_as_a_whole_or_not_at_all() {
        var engine = instance();
        var taken = UuidV7.next();
        engine.appendEvents(event(taken, 0, "first"));

        var fresh = UuidV7.next();
        assertThatThrownBy(() -> engine.appendEvents(event(fresh, 0, "rolled back"), event(taken, 0, "conflict")))
                .isInstanceOf(AxonException.class);
        assertThat(engine.readEvents(fresh.toString()).hasNext()).isFalse();
        assertThat(new Reader(engine).readOn()).containsExactly("first");
    }

    @Test
    void one_bad_event_among_good_ones_fails_alone() throws Exception {
        var engine = instance();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = new ArrayList<Future<?>>();
            Future<?> bad = null;
            for (var i = 0; i < 100; i++) {
                var text = "good " + i;
                good.add(commands.submit(() -> engine.appendEvents(event(UuidV7.next(), 0, text))));
                if (i == 50)
                    bad = commands.submit(() -> engine.appendEvents(new GenericDomainEventMessage<>(
                            "No\0te", UuidV7.next().toString(), 0, TestStore.noted("bad"))));
            }
            for (var command : good) command.get();
            assertThatThrownBy(bad::get).isNotNull();
        }
        assertThat(new Reader(engine).readOn()).hasSize(100).doesNotContain("bad");
    }

    @Test
    void a_sequence_that_skips_ahead_is_refused() {
        var engine = instance();
        var aggregate = UuidV7.next();
        engine.appendEvents(event(aggregate, 0, "first"));
        assertThat(catchThrowable(() -> engine.appendEvents(event(aggregate, 2, "third"))))
                .as("the append that skips a sequence")
                .isNotNull();
        assertThat(catchThrowable(() -> engine.appendEvents(event(UuidV7.next(), 1, "second"))))
                .as("the append to an aggregate that does not exist")
                .isNotNull();
        engine.appendEvents(event(aggregate, 1, "second"));
        assertThat(new Reader(engine).readOn()).containsExactly("first", "second");
    }

    @Test
    void positions_have_no_hole_whatever_failed_between() {
        var engine = instance();
        var aggregate = UuidV7.next();
        for (var sequence = 0; sequence < 10; sequence++) {
            var taken = event(aggregate, sequence, "again");
            engine.appendEvents(event(aggregate, sequence, "once"));
            assertThatThrownBy(() -> engine.appendEvents(taken)).isInstanceOf(AxonException.class);
        }
        var reader = new Reader(engine);
        reader.readOn();
        assertThat(reader.positions)
                .as("positions without a hole")
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void everybody_reads_in_the_order_of_the_commits() throws Exception {
        var wire = wire();
        var stalling = instance(wire.database());
        var other = instance();
        warmUp(stalling, other);
        var reader = new Reader(other);

        var held = wire.holdNextCommit();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = commands.submit(() -> stalling.appendEvents(event(UuidV7.next(), 0, "slow")));
            await().until(held::isReached);
            other.appendEvents(event(UuidV7.next(), 0, "quick"));
            reader.readOn();
            held.release();
            slow.get();
        }
        reader.readOn();
        assertThat(reader.texts).contains("slow", "quick");
        assertThat(reader.texts)
                .as("one order for who read meanwhile and who reads now")
                .isEqualTo(readFromTheStart(other));
        assertThat(reader.positions).as("positions in the order read").isSorted();
    }

    @Test
    void an_event_with_a_time_of_long_ago_hides_no_other() throws Exception {
        var wire = wire();
        var stalling = instance(wire.database());
        var other = instance();
        warmUp(stalling, other);
        var reader = new Reader(other);

        var held = wire.holdNextCommit();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = commands.submit(() -> stalling.appendEvents(event(UuidV7.next(), 0, "slow")));
            await().until(held::isReached);
            other.appendEvents(backDated("2013", Instant.parse("2013-06-01T08:00:00Z")));
            reader.readOn();
            held.release();
            slow.get();
        }
        reader.readOn();
        assertThat(reader.texts).as("read, though one was back-dated").contains("2013", "slow");
    }

    @Test
    void the_event_of_a_writer_that_stalled_is_read_when_it_comes() throws Exception {
        var wire = wire();
        var stalling = instance(wire.database());
        var other = instance();
        warmUp(stalling, other);
        var reader = new Reader(other);

        var held = wire.holdNextCommit();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = commands.submit(() -> stalling.appendEvents(event(UuidV7.next(), 0, "slow")));
            await().until(held::isReached);
            other.appendEvents(event(UuidV7.next(), 0, "quick"));
            waitOutReadersPatience();
            reader.readOn();
            held.release();
            slow.get();
        }
        reader.readOn();
        assertThat(reader.texts).as("read in the end").contains("quick", "slow");
    }

    @Test
    void who_lost_the_connection_at_the_commit_still_learns_the_truth() throws Exception {
        var wire = wire();
        var cutOff = instance(wire.database());
        var other = instance();
        warmUp(cutOff, other);

        var cut = wire.cutAtNextCommit();
        var outcome = catchThrowable(() -> cutOff.appendEvents(event(UuidV7.next(), 0, "committed")));
        assertThat(cut.getCount()).isZero();
        assertThat(readFromTheStart(other)).containsOnlyOnce("committed");
        assertThat(outcome).as("what the writer of a recorded event was told").isNull();
    }

    @Test
    void two_writers_and_a_reader_agree_on_every_event() throws Exception {
        var engines = List.of(instance(), instance());
        var reader = new Reader(instance());
        var written = new HashSet<String>();
        try (var commands = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = IntStream.range(0, 16)
                    .mapToObj(writer -> commands.submit(() -> {
                        var aggregate = UuidV7.next();
                        for (var sequence = 0; sequence < 50; sequence++)
                            engines.get(writer % 2).appendEvents(event(aggregate, sequence, writer + "/" + sequence));
                    }))
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                var finished = writing.stream().allMatch(Future::isDone);
                reader.readOn();
                return finished;
            });
            for (var writer : writing) writer.get();
        }
        reader.readOn();
        for (var writer = 0; writer < 16; writer++)
            for (var sequence = 0; sequence < 50; sequence++) written.add(writer + "/" + sequence);
        assertThat(reader.texts).doesNotHaveDuplicates();
        assertThat(reader.texts.stream().collect(toSet())).isEqualTo(written);
    }

    @Test
    void while_a_writer_process_is_stopped_at_its_worst_moment_others_go_on_within_3_s() throws Exception {
        var wire = wire();
        var other = instance();
        try (var process = WriterProcess.start(kind(), wire.database())) {
            process.append(UuidV7.next(), "warm-up");
            assertThat(process.answer()).isEqualTo("recorded warm-up");
            other.appendEvents(event(UuidV7.next(), 0, "warm-up too"));
            var reader = new Reader(other);
            reader.readOn();

            var held = wire.holdNextCommit();
            process.append(UuidV7.next(), "stopped");
            await().until(held::isReached);
            process.stop();
            try {
                var before = System.nanoTime();
                other.appendEvents(event(UuidV7.next(), 0, "going on"));
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
                waitOutReadersPatience();
                reader.readOn();
            } finally {
                process.goOn();
            }
            held.release();
            assertThat(process.answer()).isEqualTo("recorded stopped");
            reader.readOn();
            assertThat(reader.texts).as("read in the end").contains("going on").containsOnlyOnce("stopped");
        }
    }

    private void waitOutReadersPatience() {
        var since = Instant.now();
        await().until(() -> Instant.now().isAfter(since.plus(readersPatience())));
    }

    private static void warmUp(EventStorageEngine... engines) {
        for (var engine : engines) engine.appendEvents(event(UuidV7.next(), 0, "warm-up"));
    }

    private static boolean succeeds(Future<?> command) {
        return catchThrowable(command::get) == null;
    }

    static GenericDomainEventMessage<?> event(UUID aggregate, long sequence, String text) {
        return new GenericDomainEventMessage<>("Note", aggregate.toString(), sequence, TestStore.noted(text));
    }

    private static DomainEventMessage<?> backDated(String text, Instant when) {
        var clock = GenericEventMessage.clock;
        GenericEventMessage.clock = Clock.fixed(when, ZoneOffset.UTC);
        try {
            return event(UuidV7.next(), 0, text);
        } finally {
            GenericEventMessage.clock = clock;
        }
    }

    private static List<String> readFromTheStart(EventStorageEngine engine) {
        var reader = new Reader(engine);
        reader.readOn();
        return reader.texts;
    }

    /** Follows its tokens, as a projection does. */
    private static final class Reader {

        private final EventStorageEngine engine;
        private @Nullable TrackingToken token;
        final List<String> texts = new ArrayList<>();
        final List<Long> positions = new ArrayList<>();

        Reader(EventStorageEngine engine) {
            this.engine = engine;
        }

        List<String> readOn() {
            var before = texts.size();
            try (var events = engine.readEvents(token, false)) {
                events.forEach(this::take);
            }
            return texts.subList(before, texts.size());
        }

        private void take(TrackedEventMessage<?> event) {
            token = event.trackingToken();
            texts.add(((TestStore.Noted) event.getPayload()).text());
            positions.add(
                    switch (token) {
                        case org.axonframework.eventhandling.GapAwareTrackingToken gapAware -> gapAware.getIndex();
                        default -> token.position().orElseThrow();
                    });
        }
    }
}
