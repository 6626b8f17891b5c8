package org.chaiwei.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chaiwei.benchmarks.Report.Aim;
import org.chaiwei.benchmarks.Report.Result;

/**
 * How many one-event commands a second become durable: commands through Axon on this project's engine, the same on Axon's JDBC engine, and,
 * without Axon, plain one-row commits. The peers get as many connections as served them best.
 */
final class AppendBenchmark implements Benchmark {

    private static final int[] CALLERS = {1, 8, 64, 256};
    private static final int PEER_CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private record Cell(String side, int callers) {}

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        var runs = new LinkedHashMap<Cell, List<Callers.Run>>();
        progress.accept("starting PostgreSQL, fsync on");
        try (var server = PrivatePostgres.start();
                var chaiwei = new AppendSide.Chaiwei(server.database("chaiwei"));
                var stock = new AppendSide.Stock(server.database("stock"), PEER_CONNECTIONS);
                var plain = new AppendSide.Plain(server.database("plain"), PEER_CONNECTIONS)) {
            var sides = new ArrayList<AppendSide>(List.of(chaiwei, stock, plain));
            for (var side : sides) {
                progress.accept("warming up " + side.name());
                Callers.measure(64, WARM_UP, side::append);
            }
            for (var round = 1; round <= rounds; round++) {
                for (var callers : CALLERS) {
                    for (var side : sides) {
                        var run = Callers.measure(callers, Duration.ofSeconds(secondsPerRun), side::append);
                        runs.computeIfAbsent(new Cell(side.name(), callers), _ -> new ArrayList<>())
                                .add(run);
                        progress.accept("round %d of %d, %3d callers, %-7s %,8.0f/s"
                                .formatted(round, rounds, callers, side.name(), run.perSecond()));
                    }
                    // Nobody always comes first, or always after the same other.
                    Collections.rotate(sides, 1);
                }
            }
        }
        return report(rounds, runs);
    }

    private static Report report(int rounds, Map<Cell, List<Callers.Run>> runs) {
        var results = new ArrayList<Result>();
        var ratios = new LinkedHashMap<String, Double>();
        for (var callers : CALLERS) {
            for (var side : List.of("chaiwei", "stock", "plain")) {
                var ours = runs.get(new Cell("chaiwei", callers));
                var theirs = runs.get(new Cell(side, callers));
                if (ours == null || theirs == null)
                    throw new IllegalStateException("not measured: " + side + " at " + callers);
                var nanos = theirs.stream().map(Callers.Run::nanos).reduce(new long[0], Callers::concat);
                Arrays.sort(nanos);
                results.add(new Result(
                        side,
                        callers,
                        Math.round(median(
                                theirs.stream().map(Callers.Run::perSecond).toList())),
                        Callers.percentileMs(nanos, 0.5),
                        Callers.percentileMs(nanos, 0.99)));
                if (side.equals("chaiwei")) continue;
                var each = new ArrayList<Double>();
                for (var round = 0; round < rounds; round++)
                    each.add(ours.get(round).perSecond() / theirs.get(round).perSecond());
                ratios.put(side + "@" + callers, Math.round(median(each) * 100) / 100.0);
            }
        }
        return new Report(
                "append", rounds, results, ratios, List.of(aim("plain@64", 2.5, ratios), aim("stock@64", 5, ratios)));
    }

    private static Aim aim(String name, double aim, Map<String, Double> ratios) {
        return Aim.atLeast(name, aim, ratios.getOrDefault(name, 0.0));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
