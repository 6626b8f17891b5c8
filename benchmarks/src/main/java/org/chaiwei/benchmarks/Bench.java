package org.chaiwei.benchmarks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line of the benchmarks: {@code bench NAME [--json] [--seconds N] [--rounds N]}. Called by the {@code chaiwei} script and by hand.
 *
 * <p>Figures go to standard output, as a table or with {@code --json} as one JSON object; progress goes to standard error. Exits with 0 whether or not the
 * aims were met, and with 2 if it was called wrongly.
 */
public final class Bench {

    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "append",
            new AppendBenchmark(),
            "cases",
            new CasesBenchmark(),
            "import",
            new ImportBenchmark(),
            "latency",
            new LatencyBenchmark(),
            "publish",
            new PublishBenchmark(),
            "rebuild",
            new RebuildBenchmark()));

    private Bench() {}

    public static void main(String[] args) throws Exception {
        try {
            var request = Request.of(List.of(args).iterator());
            var report = request.benchmark.run(request.rounds, request.secondsPerRun, System.err::println);
            System.out.println(request.json ? json(report) : report.asTable());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(
                    "usage: bench " + String.join("|", BENCHMARKS.keySet()) + " [--json] [--seconds N] [--rounds N]");
            System.exit(2);
        }
    }

    static String json(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private record Request(Benchmark benchmark, boolean json, int secondsPerRun, int rounds) {

        static Request of(Iterator<String> args) {
            if (!args.hasNext()) throw new IllegalArgumentException("which benchmark?");
            var name = args.next();
            var benchmark = BENCHMARKS.get(name);
            if (benchmark == null) throw new IllegalArgumentException("no benchmark " + name);
            var json = false;
            var seconds = 3;
            var rounds = 3;
            while (args.hasNext()) {
                switch (args.next()) {
                    case "--json" -> json = true;
                    case "--seconds" -> seconds = number(args);
                    case "--rounds" -> rounds = number(args);
                    case String other -> throw new IllegalArgumentException("unknown option " + other);
                }
            }
            return new Request(benchmark, json, seconds, rounds);
        }

        private static int number(Iterator<String> args) {
            var text = args.hasNext() ? args.next() : "";
            if (!text.matches("[1-9]\\d{0,3}"))
                throw new IllegalArgumentException("a number from 1 to 9999 is needed, not '" + text + "'");
            return Integer.parseInt(text);
        }
    }
}
