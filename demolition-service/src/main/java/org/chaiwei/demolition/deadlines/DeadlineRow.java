package org.chaiwei.demolition.deadlines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseInTime;
import org.chaiwei.demolition.enforcement.CaseInTime.Kept;
import org.chaiwei.demolition.enforcement.CaseInTime.Standing;
import org.chaiwei.demolition.enforcement.DeadlineLevel;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Term;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * One deadline of a case, as the API shows it and {@link DeadlineRows} keeps it.
 *
 * @param act that has to come by then, or may come from then on
 * @param dueOn the last day in time, or the first lawful one
 * @param provisional the day was counted over a year whose calendar is not known yet
 * @param endedOn null while it is open
 * @param level the highest that was made known
 * @param rung of the ladder that heard of it last, from 1; 0 for none
 * @param nextOn the day from which on there is something more to make known
 * @param countedBy the rules and the calendar
 */
record DeadlineRow(
        UUID id,
        UUID violation,
        String street,
        @Nullable Track track,
        Term.Kind kind,
        Act act,
        String rule,
        String article,
        LocalDate startedOn,
        LocalDate dueOn,
        boolean provisional,
        Standing standing,
        @Nullable LocalDate endedOn,
        @Nullable DeadlineLevel level,
        int rung,
        @Nullable LocalDate nextOn,
        @Nullable String handler,
        @Nullable String supervisor,
        @JsonIgnore String countedBy) {

    static DeadlineRow of(CaseInTime of, Kept kept, String countedBy) {
        var deadline = kept.deadline();
        var handling = of.handling();
        return new DeadlineRow(
                deadline.id(),
                of.violation(),
                of.street(),
                of.track(),
                deadline.kind(),
                deadline.act(),
                deadline.rule(),
                deadline.article(),
                deadline.startedOn(),
                deadline.dueOn(),
                deadline.provisional(),
                kept.standing(),
                kept.endedOn(),
                kept.raised().level(),
                kept.raised().rung(),
                kept.nextOn(),
                handling.handler() == null ? null : handling.handler().id(),
                handling.supervisor() == null ? null : handling.supervisor().id(),
                countedBy);
    }
}
