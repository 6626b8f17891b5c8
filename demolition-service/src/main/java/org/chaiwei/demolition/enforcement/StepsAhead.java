package org.chaiwei.demolition.enforcement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful.Also;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful.Needed;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.demolition.enforcement.Task.Why;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Judge;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Prospect;
import org.chaiwei.demolition.rules.Ruling.Objection;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the procedure as a case stands on a day: which may be taken, from when and until when, and what is missing for the others.
 *
 * @param track null before the case is filed
 * @param lawful those that may be taken now, or for which nothing is wanting but time and what is recorded on the very day
 * @param blocked those for which something has to be put on record, or to end, first
 */
record StepsAhead(
        UUID violation, LocalDate on, @Nullable Track track, List<StepAhead> lawful, List<StepAhead> blocked) {

    /**
     * One step.
     *
     * @param step a name of the procedure's acts
     * @param term the same in the field's own words
     * @param roles who may take it, as tokens write them
     * @param request the last part of the address to which it is posted
     * @param earliest the first lawful day; null where more is wanting than time
     * @param earliestProvisional it was counted over a year whose calendar is not known yet
     * @param latest the last day in time; null where there is none, or none yet
     * @param missing what has to be put on record first, and who supplies it
     * @param standing what has to end first
     * @param objections the rules that stand against it today
     * @param why the same with what each of them asks for
     */
    record StepAhead(
            Act step,
            String term,
            List<String> roles,
            String request,
            @Nullable LocalDate earliest,
            boolean earliestProvisional,
            @Nullable LocalDate latest,
            boolean latestProvisional,
            List<Needed> missing,
            List<Act> standing,
            List<Also> objections,
            @JsonIgnore List<Why> why) {

        static StepAhead of(Prospect prospect, LocalDate on, Law law) {
            return new StepAhead(
                    prospect.act(),
                    prospect.act().term(),
                    Step.rolesOf(prospect.act(), on, law),
                    prospect.act().request(),
                    prospect.earliest(),
                    prospect.earliestProvisional(),
                    prospect.latest(),
                    prospect.latestProvisional(),
                    prospect.objections().stream()
                            .flatMap(objection -> objection.missing().stream())
                            .distinct()
                            .map(oneOf -> Unlawful.missing(oneOf, on, law))
                            .toList(),
                    prospect.objections().stream()
                            .flatMap(objection -> objection.standing().stream())
                            .distinct()
                            .toList(),
                    prospect.objections().stream()
                            .map(objection -> new Also(objection.kind().code(), objection.rule(), objection.article()))
                            .toList(),
                    prospect.objections().stream().map(StepAhead::why).toList());
        }

        private static Why why(Objection objection) {
            return new Why(
                    objection.kind().code(),
                    objection.rule(),
                    objection.article(),
                    objection.missing().stream()
                            .map(oneOf -> oneOf.stream().sorted().toList())
                            .toList(),
                    objection.standing().stream().sorted().toList());
        }
    }

    /** What follows from other acts, or goes with them, and is not asked for by itself. */
    private static final Set<Act> NOT_ASKED_FOR =
            EnumSet.of(Act.RIGHTS_NOT_NOTIFIED, Act.NOTHING_LEFT, Act.UTILITIES_CUT, Act.SERVED_BY_PUBLIC_NOTICE);

    /** What is no step of this case at all. */
    private static final Set<Kind> NO_STEP =
            EnumSet.of(Kind.NEVER_LAWFUL, Kind.NO_RULES_FOR_THAT_DAY, Kind.NOT_ON_THIS_TRACK, Kind.ALREADY_ON_RECORD);

    static StepsAhead of(UUID violation, Known state, LocalDate on, Law law) {
        return of(violation, state, on, law, _ -> true);
    }

    /** @param which only those acts are looked at */
    static StepsAhead of(UUID violation, Known state, LocalDate on, Law law, Predicate<Act> which) {
        var file = state.file();
        var judge = new Judge(law, file.track(), file.record());
        var lawful = new ArrayList<StepAhead>();
        var blocked = new ArrayList<StepAhead>();
        for (var act : Act.values()) {
            if (!which.test(act) || !isAskedFor(act, state)) continue;
            var prospect = judge.prospect(act, on);
            if (prospect.objections().stream().map(Objection::kind).anyMatch(NO_STEP::contains)) continue;
            (prospect.isOpen() ? lawful : blocked).add(StepAhead.of(prospect, on, law));
        }
        return new StepsAhead(violation, on, file.track(), List.copyOf(lawful), List.copyOf(blocked));
    }

    /** The work of the case is asked for where the case offers it; what the ledger has ended takes no more steps but what follows an end. */
    private static boolean isAskedFor(Act act, Known state) {
        if (NOT_ASKED_FOR.contains(act)) return false;
        var work = Step.of(act);
        if (work != null) return NextStep.in(state).stream().map(NextStep::step).anyMatch(work::equals);
        return switch (state) {
            case Withdrawn _ -> false;
            case Closed _ -> CaseDecider.mayFollowTheClosing(act);
            default -> true;
        };
    }
}
