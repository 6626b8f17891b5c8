package org.chaiwei.demolition.rules;

import java.time.Duration;
import java.util.List;

/**
 * Who hears that a one-hour clock is paused and nobody lets it run again, one after the other.
 *
 * @param rule its id
 * @param ladder not empty
 */
public record PauseWatch(String rule, List<Rung> ladder) {

    /** @param afterMinutes so long behind the pause's beginning, at least one */
    public record Rung(int afterMinutes, Watch.Whom to) {

        public Duration after() {
            return Duration.ofMinutes(afterMinutes);
        }
    }

    public PauseWatch {
        ladder = List.copyOf(ladder);
    }
}
