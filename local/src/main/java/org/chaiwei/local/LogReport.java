package org.chaiwei.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a service says of its log and its views at {@code /actuator/chaiwei}.
 *
 * @param position of the last event
 * @param queued appends that wait in its lane
 */
record LogReport(long position, long queued, List<View> views) {

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
            if (lagEvents > 0)
                at += String.format(Locale.ROOT, " (behind by %,d events, %.1f s)", lagEvents, lagSeconds);
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
                answer.path("position").asLong(0), answer.path("queued").asLong(0), List.copyOf(views));
    }
}
