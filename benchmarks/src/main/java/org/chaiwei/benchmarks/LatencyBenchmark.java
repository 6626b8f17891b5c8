package org.chaiwei.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.chaiwei.benchmarks.Report.Aim;
import org.chaiwei.benchmarks.Report.Result;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.servers.TestKafka;

/**
 * How long after a command its event shows: in a view of the same service, and, as a fact over Kafka, in a view of another service with a
 * database of its own. Beside it a view of Axon's own parts, as they come and with its reader woken by each append.
 *
 * <p>Commands come {@value #COMMANDS_PER_SECOND} a second, evenly, whether or not those before are answered. A command's time begins when it is due, so that
 * one that has to wait for its turn is not flattered, and ends when the view's transaction with its row is committed. Both services run in this process,
 * PostgreSQL and Kafka in theirs, all on one machine.
 */
final class LatencyBenchmark implements Benchmark {

    private static final int COMMANDS_PER_SECOND = 500;

    /** Until both virtual machines have compiled what is called some hundred times a second. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration SHOWN_LIMIT = Duration.ofSeconds(30);
    private static final double OWN_P99_MS = 10;
    private static final double OTHER_P99_MS = 50;

    /** When each command was due, and how long each view took to show it. Views call it from threads of their own. */
    static final class Clock {

        private final Map<UUID, Long> due = new ConcurrentHashMap<>();
        private final Map<String, Map<UUID, Long>> shown = new LinkedHashMap<>();

        Clock(List<String> views) {
            for (var view : views) shown.put(view, new ConcurrentHashMap<>());
        }

        private void due(UUID entry, long nanos) {
            due.put(entry, nanos);
        }

        /** A transaction that has the entry in it was committed just now. */
        void shown(String view, UUID entry) {
            var began = due.get(entry);
            if (began == null) throw new IllegalStateException("shown but never sent: " + entry);
            if (shownBy(view).putIfAbsent(entry, System.nanoTime() - began) != null)
                throw new IllegalStateException("shown twice: " + entry);
        }

        private Map<UUID, Long> shownBy(String view) {
            var times = shown.get(view);
            if (times == null) throw new IllegalArgumentException("no view " + view);
            return times;
        }

        private boolean isComplete() {
            return shown.values().stream().allMatch(times -> times.size() == due.size());
        }

        /** Takes out what was measured. */
        private Map<String, long[]> take() {
            var taken = new LinkedHashMap<String, long[]>();
            shown.forEach((view, times) -> {
                taken.put(
                        view, times.values().stream().mapToLong(Long::longValue).toArray());
                times.clear();
            });
            due.clear();
            return taken;
        }
    }

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        progress.accept("starting PostgreSQL, fsync on, and Kafka");
        TestKafka.quiet();
        var measured = new LinkedHashMap<String, long[]>();
        try (var postgres = PrivatePostgres.start();
                var kafka = PrivateKafka.start();
                var chaiwei = LatencySide.chaiwei(postgres, kafka);
                var stock = LatencySide.stock(postgres, false);
                var woken = LatencySide.stock(postgres, true)) {
            var sides = new ArrayList<>(List.of(chaiwei, stock, woken));
            for (var side : sides) {
                progress.accept("warming up " + side.views());
                measure(side, WARM_UP);
            }
            for (var round = 1; round <= rounds; round++) {
                for (var side : sides) {
                    for (var each :
                            measure(side, Duration.ofSeconds(secondsPerRun)).entrySet()) {
                        progress.accept("round %d of %d, %-13s p50 %6.2f ms, p99 %6.2f ms"
                                .formatted(
                                        round,
                                        rounds,
                                        each.getKey(),
                                        percentile(each.getValue(), 0.5),
                                        percentile(each.getValue(), 0.99)));
                        measured.merge(each.getKey(), each.getValue(), Callers::concat);
                    }
                }
                Collections.rotate(sides, 1);
            }
        }
        return report(rounds, measured);
    }

    private static Map<String, long[]> measure(LatencySide side, Duration time) throws InterruptedException {
        var commands = time.toSeconds() * COMMANDS_PER_SECOND;
        var between = Duration.ofSeconds(1).toNanos() / COMMANDS_PER_SECOND;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var due = System.nanoTime();
            for (var number = 0; number < commands; number++, due += between) {
                for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime())
                    LockSupport.parkNanos(early);
                var entry = UuidV7.next();
                side.clock().due(entry, due);
                threads.submit(() -> side.enter(entry));
            }
        }
        var deadline = System.nanoTime() + SHOWN_LIMIT.toNanos();
        while (!side.clock().isComplete()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("not all was shown: " + side.views());
            LockSupport.parkNanos(1_000_000);
        }
        return side.clock().take();
    }

    private static Report report(int rounds, Map<String, long[]> measured) {
        var results = new ArrayList<Result>();
        measured.forEach((view, nanos) ->
                results.add(new Result(view, 1, COMMANDS_PER_SECOND, percentile(nanos, 0.5), percentile(nanos, 0.99))));
        var own = measured.getOrDefault(LatencySide.OWN, new long[0]);
        var ratios = new LinkedHashMap<String, Double>();
        for (var peer : List.of(LatencySide.STOCK, LatencySide.WOKEN))
            ratios.put(
                    peer + "@1",
                    Math.round(percentile(measured.getOrDefault(peer, new long[0]), 0.99) / percentile(own, 0.99) * 100)
                            / 100.0);
        return new Report(
                "latency",
                rounds,
                results,
                ratios,
                List.of(
                        Aim.atMost(LatencySide.OWN + " view p99 ms", OWN_P99_MS, percentile(own, 0.99)),
                        Aim.atMost(
                                LatencySide.OTHER + " view p99 ms",
                                OTHER_P99_MS,
                                percentile(measured.getOrDefault(LatencySide.OTHER, new long[0]), 0.99))));
    }

    private static double percentile(long[] nanos, double fraction) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return Callers.percentileMs(sorted, fraction);
    }
}
