package org.chaiwei.accountability.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionCommand.AnswerFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.Asked;
import org.chaiwei.accountability.inspection.InspectionCommand.CloseInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.ConfirmFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.GiveTask;
import org.chaiwei.accountability.inspection.InspectionCommand.OpenInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.RecordFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.WithdrawFinding;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.accountability.inspection.InspectionRefusal.DeadlineTooEarly;
import org.chaiwei.accountability.inspection.InspectionRefusal.DoneByYou;
import org.chaiwei.accountability.inspection.InspectionRefusal.FindingDecided;
import org.chaiwei.accountability.inspection.InspectionRefusal.FindingRestsOnNothing;
import org.chaiwei.accountability.inspection.InspectionRefusal.FindingUnknown;
import org.chaiwei.accountability.inspection.InspectionRefusal.InspectionIsClosed;
import org.chaiwei.accountability.inspection.InspectionRefusal.InspectionTooLarge;
import org.chaiwei.accountability.inspection.InspectionRefusal.InspectionUnfinished;
import org.chaiwei.accountability.inspection.InspectionRefusal.NoTaskFromFinding;
import org.chaiwei.accountability.inspection.InspectionRefusal.NotYourDecision;
import org.chaiwei.accountability.inspection.InspectionRefusal.NotYourUnitsTask;
import org.chaiwei.accountability.inspection.InspectionRefusal.TaskTextRequired;
import org.chaiwei.accountability.inspection.InspectionRefusal.UnitNotHeard;
import org.chaiwei.accountability.inspection.InspectionState.Finding;
import org.chaiwei.accountability.inspection.InspectionState.Opened;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.accountability.inspection.InspectionState.Unopened;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The rules of an inspection: supervision writes it, the unit answers, and it ends when nothing is left open. Pure. */
final class InspectionDecider {

    /** Findings of an inspection, and tasks that come of it. */
    static final int MOST = 100;

    static final int ANSWERS_MAX = 20;

    private InspectionDecider() {}

    static Decision decide(InspectionCommand command, InspectionState state) {
        return switch (state) {
            case Unopened _ -> {
                if (command instanceof OpenInspection c) yield open(c);
                throw new IllegalStateException("there is no inspection " + command.inspection());
            }
            case Opened inspection -> {
                var refusal = mayNot(command, inspection);
                if (refusal != null) yield Decision.refuse(refusal);
                yield switch (command) {
                    case OpenInspection _ -> Decision.accept();
                    case RecordFinding c -> record(c, inspection);
                    case AnswerFinding c -> answer(c, inspection);
                    case ConfirmFinding c -> confirm(c, inspection);
                    case WithdrawFinding c -> withdraw(c, inspection);
                    case GiveTask c -> task(c, inspection);
                    case CloseInspection c -> close(c, inspection);
                };
            }
        };
    }

    private static @Nullable InspectionRefusal mayNot(InspectionCommand c, Opened inspection) {
        if (c instanceof AnswerFinding) {
            if (!inspection.unit().has(c.asked().actor()))
                return new NotYourUnitsTask(inspection.unit().code());
        } else if (!isSupervision(c.asked())) {
            return onlySupervision();
        }
        var closed = inspection.closed();
        return closed == null ? null : new InspectionIsClosed(closed.occurredOn());
    }

    private static Decision open(OpenInspection c) {
        if (!isSupervision(c.asked())) return Decision.refuse(onlySupervision());
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        return Decision.accept(new InspectionOpened(
                c.inspection(),
                c.unit().code(),
                c.subjects(),
                c.from(),
                c.to(),
                text,
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision record(RecordFinding c, Opened inspection) {
        if (inspection.findings().containsKey(c.finding())) return Decision.accept();
        if (inspection.findings().size() >= MOST) return Decision.refuse(new InspectionTooLarge(MOST));
        if (c.kind() == FindingKind.FALSIFIED_RECORD && c.references().isEmpty())
            return Decision.refuse(new FindingRestsOnNothing());
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        return Decision.accept(new FindingRecorded(
                c.inspection(),
                c.finding(),
                inspection.unit().code(),
                c.kind(),
                c.severity(),
                c.references(),
                c.answerUntil(),
                text,
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision answer(AnswerFinding c, Opened inspection) {
        var finding = inspection.findings().get(c.finding());
        if (finding == null) return Decision.refuse(new FindingUnknown(c.finding()));
        if (finding.standing() != Standing.OPEN) return Decision.refuse(new FindingDecided(finding.standing()));
        if (finding.answers().size() >= ANSWERS_MAX) return Decision.refuse(new InspectionTooLarge(ANSWERS_MAX));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        return Decision.accept(new FindingAnswered(
                c.inspection(),
                c.finding(),
                text,
                c.references(),
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision confirm(ConfirmFinding c, Opened inspection) {
        var finding = inspection.findings().get(c.finding());
        if (finding == null) return Decision.refuse(new FindingUnknown(c.finding()));
        if (finding.standing() != Standing.OPEN) return Decision.refuse(new FindingDecided(finding.standing()));
        var recorded = finding.recorded();
        var asked = c.asked();
        if (recorded.kind().isWrong()
                && finding.answers().isEmpty()
                && !asked.occurredOn().isAfter(recorded.answerUntil()))
            return Decision.refuse(new UnitNotHeard(recorded.answerUntil()));
        if (recorded.kind() == FindingKind.FALSIFIED_RECORD
                && recorded.actor().equals(asked.actor().id())) return Decision.refuse(new DoneByYou());
        return Decision.accept(new FindingConfirmed(
                c.inspection(),
                c.finding(),
                recorded.unit(),
                recorded.kind(),
                recorded.severity(),
                asked.remark(),
                asked.actor().id(),
                asked.occurredOn()));
    }

    private static Decision withdraw(WithdrawFinding c, Opened inspection) {
        var finding = inspection.findings().get(c.finding());
        if (finding == null) return Decision.refuse(new FindingUnknown(c.finding()));
        if (finding.standing() == Standing.WITHDRAWN) return Decision.refuse(new FindingDecided(finding.standing()));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        var recorded = finding.recorded();
        return Decision.accept(new FindingWithdrawn(
                c.inspection(),
                c.finding(),
                recorded.unit(),
                recorded.kind(),
                text,
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision task(GiveTask c, Opened inspection) {
        var finding = inspection.findings().get(c.finding());
        if (finding == null) return Decision.refuse(new FindingUnknown(c.finding()));
        if (inspection.tasks().stream().anyMatch(given -> given.task().equals(c.task()))) return Decision.accept();
        if (inspection.tasks().size() >= MOST) return Decision.refuse(new InspectionTooLarge(MOST));
        var kind = finding.recorded().kind();
        if (!kind.isWrong() || finding.standing() == Standing.WITHDRAWN)
            return Decision.refuse(new NoTaskFromFinding(kind, finding.standing()));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        if (c.dueOn().isBefore(c.asked().occurredOn()))
            return Decision.refuse(new DeadlineTooEarly(c.asked().occurredOn()));
        var unit = c.unit() == null ? inspection.unit() : c.unit();
        return Decision.accept(new FindingTasked(
                c.inspection(),
                c.finding(),
                c.task(),
                unit.code(),
                c.responsible(),
                c.dueOn(),
                text,
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision close(CloseInspection c, Opened inspection) {
        var findings = new ArrayList<UUID>();
        for (var one : inspection.findings().values()) if (one.standing() == Standing.OPEN) findings.add(id(one));
        var tasks = new ArrayList<UUID>();
        for (var one : inspection.tasks()) if (!c.ended().contains(one.task())) tasks.add(one.task());
        if (!findings.isEmpty() || !tasks.isEmpty())
            return Decision.refuse(new InspectionUnfinished(List.copyOf(findings), List.copyOf(tasks)));
        return Decision.accept(new InspectionClosed(
                c.inspection(),
                c.asked().remark(),
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static UUID id(Finding finding) {
        return finding.recorded().finding();
    }

    private static boolean isSupervision(Asked asked) {
        return asked.actor().role() == Role.SUPERVISION;
    }

    private static InspectionRefusal onlySupervision() {
        return new NotYourDecision(List.of(Role.SUPERVISION.claim()));
    }
}
