package org.chaiwei.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param results one for each side and number of callers; rates are the median of the rounds, latencies are of all rounds together
 * @param ratios by {@code side@callers}: our rate divided by that side's, the median of the rounds
 */
record Report(String bench, int rounds, List<Result> results, Map<String, Double> ratios, List<Aim> aims) {

    record Result(String side, int callers, long perSecond, double p50Ms, double p99Ms) {}

    /**
     * @param aim what the value should at least be, or at most where {@code limit}
     */
    record Aim(
            String name,
            double aim,
            double value,
            boolean met,
            @JsonIgnore boolean limit) {
        static Aim atLeast(String name, double aim, double value) {
            return new Aim(name, aim, value, value >= aim, false);
        }

        static Aim atMost(String name, double limit, double value) {
            return new Aim(name, limit, value, value <= limit, true);
        }
    }

    String asTable() {
        var text = new StringBuilder();
        text.append("%-10s %8s %12s %10s %10s %10s%n"
                .formatted("side", "callers", "per second", "p50 ms", "p99 ms", "ours ×"));
        for (var result : results)
            text.append("%-10s %8d %,12d %10.2f %10.2f %10s%n"
                    .formatted(
                            result.side,
                            result.callers,
                            result.perSecond,
                            result.p50Ms,
                            result.p99Ms,
                            ratios.containsKey(result.side + "@" + result.callers)
                                    ? "%.2f".formatted(ratios.get(result.side + "@" + result.callers))
                                    : ""));
        for (var aim : aims)
            text.append("%n%s %s: %.2f, aim at %s %.2f"
                    .formatted(
                            aim.met ? "met   " : "MISSED", aim.name, aim.value, aim.limit ? "most" : "least", aim.aim));
        return text.toString();
    }
}
