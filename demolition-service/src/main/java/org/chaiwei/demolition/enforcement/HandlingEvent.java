package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.Watch;
import org.jspecify.annotations.Nullable;

/**
 * 督办: who answers for a case, and what its deadlines made known. Stored like every {@link CaseEvent}. The law judges by none of it. People are
 * pseudonymous ids.
 */
public sealed interface HandlingEvent extends CaseEvent {

    /** The code of the sub-district that answered for the entry then. */
    String street();

    /**
     * 指定经办人: from now on these answer for the case.
     *
     * @param handlerRole as tokens write it
     * @param supervisor who answers for the handler's work; null for nobody
     * @param by who has named them
     * @param role theirs, as tokens write it
     */
    record HandlerAssigned(
            UUID violation,
            String street,
            String handler,
            String handlerRole,
            @Nullable String supervisor,
            @Nullable String supervisorRole,
            String by,
            String role,
            LocalDate occurredOn)
            implements HandlingEvent {}

    /** What somebody has to hear because of a deadline. */
    sealed interface Told extends HandlingEvent {

        UUID deadline();

        /** The name of the act that is due. */
        String act();

        /** The rule that sets the period. */
        String rule();

        /** The last day in time, or the first lawful one. */
        LocalDate dueOn();

        /** The day was counted over a year whose calendar was not known. */
        boolean provisional();

        /** To whom it goes, a name of {@link Watch.Whom}: the person that is named, or everyone of that role, a street's in their own street. */
        String to();

        /** Null where it goes to a role. */
        @Nullable
        String toPerson();

        /** Names of {@link Watch.Whom} to whom it should have gone, and the case names nobody. */
        List<String> vacant();
    }

    /**
     * 期限提醒: a deadline has come near, come or gone. At most once for each level, and never a lower one behind a higher.
     *
     * @param level a name of {@link DeadlineLevel}
     * @param occurredOn the business date on which it was noticed
     */
    record DeadlineReached(
            UUID violation,
            String street,
            UUID deadline,
            String level,
            String act,
            String rule,
            LocalDate dueOn,
            boolean provisional,
            String to,
            @Nullable String toPerson,
            List<String> vacant,
            LocalDate occurredOn)
            implements Told {
        public DeadlineReached {
            vacant = List.copyOf(vacant);
        }
    }

    /**
     * 逐级督办: a deadline is over and nothing was done, and somebody higher hears of it. At most once for each rung.
     *
     * @param rung of the ladder that the rules have for the act, from 1; a rung that was passed over is not told later
     * @param occurredOn the business date on which it was noticed
     */
    record DeadlineEscalated(
            UUID violation,
            String street,
            UUID deadline,
            int rung,
            String act,
            String rule,
            LocalDate dueOn,
            boolean provisional,
            String to,
            @Nullable String toPerson,
            List<String> vacant,
            LocalDate occurredOn)
            implements Told {
        public DeadlineEscalated {
            vacant = List.copyOf(vacant);
        }
    }
}
