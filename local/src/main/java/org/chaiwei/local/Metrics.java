package org.chaiwei.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a service's {@code /actuator/prometheus} says of its log and its views.
 *
 * @param logPosition of the last event, empty for a process that keeps no log
 */
record Metrics(Optional<Long> logPosition, Map<String, View> views) {

    /** How far a view is behind its log. */
    record View(long position, long lagEvents, double lagSeconds) {}

    /** A line of Prometheus's text format: name, labels, value. */
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)(?: \\d+)?");

    private static final Pattern VIEW = Pattern.compile("(?:^|,)view=\"([^\"]*)\"");

    static Metrics parse(String text) {
        Long logPosition = null;
        var byView = new TreeMap<String, Map<String, Double>>();
        for (var line : text.lines().filter(l -> l.startsWith("chaiwei_")).toList()) {
            var sample = SAMPLE.matcher(line);
            if (!sample.matches()) continue;
            var value = Double.parseDouble(sample.group(3));
            if (sample.group(1).equals("chaiwei_log_position")) logPosition = Math.round(value);
            var view = VIEW.matcher(sample.group(2) == null ? "" : sample.group(2));
            if (sample.group(1).startsWith("chaiwei_view_") && view.find())
                byView.computeIfAbsent(view.group(1), name -> new HashMap<>()).put(sample.group(1), value);
        }
        var views = new TreeMap<String, View>();
        byView.forEach((name, values) -> views.put(
                name,
                new View(
                        Math.round(values.getOrDefault("chaiwei_view_position", 0.0)),
                        Math.round(values.getOrDefault("chaiwei_view_lag_events", 0.0)),
                        values.getOrDefault("chaiwei_view_lag_seconds", 0.0))));
        return new Metrics(Optional.ofNullable(logPosition), views);
    }
}
