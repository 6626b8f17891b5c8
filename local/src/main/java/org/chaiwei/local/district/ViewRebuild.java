package org.chaiwei.local.district;

import tools.jackson.databind.JsonNode;

/**
 * How far a service is with building a view anew.
 *
 * @param phase the service's word for it; {@code DONE} and {@code FAILED} are the ends
 * @param done events taken in, of {@code head}
 * @param seconds it has taken so far, or took, by the service's own clock
 * @param failure why it failed; empty unless it did
 */
public record ViewRebuild(String phase, long done, long head, double seconds, String failure) {

    static ViewRebuild of(JsonNode answer) {
        return new ViewRebuild(
                answer.path("phase").asString(),
                answer.path("done").asLong(),
                answer.path("head").asLong(),
                answer.path("seconds").asDouble(),
                answer.path("failure").asString(""));
    }

    public boolean isOver() {
        return phase.equals("DONE") || phase.equals("FAILED");
    }
}
