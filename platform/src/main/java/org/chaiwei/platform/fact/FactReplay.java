package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.chaiwei.platform.fact.FactJudge.AnotherLife;
import org.chaiwei.platform.fact.FactJudge.Item;
import org.chaiwei.platform.fact.FactJudge.StillUnknown;
import org.chaiwei.platform.fact.FactPlaceTable.Move;
import org.chaiwei.platform.fact.FactPlaceTable.Place;
import org.chaiwei.platform.fact.ParkedFacts.Spot;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.chaiwei.platform.view.RebuildFailed;
import org.chaiwei.platform.view.RebuildSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The topics of one view from their beginning, as far as the serving view has come and never further: what it has not taken in yet, it alone may take in or park. What is
 * parked of it is left out, and what is released meanwhile is taken in then, before anything else of its key.
 */
final class FactReplay implements RebuildSource.Replay {

    private static final Duration POLL = Duration.ofMillis(100);

    /** How long nothing comes at most of what the serving view has had. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private static final Duration READ_WITHIN_WHILE_HELD = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final FactView view;
    private final FactJudge judge;
    private final FactPlaceTable places;
    private final ParkedFacts parked;
    private final TransactionOperations transactions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final UUID holder = UUID.randomUUID();
    private final Map<String, String> services;
    private final List<Partition> partitions;

    /** Where the new tables are. */
    private final Map<Partition, Place> at = new HashMap<>();

    /** Where the serving view was when last looked at. */
    private Map<Partition, Place> goal = Map.of();

    /** Partitions in which the goal is not reached. */
    private final Set<TopicPartition> behind = new HashSet<>();

    /** What is parked before the goal, by its place. */
    private Map<Partition, Map<Long, Spot>> spots = Map.of();

    /** Facts left out because they are parked, by the parking's id, those of a key in their order. */
    private final Map<Long, RawFact> left = new LinkedHashMap<>();

    private long done;
    private boolean held;

    FactReplay(
            FactView view,
            FactJudge judge,
            FactPlaceTable places,
            ParkedFacts parked,
            TransactionOperations transactions,
            KafkaConsumer<byte[], byte[]> consumer) {
        this.view = view;
        this.judge = judge;
        this.places = places;
        this.parked = parked;
        this.transactions = transactions;
        this.consumer = consumer;
        this.services = judge.services().stream()
                .collect(Collectors.toMap(service -> new FactTopic(service).name(), Function.identity()));
        this.partitions = services.keySet().stream()
                .flatMap(topic ->
                        IntStream.range(0, FactTopic.PARTITIONS).mapToObj(number -> new Partition(topic, number)))
                .toList();
        for (var partition : partitions) at.put(partition, BEGINNING);
    }

    private static final Place BEGINNING = new Place(0, null, 0);

    @Override
    public Optional<RebuildSource.Chunk> next() {
        if (behind.isEmpty()) {
            look();
            var released = released();
            if (!released.isEmpty()) return Optional.of(chunk(released));
        }
        return behind.isEmpty() ? Optional.empty() : Optional.of(chunk(read()));
    }

    private RebuildSource.Chunk chunk(List<ReceivedFact> facts) {
        return () -> {
            if (!facts.isEmpty()) view.rebuild(facts);
        };
    }

    /** Places first: what was parked on the way to them is parked then, or has been released since. */
    private void look() {
        var now = places.all(view.name());
        goal = partitions.stream()
                .collect(Collectors.toMap(Function.identity(), partition -> now.getOrDefault(partition, BEGINNING)));
        spots = new HashMap<>();
        for (var spot : parked.spots(view.name()))
            spots.computeIfAbsent(spot.from(), _ -> new HashMap<>()).put(spot.offset(), spot);
        begin(partitions.stream()
                .filter(partition -> goal(partition).nextOffset() > 0)
                .map(partition -> new TopicPartition(partition.topic(), partition.number()))
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList());
        for (var partition : consumer.assignment()) if (!isThere(partition)) behind.add(partition);
        consumer.resume(behind);
    }

    /** A topic that nobody has published into is not asked for. */
    private void begin(List<TopicPartition> more) {
        if (more.isEmpty()) return;
        for (var begun : consumer.beginningOffsets(more).entrySet())
            if (begun.getValue() > 0)
                throw new RebuildFailed("the topic " + begun.getKey().topic() + " has lost its beginning");
        var all = new HashSet<>(consumer.assignment());
        all.addAll(more);
        consumer.assign(all);
        for (var partition : more) consumer.seek(partition, 0);
    }

    /** What was left out, and has been released since. */
    private List<ReceivedFact> released() {
        var waiting = new HashSet<Long>();
        var skipped = new HashSet<Long>();
        for (var spot : all(spots)) (spot.waits() ? waiting : skipped).add(spot.id());
        left.keySet().removeAll(skipped);
        var released = new ArrayList<ReceivedFact>();
        for (var id : List.copyOf(left.keySet())) {
            if (waiting.contains(id)) continue;
            var raw = left.remove(id);
            if (raw != null) add(raw, released);
        }
        return released;
    }

    private void add(RawFact raw, List<ReceivedFact> released) {
        try {
            var fact = judge.parked(raw);
            if (fact != null) released.add(fact);
        } catch (StillUnknown unknown) {
            throw unreadable(raw.from(), raw.offset());
        }
    }

    /** What comes next before the goal; empty if there was nothing to take in among it. */
    private List<ReceivedFact> read() {
        var patience = held ? READ_WITHIN_WHILE_HELD : READ_WITHIN;
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var records = consumer.poll(POLL);
            var facts = new ArrayList<ReceivedFact>();
            for (var partition : records.partitions())
                for (var record : records.records(partition)) if (!take(partition, record, facts)) break;
            var there = behind.stream().filter(this::isThere).toList();
            consumer.pause(there);
            behind.removeAll(there);
            if (!records.isEmpty() || behind.isEmpty()) return facts;
            if (System.nanoTime() > until)
                throw new RebuildFailed("a topic ends before what the view has taken in, or can't be read");
        }
    }

    /** False if the record is beyond the goal. */
    private boolean take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, List<ReceivedFact> facts) {
        var from = new Partition(partition.topic(), partition.partition());
        if (record.offset() >= goal(from).nextOffset()) {
            consumer.seek(partition, record.offset());
            return false;
        }
        var raw = RawFact.of(services.getOrDefault(partition.topic(), ""), record);
        var item = judged(raw);
        at.put(from, item.after());
        done++;
        if (item.isNothing()) return true;
        var spot = spots.getOrDefault(from, Map.of()).get(record.offset());
        if (spot == null) facts.add(readable(item));
        else if (spot.waits()) left.put(spot.id(), raw);
        return true;
    }

    private Item judged(RawFact raw) {
        try {
            return judge.item(raw, at.getOrDefault(raw.from(), BEGINNING));
        } catch (AnotherLife another) {
            throw new RebuildFailed("a fact of an epoch that nobody has accepted: " + another.epoch);
        }
    }

    private static ReceivedFact readable(Item item) {
        if (item.fact() == null) throw unreadable(item.raw().from(), item.raw().offset());
        return item.fact();
    }

    private static RebuildFailed unreadable(Partition partition, long offset) {
        return new RebuildFailed("what the view once took in can't be read any more: %s %d:%d"
                .formatted(partition.topic(), partition.number(), offset));
    }

    private boolean isThere(TopicPartition partition) {
        return consumer.position(partition)
                >= goal(new Partition(partition.topic(), partition.partition())).nextOffset();
    }

    private Place goal(Partition partition) {
        return goal.getOrDefault(partition, BEGINNING);
    }

    private static List<Spot> all(Map<Partition, Map<Long, Spot>> spots) {
        return spots.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public long done() {
        return done;
    }

    /** Marks of transactions count as facts until they are read, for nobody knows better. */
    @Override
    public long head() {
        return done
                + behind.stream()
                        .mapToLong(partition -> goal(new Partition(partition.topic(), partition.partition()))
                                        .nextOffset()
                                - consumer.position(partition))
                        .sum();
    }

    @Override
    public void hold() {
        transactions.executeWithoutResult(_ -> {
            // Whatever is in hand anywhere has been committed then; what comes after finds the places held.
            parked.lockToRelease(view.name());
            places.hold(view.name(), partitions, holder);
        });
        held = true;
    }

    @Override
    public void move(JdbcClient swap) {
        var moves = new HashMap<Partition, Move>();
        for (var partition : partitions) {
            var now = at.getOrDefault(partition, BEGINNING);
            var serving = goal(partition);
            moves.put(partition, new Move(serving, new Place(serving.nextOffset(), now.epoch(), now.lastPosition())));
        }
        FactPlaceTable.moveHeld(swap, view.name(), moves, holder);
    }

    @Override
    public void release() {
        held = false;
        places.letGo(view.name(), holder);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
