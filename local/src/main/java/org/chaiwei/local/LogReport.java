package org.chaiwei.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a service says of its log, its views and its facts at {@code /actuator/chaiwei}.
 *
 * @param position of the last event
 * @param queued appends that wait in its lane
 * @param publisher null if it publishes nothing
 * @param readers of other services' facts
 */
record LogReport(
        long position,
        long queued,
        List<View> views,
        @Nullable Publisher publisher,
        List<Reader> readers) {

    /** How far the log is published. */
    record Publisher(
            long position,
            long lagEvents,
            double lagSeconds,
            @Nullable String failure) {

        @Override
        public String toString() {
            var at = String.format(Locale.ROOT, "published %,d", position) + behind(lagEvents, "events", lagSeconds);
            return failure == null ? at : at + " stopped by " + failure;
        }
    }

    /**
     * How far a reader is behind other services' facts.
     *
     * @param parked facts that it could not take in, and those behind them
     * @param halted services of which it stands before another life of the log
     */
    record Reader(
            String reader,
            long lagFacts,
            double lagSeconds,
            long parked,
            List<String> halted,
            @Nullable String failure) {

        @Override
        public String toString() {
            var at = "reads " + reader + behind(lagFacts, "facts", lagSeconds);
            if (parked > 0) at += String.format(Locale.ROOT, ", %,d PARKED", parked);
            if (!halted.isEmpty()) at += ", HALTED before another life of " + String.join(" and ", halted);
            else if (failure != null) at += " stopped by " + failure;
            return at;
        }
    }

    private static String behind(long count, String what, double seconds) {
        return count == 0 ? "" : String.format(Locale.ROOT, " (behind by %,d %s, %.1f s)", count, what, seconds);
    }

    /**
     * How far a view is behind the log.
     *
     * @param failure the kind of failure that keeps it from moving; null if nothing does
     */
    record View(
            String view,
            long position,
            long lagEvents,
            double lagSeconds,
            @Nullable String failure) {

        @Override
        public String toString() {
            var at = String.format(Locale.ROOT, "%s %,d", view, position);
            at += behind(lagEvents, "events", lagSeconds);
            return failure == null ? at : at + " stopped by " + failure;
        }
    }

    static LogReport of(JsonNode answer) {
        var views = new ArrayList<View>();
        for (var view : answer.path("views"))
            views.add(new View(
                    view.path("view").asString(),
                    view.path("position").asLong(0),
                    view.path("lagEvents").asLong(0),
                    view.path("lagSeconds").asDouble(0),
                    view.path("failure").asString(null)));
        return new LogReport(
                answer.path("position").asLong(0),
                answer.path("queued").asLong(0),
                List.copyOf(views),
                publisher(answer.path("publisher")),
                readers(answer.path("readers")));
    }

    private static @Nullable Publisher publisher(JsonNode answer) {
        return answer.isObject()
                ? new Publisher(
                        answer.path("position").asLong(0),
                        answer.path("lagEvents").asLong(0),
                        answer.path("lagSeconds").asDouble(0),
                        answer.path("failure").asString(null))
                : null;
    }

    private static List<Reader> readers(JsonNode answer) {
        var readers = new ArrayList<Reader>();
        for (var reader : answer) {
            var lagFacts = 0L;
            var lagSeconds = 0.0;
            var halted = new ArrayList<String>();
            for (var source : reader.path("sources")) {
                lagFacts += source.path("lagFacts").asLong(0);
                lagSeconds = Math.max(lagSeconds, source.path("lagSeconds").asDouble(0));
                if (source.path("halted").isString())
                    halted.add(source.path("service").asString());
            }
            readers.add(new Reader(
                    reader.path("reader").asString(),
                    lagFacts,
                    lagSeconds,
                    reader.path("parked").asLong(0) + reader.path("queued").asLong(0),
                    List.copyOf(halted),
                    reader.path("failure").asString(null)));
        }
        return List.copyOf(readers);
    }

    /** All that moves with the log, in a line. */
    String progress() {
        return Stream.of(views.stream(), Stream.ofNullable(publisher), readers.stream())
                .flatMap(Function.identity())
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }
}
