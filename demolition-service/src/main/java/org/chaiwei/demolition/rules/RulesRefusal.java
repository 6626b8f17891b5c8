package org.chaiwei.demolition.rules;

import org.chaiwei.platform.problem.Refusal;

/** Why something asked of the rules is not answered. */
sealed interface RulesRefusal extends Refusal {

    record NoSuchRule(String rule) implements RulesRefusal {
        @Override
        public int status() {
            return 404;
        }
    }
}
