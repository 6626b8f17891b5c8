package org.chaiwei.platform.fact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.Histories;
import org.chaiwei.platform.fact.FactJudge.Item;
import org.chaiwei.platform.fact.FactJudge.StillUnknown;
import org.chaiwei.platform.fact.FactPlaceTable.Move;
import org.chaiwei.platform.fact.FactPlaceTable.Place;
import org.chaiwei.platform.fact.ParkedFacts.Parking;
import org.chaiwei.platform.fact.ParkedFacts.Why;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.chaiwei.platform.fact.RawFact.Subject;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What one reader makes of the records of its topics: takes facts in, passes over what is not its affair or not new, parks what it can't take. In the
 * places' order for each partition; used by one thread. Knows nothing of Kafka but offsets.
 */
final class FactIntake {

    private static final Logger log = LoggerFactory.getLogger(FactIntake.class);

    /** Keys of a reaction at once: as many as one append takes, for whatever reads the log then has them in one batch too. */
    private static final int REACTIONS_MAX = 512;

    private final FactReader reader;
    private final FactJudge judge;
    private final FactPlaceTable places;
    private final FactPlaces told;
    private final ParkedFacts parked;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final FactTracing tracing;
    private final FactMeters meters;
    private final EventLog eventLog;
    private final ExecutorService threads;
    private final Semaphore reacting = new Semaphore(REACTIONS_MAX);
    private final Map<Partition, Place> held = new ConcurrentHashMap<>();

    FactIntake(
            FactReader reader,
            FactJudge judge,
            FactPlaceTable places,
            FactPlaces told,
            ParkedFacts parked,
            JdbcClient jdbc,
            TransactionOperations transactions,
            FactTracing tracing,
            FactMeters meters,
            EventLog eventLog,
            ExecutorService threads) {
        this.reader = reader;
        this.judge = judge;
        this.places = places;
        this.told = told;
        this.parked = parked;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tracing = tracing;
        this.meters = meters;
        this.eventLog = eventLog;
        this.threads = threads;
    }

    /** Why a partition does not go on for now. */
    sealed interface Standstill {

        /** A failure that passes by itself. */
        record Failing(Throwable why) implements Standstill {}

        /** Before facts of a life of the log that no operator has accepted yet. */
        record Halted(String service, UUID epoch) implements Standstill {}

        /** As many are parked as may be. */
        record Full(ParkedFacts.Full why) implements Standstill {}
    }

    FactReader reader() {
        return reader;
    }

    /** Services whose facts it reads. */
    Set<String> services() {
        return judge.services();
    }

    /** Reads the place of a partition that this instance is to read from now on. */
    Place begin(Partition partition) {
        var place = places.claim(reader.name(), partition);
        held.put(partition, place);
        told.moved(reader.name(), Map.of(partition, place));
        return place;
    }

    /** Another instance reads it from now on. */
    void end(Partition partition) {
        held.remove(partition);
        told.left(reader.name(), partition);
    }

    /** Where it is in a partition that it reads. */
    @Nullable
    Place place(Partition partition) {
        return held.get(partition);
    }

    /**
     * Takes in records of partitions that have begun, each partition's in the order of their offsets. When it returns, the places stand behind all that is
     * done, and the partitions in which something is left are in the answer.
     */
    Map<Partition, Standstill> take(List<RawFact> records) {
        var standing = new HashMap<Partition, Standstill>();
        List<Item> items;
        try {
            items = judged(records, standing);
        } catch (RuntimeException e) {
            return all(records, new Standstill.Failing(e));
        }
        try {
            keep(items, standing);
        } catch (ParkedFacts.Full full) {
            // One partition's poison must not hold up the others.
            for (var each : byPartition(items).values()) keepAlone(each, standing);
        } catch (RuntimeException e) {
            standing.putAll(all(items.stream().map(Item::raw).toList(), new Standstill.Failing(e)));
        }
        return standing;
    }

    private void keepAlone(List<Item> items, Map<Partition, Standstill> standing) {
        // What an earlier try has kept already is no longer ahead.
        var ahead = items.stream()
                .filter(item ->
                        item.raw().offset() >= placeOf(item.raw().from()).nextOffset())
                .toList();
        if (ahead.isEmpty()) return;
        var partition = ahead.getFirst().raw().from();
        try {
            keep(ahead, standing);
        } catch (ParkedFacts.Full full) {
            if (ahead.size() == 1) standing.put(partition, new Standstill.Full(full));
            else {
                var middle = ahead.size() / 2;
                keepAlone(ahead.subList(0, middle), standing);
                if (!standing.containsKey(partition)) keepAlone(ahead.subList(middle, ahead.size()), standing);
            }
        } catch (RuntimeException e) {
            standing.put(partition, new Standstill.Failing(e));
        }
    }

    private void keep(List<Item> items, Map<Partition, Standstill> standing) {
        if (items.isEmpty()) return;
        switch (reader) {
            case FactView view -> show(view, items);
            case FactReaction reaction -> react(reaction, items, standing);
        }
    }

    // What each record is

    private List<Item> judged(List<RawFact> records, Map<Partition, Standstill> standing) {
        var at = new HashMap<Partition, Place>();
        var items = new ArrayList<Item>();
        for (var raw : records) {
            var partition = raw.from();
            if (standing.containsKey(partition)) continue;
            var place = at.computeIfAbsent(partition, this::placeOf);
            var item = judged(raw, place, standing);
            if (item == null) continue;
            at.put(partition, item.after());
            items.add(item);
        }
        return items;
    }

    private @Nullable Item judged(RawFact raw, Place place, Map<Partition, Standstill> standing) {
        try {
            var item = judge.item(raw, place);
            if (item.repeated()) meters.repeated(reader.name(), raw.service());
            return item;
        } catch (FactJudge.AnotherLife another) {
            standing.put(raw.from(), new Standstill.Halted(raw.service(), another.epoch));
            return null;
        }
    }

    // A view: its rows, what is parked and the places in one transaction

    private void show(FactView view, List<Item> items) {
        try {
            var moves = moves(items);
            var kept = transactions.execute(_ -> {
                unhurried();
                var parkings = new ArrayList<Parking>();
                var batch = sorted(items, parkings);
                if (!batch.isEmpty()) tracing.apply(view, batch);
                parked.add(reader.name(), parkings);
                places.move(reader.name(), moves);
                return new Kept(batch, parkings);
            });
            moved(moves);
            count(kept == null ? Kept.NOTHING : kept);
        } catch (ParkedFacts.Full | FactPlaceTable.PlaceTaken e) {
            throw e;
        } catch (RuntimeException e) {
            if (PassingFailure.is(e)) throw e;
            if (items.size() > 1) {
                var middle = items.size() / 2;
                show(view, items.subList(0, middle));
                show(view, items.subList(middle, items.size()));
            } else {
                var only = items.getFirst();
                if (only.fact() == null) throw e; // no fact's fault
                show(view, List.of(only.failed(failed(only, e))));
            }
        }
    }

    private record Kept(List<ReceivedFact> taken, List<Parking> parked) {
        static final Kept NOTHING = new Kept(List.of(), List.of());
    }

    /** What is to be taken in; what is to be parked goes to the other list. */
    private List<ReceivedFact> sorted(List<Item> items, List<Parking> parkings) {
        parked.lockToTake(reader.name());
        var waiting = new HashSet<>(parked.among(reader.name(), subjects(items)));
        var batch = new ArrayList<ReceivedFact>();
        for (var item : items) {
            if (item.isNothing()) continue;
            if (waiting.contains(item.raw().subject())) parkings.add(item.queued());
            else if (item.fact() != null) batch.add(item.fact());
            else {
                parkings.add(item.parking());
                waiting.add(item.raw().subject());
            }
        }
        return batch;
    }

    // A reaction: its commands first, then what is parked and the places

    private void react(FactReaction reaction, List<Item> items, Map<Partition, Standstill> standing) {
        var waiting = parked.among(reader.name(), subjects(items));
        var outcomes = Collections.synchronizedMap(new IdentityHashMap<RawFact, Outcome>());
        var bySubject = new LinkedHashMap<Subject, List<Item>>();
        for (var item : items)
            if (!item.isNothing())
                bySubject
                        .computeIfAbsent(item.raw().subject(), _ -> new ArrayList<>())
                        .add(item);
        var round = bySubject.entrySet().stream()
                .map(entry -> new Line(reaction, entry.getValue(), waiting.contains(entry.getKey()), outcomes))
                .toList();
        while (!round.isEmpty()) {
            var histories = histories(round);
            inParallel(round.stream()
                    .<Callable<Boolean>>map(line -> () -> {
                        histories.during(line::takeNext);
                        return true;
                    })
                    .toList());
            round = round.stream().filter(Line::hasMore).toList();
        }
        finish(items, waiting, outcomes, standing);
    }

    /** Of what comes next in each line. A fact's key is, nearly always, the aggregate that its command is for. */
    private Histories histories(List<Line> round) {
        return eventLog.histories(round.stream()
                .map(Line::nextKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private sealed interface Outcome {
        record Done() implements Outcome {}

        record Parked(Parking parking) implements Outcome {}

        record Unfinished(RuntimeException why) implements Outcome {}
    }

    /** The facts of one subject, one after the other: the next one in each round, so that a round's histories are read by one query. */
    private final class Line {

        private final FactReaction reaction;
        private final Deque<Item> ahead;
        private final Map<RawFact, Outcome> outcomes;
        private boolean queue;

        Line(FactReaction reaction, List<Item> items, boolean waits, Map<RawFact, Outcome> outcomes) {
            this.reaction = reaction;
            this.ahead = new ArrayDeque<>(items);
            this.outcomes = outcomes;
            this.queue = waits;
        }

        boolean hasMore() {
            return !ahead.isEmpty();
        }

        /** Null where no command follows. */
        @Nullable
        UUID nextKey() {
            var next = ahead.getFirst().fact();
            return queue || next == null ? null : next.key();
        }

        void takeNext() {
            var item = ahead.removeFirst();
            if (queue) {
                outcomes.put(item.raw(), new Outcome.Parked(item.queued()));
            } else if (item.fact() == null) {
                outcomes.put(item.raw(), new Outcome.Parked(item.parking()));
                queue = true;
            } else {
                try {
                    tracing.react(reaction, item.fact());
                    outcomes.put(item.raw(), new Outcome.Done());
                } catch (RuntimeException e) {
                    if (PassingFailure.is(e)) {
                        outcomes.put(item.raw(), new Outcome.Unfinished(e));
                        ahead.clear(); // not those after it either
                        return;
                    }
                    outcomes.put(
                            item.raw(),
                            new Outcome.Parked(item.failed(failed(item, e)).parking()));
                    queue = true;
                }
            }
        }
    }

    private void finish(
            List<Item> items,
            Set<Subject> waiting,
            Map<RawFact, Outcome> outcomes,
            Map<Partition, Standstill> standing) {
        var done = new ArrayList<Item>();
        var taken = new ArrayList<ReceivedFact>();
        var parkings = new ArrayList<Parking>();
        var queuedBehind = new HashSet<Subject>();
        for (var item : items) {
            var partition = item.raw().from();
            if (standing.containsKey(partition)) continue;
            switch (item.isNothing() ? new Outcome.Done() : outcomes.get(item.raw())) {
                case Outcome.Done _ -> {
                    done.add(item);
                    if (item.fact() != null) taken.add(item.fact());
                }
                case Outcome.Parked(var parking) -> {
                    done.add(item);
                    parkings.add(parking);
                    if (waiting.contains(item.raw().subject()))
                        queuedBehind.add(item.raw().subject());
                }
                case Outcome.Unfinished(var why) -> standing.put(partition, new Standstill.Failing(why));
                case null -> throw new IllegalStateException("a fact without an outcome");
            }
        }
        if (done.isEmpty()) return;
        var moves = moves(done);
        transactions.executeWithoutResult(_ -> {
            unhurried();
            parked.lockToTake(reader.name());
            if (parked.among(reader.name(), queuedBehind).size() < queuedBehind.size()) throw new KeyReleased();
            parked.add(reader.name(), parkings);
            places.move(reader.name(), moves);
        });
        moved(moves);
        count(new Kept(taken, parkings));
    }

    /** What was to queue behind a parked fact can be taken in after all: an operator has released it meanwhile. The batch is taken once more. */
    private static final class KeyReleased extends RuntimeException {
        KeyReleased() {
            super("released meanwhile", null, false, false);
        }
    }

    private void inParallel(List<Callable<Boolean>> tasks) {
        try {
            var bounded = tasks.stream()
                    .<Callable<Boolean>>map(task -> () -> {
                        reacting.acquire();
                        try {
                            return task.call();
                        } finally {
                            reacting.release();
                        }
                    })
                    .toList();
            for (var result : threads.invokeAll(bounded)) result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(e.getCause());
        }
    }

    // Operators' releases

    /**
     * Takes in a parked fact within the caller's transaction, whatever the places say.
     *
     * @throws RuntimeException if that fails once more
     * @throws StillUnknown if it still can't be read
     */
    void takeParked(RawFact raw) {
        var fact = judge.parked(raw);
        if (fact == null) return;
        switch (reader) {
            case FactView view -> tracing.apply(view, List.of(fact));
            case FactReaction reaction -> tracing.react(reaction, fact);
        }
    }

    static Why why(Throwable failure) {
        return switch (failure) {
            case StillUnknown unknown -> unknown.why;
            case RefusedException refused ->
                new Why(refused.refusal().code(), refused.refusal().getClass().getSimpleName());
            default -> new Why("failed", failure.getClass().getSimpleName());
        };
    }

    // Small things

    /** The rows and the place are lost together if PostgreSQL's machine fails just now, and taken in once more: no need to wait for its disk. */
    private void unhurried() {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
    }

    private Why failed(Item item, RuntimeException failure) {
        log.warn(
                "{} can't take in {} at {} {}:{}",
                reader.name(),
                item.envelope() == null ? "a record" : item.envelope().type(),
                item.raw().topic(),
                item.raw().partition(),
                item.raw().offset(),
                failure);
        return why(failure);
    }

    private Map<Partition, Move> moves(List<Item> items) {
        var moves = new HashMap<Partition, Move>();
        for (var item : items)
            moves.put(item.raw().from(), new Move(placeOf(item.raw().from()), item.after()));
        return moves;
    }

    private void moved(Map<Partition, Move> moves) {
        var now = new HashMap<Partition, Place>();
        moves.forEach((partition, move) -> now.put(partition, move.to()));
        held.putAll(now);
        told.moved(reader.name(), now);
    }

    private void count(Kept kept) {
        kept.taken().forEach(fact -> meters.taken(reader.name(), fact.service()));
        kept.parked().forEach(parking -> meters.parked(reader.name(), parking.why()));
    }

    private Place placeOf(Partition partition) {
        var place = held.get(partition);
        if (place == null) throw new IllegalStateException("not begun: " + partition);
        return place;
    }

    private static List<Subject> subjects(Collection<Item> items) {
        return items.stream()
                .filter(item -> !item.isNothing())
                .map(item -> item.raw().subject())
                .distinct()
                .toList();
    }

    private static Map<Partition, List<Item>> byPartition(List<Item> items) {
        var parts = new LinkedHashMap<Partition, List<Item>>();
        for (var item : items)
            parts.computeIfAbsent(item.raw().from(), _ -> new ArrayList<>()).add(item);
        return parts;
    }

    private static Map<Partition, Standstill> all(List<RawFact> records, Standstill standstill) {
        var standing = new HashMap<Partition, Standstill>();
        for (var raw : records) standing.put(raw.from(), standstill);
        return standing;
    }
}
