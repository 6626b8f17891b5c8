package org.chaiwei.demolition.rules;

import java.util.List;
import org.chaiwei.platform.security.Role;

/**
 * 督办: how the deadlines of an act are watched. An act that nobody watches is the party's own affair, or left to whoever does it; its
 * deadlines are shown and told to nobody.
 *
 * @param soonDays how many calendar days before a deadline it is told to be due soon; 0 for not at all
 * @param ladder who hears of it when it is over and nothing has been done, one after the other; may be empty
 */
public record Watch(int soonDays, List<Rung> ladder) {

    /** Whom it goes to. From the second on each stands above the one before. The names stand in rule files and in events and never change. */
    public enum Whom {
        /** 经办人 */
        HANDLER,
        /** 督办人: the person who answers for the handler's work. */
        SUPERVISOR,
        /** 街道: whoever has that role for the case's street. */
        STREET,
        /** 区拆违办 */
        OFFICE,
        /** 区领导 */
        LEADER;

        /**
         * The role of those to whom it goes, as tokens write it.
         *
         * @throws IllegalStateException for a person of the case
         */
        public String role() {
            return switch (this) {
                case STREET -> Role.STREET.claim();
                case OFFICE -> Role.OFFICE.claim();
                case LEADER -> Role.LEADER.claim();
                case HANDLER, SUPERVISOR -> throw new IllegalStateException("a person of the case: " + this);
            };
        }

        /** Whether it means a person whom the case names, and not everyone of a role. */
        public boolean isOfTheCase() {
            return this == HANDLER || this == SUPERVISOR;
        }
    }

    /** @param afterWorkingDays so many working days behind the last day in time, at least one */
    public record Rung(int afterWorkingDays, Whom to) {}

    public Watch {
        ladder = List.copyOf(ladder);
    }
}
