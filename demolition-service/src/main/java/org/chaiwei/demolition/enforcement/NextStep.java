package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Unknown;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.jspecify.annotations.Nullable;

/**
 * What may be done next in a case. Only what the rules would accept, given sensible dates.
 *
 * @param roles whose turn it is, as tokens write them; a street official in their own street only
 * @param request the last part of the address to which it is posted
 * @param atMostM2 the most that can be demolished, null for other steps
 */
record NextStep(
        Step step,
        List<String> roles,
        String request,
        @Nullable BigDecimal atMostM2) {

    private static NextStep of(Step step) {
        return new NextStep(step, step.roles(), step.request(), null);
    }

    static List<NextStep> in(CaseState state) {
        return switch (state) {
            case Unknown _, Withdrawn _ -> List.of();
            case Closed closed -> mayBeRestored(closed.file()) ? List.of(of(Step.RESTORATION)) : List.of();
            case Known known -> standing(known.file());
        };
    }

    private static List<NextStep> standing(CaseFile file) {
        var steps = new ArrayList<NextStep>();
        var isFiled = file.filing() != null;
        if (!isFiled) steps.add(of(Step.FILING));
        if (file.confirmedAt() == null && file.entry().origin().equals(CaseDecider.NEW)) steps.add(of(Step.DISCOVERY));
        if (isFiled && file.remainingM2().signum() > 0)
            steps.add(new NextStep(
                    Step.DEMOLITION, Step.DEMOLITION.roles(), Step.DEMOLITION.request(), file.remainingM2()));
        if (isFiled && file.entry().ledgerKind().equals(CaseDecider.WALL_OPENING)) steps.add(of(Step.SEALING));
        if (mayBeAccepted(file)) steps.add(acceptance(file.progress()));
        if (mayBeRestored(file)) steps.add(of(Step.RESTORATION));
        return List.copyOf(steps);
    }

    private static NextStep acceptance(Progress progress) {
        var first = progress.signature();
        return first == null
                ? of(Step.ACCEPTANCE)
                : new NextStep(
                        Step.ACCEPTANCE,
                        List.of(CaseDecider.otherRole(first.role()).claim()),
                        Step.ACCEPTANCE.request(),
                        null);
    }

    private static boolean mayBeAccepted(CaseFile file) {
        return !file.progress().awaiting().isEmpty() && file.demolishedM2().compareTo(file.recordedM2()) <= 0;
    }

    private static boolean mayBeRestored(CaseFile file) {
        var progress = file.progress();
        return progress.passed() != null && progress.awaiting().isEmpty() && progress.restored() == null;
    }
}
