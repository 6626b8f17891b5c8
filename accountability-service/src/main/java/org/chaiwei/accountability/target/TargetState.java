package org.chaiwei.accountability.target;

import java.time.LocalDate;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.jspecify.annotations.Nullable;

/** A target as far as deciding needs it. */
sealed interface TargetState {

    TargetState evolve(TargetEvent event);

    record Unset() implements TargetState {
        @Override
        public TargetState evolve(TargetEvent event) {
            return switch (event) {
                case TargetSet e -> new Standing(e.code(), 1, e.goal(), e.effectiveFrom(), null, null);
                case TargetRevised _, StreetPartsSet _, TargetDecisionRecorded _ ->
                    throw new IllegalStateException("an event of a target that was never set");
            };
        }
    }

    /**
     * @param parts the last ones; of an earlier revision's value where that was revised since
     * @param decidedMet the decision on this revision; null while there is none
     */
    record Standing(
            String code,
            int revision,
            Goal goal,
            LocalDate effectiveFrom,
            @Nullable StreetPartsSet parts,
            @Nullable Boolean decidedMet)
            implements TargetState {
        @Override
        public TargetState evolve(TargetEvent event) {
            return switch (event) {
                case TargetSet _ -> throw new IllegalStateException("the target " + code + " was set twice");
                case TargetRevised e ->
                    new Standing(code, e.revision(), goal.revised(e.value(), e.due()), e.effectiveFrom(), parts, null);
                case StreetPartsSet e -> new Standing(code, revision, goal, effectiveFrom, e, decidedMet);
                case TargetDecisionRecorded e -> new Standing(code, revision, goal, effectiveFrom, parts, e.met());
            };
        }
    }
}
