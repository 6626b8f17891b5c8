package org.chaiwei.demolition.enforcement;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.calendar.Period;
import org.chaiwei.demolition.calendar.Period.Unit;
import org.chaiwei.demolition.calendar.WorkingDays;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Dismissed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Terminated;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.demolition.enforcement.Handling.Raised;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Judge;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Term;
import org.chaiwei.demolition.rules.Watch;
import org.jspecify.annotations.Nullable;

/**
 * 期限: a day that the law sets to an act of a case, as long as the act has not been done. Which there are follows from the case's record, the
 * rules and the calendar alone, and not from the day on which it is asked. Pure.
 *
 * @param id the same for the same period of the same case, whatever day it ends on
 * @param dueOn the last day in time, or the first lawful one
 * @param provisional the day was counted over a year whose calendar is not known yet
 * @param watch who hears of it; null for nobody
 */
public record Deadline(
        UUID id,
        Term.Kind kind,
        Act act,
        String rule,
        String article,
        LocalDate startedOn,
        LocalDate dueOn,
        boolean provisional,
        @Nullable Watch watch) {

    private static final Set<Act> STATEMENTS = EnumSet.of(Act.STATEMENT_HEARD, Act.STATEMENT_WAIVED);

    /** Those that are open in a case. */
    static List<Deadline> open(UUID violation, Known state, Law law) {
        if (state instanceof Withdrawn) return List.of();
        var file = state.file();
        var standing = file.standing();
        return new Judge(law, file.track(), file.record())
                .terms().stream()
                        .filter(term -> isStillDue(term.act(), state, standing))
                        .map(term -> of(violation, term, law))
                        .toList();
    }

    /** Where nothing is enforced any more only what follows an end is due: the seizure lifted, the place restored. */
    private static boolean isStillDue(Act act, Known state, Set<Act> standing) {
        if (act == Act.STATEMENT_LAPSED && standing.stream().anyMatch(STATEMENTS::contains)) return false;
        if (act == Act.RESTORED) return state.file().progress().awaiting().isEmpty();
        return !isOver(state) || CaseDecider.mayFollowTheClosing(act) || act == Act.MEASURE_REPORTED;
    }

    /** Whether nothing is enforced any more: the ledger or the office has ended it, or nothing is left to enforce against. */
    static boolean isOver(Known state) {
        return switch (state) {
            case Closed _, Withdrawn _, Dismissed _, Terminated _ -> true;
            default ->
                state.file().remainingM2().signum() == 0
                        && state.file().demolishedM2().signum() > 0;
        };
    }

    private static Deadline of(UUID violation, Term term, Law law) {
        return new Deadline(
                id(violation, term),
                term.kind(),
                term.act(),
                term.rule(),
                term.article(),
                term.startedBy().on(),
                term.dueOn(),
                term.provisional(),
                law.rules().watch(term.dueOn(), term.act()).orElse(null));
    }

    private static UUID id(UUID violation, Term term) {
        var name =
                "%s %s %s %d".formatted(violation, term.rule(), term.startedBy().act(), term.startedAt());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** What there is to say of it on a day; null for nothing. */
    @Nullable
    DeadlineLevel level(LocalDate today) {
        if (watch == null) return null;
        if (kind == Term.Kind.LAWFUL_FROM) return today.isBefore(dueOn) ? null : DeadlineLevel.LAWFUL;
        if (today.isAfter(dueOn)) return DeadlineLevel.OVERDUE;
        if (today.equals(dueOn)) return DeadlineLevel.DUE;
        return today.isBefore(dueOn.minusDays(watch.soonDays())) ? null : DeadlineLevel.SOON;
    }

    /** The day from which on a rung hears of it. */
    LocalDate day(Watch.Rung rung, WorkingDays days) {
        return days.lastDay(dueOn, new Period(rung.afterWorkingDays(), Unit.WORKING_DAYS))
                .on();
    }

    /** The first day on which there is something to say that has not been said; null where there is none. */
    @Nullable
    LocalDate nextOn(Raised raised, WorkingDays days) {
        if (watch == null) return null;
        if (kind == Term.Kind.LAWFUL_FROM) return raised.level() == null ? dueOn : null;
        if (raised.level() == null) return dueOn.minusDays(watch.soonDays());
        return switch (raised.level()) {
            case LAWFUL, SOON -> dueOn;
            case DUE -> dueOn.plusDays(1);
            case OVERDUE -> {
                var ladder = watch.ladder();
                yield raised.rung() < ladder.size() ? day(ladder.get(raised.rung()), days) : null;
            }
        };
    }
}
