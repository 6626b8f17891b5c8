package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.chaiwei.accountability.target.TargetCommand.RecordDecision;
import org.chaiwei.accountability.target.TargetCommand.ReviseTarget;
import org.chaiwei.accountability.target.TargetCommand.SetStreetParts;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.accountability.target.TargetEvent.Part;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.chaiwei.accountability.target.TargetRefusal.BeforeLastRevision;
import org.chaiwei.accountability.target.TargetRefusal.DecidedSo;
import org.chaiwei.accountability.target.TargetRefusal.NotForDecision;
import org.chaiwei.accountability.target.TargetRefusal.NotYourDecision;
import org.chaiwei.accountability.target.TargetRefusal.NothingRemained;
import org.chaiwei.accountability.target.TargetRefusal.NothingToRevise;
import org.chaiwei.accountability.target.TargetRefusal.TargetAlreadySet;
import org.chaiwei.accountability.target.TargetRefusal.TargetInvalid;
import org.chaiwei.accountability.target.TargetRefusal.TargetReasonRequired;
import org.chaiwei.accountability.target.TargetRefusal.TargetUnknown;
import org.chaiwei.accountability.target.TargetState.Standing;
import org.chaiwei.accountability.target.TargetState.Unset;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.security.Role;

/** The rules of targets. Pure. */
final class TargetDecider {

    static final Set<String> SOURCES = Set.of("PLAN", "DISTRICT", "CITY");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)*");
    private static final int CODE_LENGTH_MAX = 40;

    /** Tags and ledger kinds are the ledger's identifiers; new ones may come. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Z0-9_]{1,40}");

    private static final BigDecimal AREA_MAX = new BigDecimal("99999999.99");

    private TargetDecider() {}

    static Decision decide(TargetCommand command, TargetState state) {
        var may = switch (command) {
            case RecordDecision _ -> Role.LEADER;
            case SetTarget _, ReviseTarget _, SetStreetParts _ -> Role.OFFICE;
        };
        var role = command.asked().role();
        if (role != may && role != Role.SYSTEM) return Decision.refuse(new NotYourDecision(List.of(may.claim())));
        return switch (command) {
            case SetTarget c -> set(c, state);
            case ReviseTarget c ->
                state instanceof Standing standing ? revise(c, standing) : Decision.refuse(new TargetUnknown());
            case SetStreetParts c ->
                state instanceof Standing standing ? divide(c, standing) : Decision.refuse(new TargetUnknown());
            case RecordDecision c ->
                state instanceof Standing standing ? judge(c, standing) : Decision.refuse(new TargetUnknown());
        };
    }

    private static Decision set(SetTarget c, TargetState state) {
        return switch (state) {
            case Standing standing ->
                c.asked().role() == Role.SYSTEM
                        ? Decision.accept()
                        : Decision.refuse(new TargetAlreadySet(standing.code()));
            case Unset _ -> {
                var errors = errorsOf(c);
                yield errors.isEmpty()
                        ? Decision.accept(new TargetSet(
                                c.target(),
                                c.code(),
                                c.goal(),
                                c.effectiveFrom(),
                                c.asked().occurredOn()))
                        : Decision.refuse(new TargetInvalid(errors));
            }
        };
    }

    private static Decision revise(ReviseTarget c, Standing state) {
        var reason = c.asked().reason();
        if (reason == null) return Decision.refuse(new TargetReasonRequired());
        if (c.effectiveFrom().isBefore(state.effectiveFrom()))
            return Decision.refuse(new BeforeLastRevision(state.effectiveFrom()));
        var goal = state.goal()
                .revised(
                        c.value() == null ? state.goal().value() : c.value(),
                        c.due() == null ? state.goal().due() : c.due());
        if (goal.value().compareTo(state.goal().value()) == 0
                && goal.due().equals(state.goal().due())) return Decision.refuse(new NothingToRevise());
        var errors = errorsOf(goal);
        if (!errors.isEmpty()) return Decision.refuse(new TargetInvalid(errors));
        var revised = new TargetRevised(
                c.target(),
                state.code(),
                state.revision() + 1,
                goal.value(),
                goal.due(),
                c.effectiveFrom(),
                reason,
                c.asked().occurredOn());
        var parts = state.parts();
        if (parts == null || !goal.divisible()) return Decision.accept(revised);
        // A new value is divided as the old one was: what the ledger says by now must not move a street's part.
        return Decision.accept(
                revised,
                parts(
                        c,
                        state.code(),
                        revised.revision(),
                        goal,
                        parts.basisOn(),
                        parts.basisKnownAt(),
                        remaining(parts)));
    }

    private static Decision divide(SetStreetParts c, Standing state) {
        if (!state.goal().divisible()) return Decision.accept();
        if (c.remainingM2().values().stream().allMatch(area -> area.signum() <= 0))
            return Decision.refuse(new NothingRemained(c.basisOn()));
        var now =
                parts(c, state.code(), state.revision(), state.goal(), c.basisOn(), c.basisKnownAt(), c.remainingM2());
        var before = state.parts();
        var same = before != null
                && before.revision() == now.revision()
                && before.basisOn().equals(now.basisOn())
                && before.parts().equals(now.parts());
        return same ? Decision.accept() : Decision.accept(now);
    }

    private static Decision judge(RecordDecision c, Standing state) {
        var reason = c.asked().reason();
        if (!state.goal().leftToAPerson())
            return Decision.refuse(new NotForDecision(state.goal().wording()));
        if (reason == null) return Decision.refuse(new TargetReasonRequired());
        if (state.decidedMet() != null && state.decidedMet() == c.met()) return Decision.refuse(new DecidedSo());
        return Decision.accept(new TargetDecisionRecorded(
                c.target(),
                state.code(),
                state.revision(),
                c.met(),
                reason,
                c.asked().occurredOn()));
    }

    private static StreetPartsSet parts(
            TargetCommand c,
            String code,
            int revision,
            Goal goal,
            LocalDate basisOn,
            long basisKnownAt,
            SortedMap<String, BigDecimal> remainingM2) {
        // More demolished than recorded somewhere: that street has nothing left, which weighs nothing.
        var weights = new TreeMap<String, BigDecimal>();
        remainingM2.forEach((street, area) -> weights.put(street, area.max(BigDecimal.ZERO)));
        var scale = goal.metricOf().unit() == Metric.Unit.AREA_M2 ? 2 : 0;
        return new StreetPartsSet(
                c.target(),
                code,
                revision,
                basisOn,
                basisKnownAt,
                LargestRemainder.parts(goal.value(), weights).entrySet().stream()
                        .map(part -> new Part(
                                part.getKey(),
                                remainingM2.getOrDefault(part.getKey(), BigDecimal.ZERO),
                                part.getValue().setScale(scale)))
                        .toList(),
                c.asked().occurredOn());
    }

    private static SortedMap<String, BigDecimal> remaining(StreetPartsSet parts) {
        var remaining = new TreeMap<String, BigDecimal>();
        parts.parts().forEach(part -> remaining.put(part.street(), part.remainingM2()));
        return remaining;
    }

    private static List<FieldError> errorsOf(SetTarget c) {
        var errors = new ArrayList<FieldError>();
        if (c.code().length() > CODE_LENGTH_MAX || !CODE.matcher(c.code()).matches())
            errors.add(new FieldError("id", "target-code"));
        errors.addAll(errorsOf(c.goal()));
        if (c.asked().role() != Role.SYSTEM && c.goal().source().equals("PLAN"))
            errors.add(new FieldError("source", "not-one-of", Map.of("allowed", List.of("CITY", "DISTRICT"))));
        return errors;
    }

    private static List<FieldError> errorsOf(Goal goal) {
        var errors = new ArrayList<FieldError>();
        if (!SOURCES.contains(goal.source()))
            errors.add(new FieldError(
                    "source",
                    "not-one-of",
                    Map.of("allowed", SOURCES.stream().sorted().toList())));
        if (Operator.of(goal.operator()).isEmpty())
            errors.add(new FieldError("operator", "not-one-of", Map.of("allowed", signs())));
        if (goal.from() != null && goal.due().isBefore(goal.from()))
            errors.add(new FieldError("due", "below-its-start", Map.of("start", "from")));
        if (!goal.anyTag().stream().allMatch(tag -> IDENTIFIER.matcher(tag).matches()))
            errors.add(new FieldError("anyTag", "malformed"));
        if (goal.ledgerKind() != null && !IDENTIFIER.matcher(goal.ledgerKind()).matches())
            errors.add(new FieldError("ledgerKind", "malformed"));
        var metric = Metric.of(goal.metric());
        if (metric.isEmpty()) errors.add(new FieldError("metric", "not-one-of", Map.of("allowed", metrics())));
        else errors.addAll(errorsOf(goal, metric.get()));
        return errors;
    }

    private static List<FieldError> errorsOf(Goal goal, Metric metric) {
        var errors = new ArrayList<FieldError>();
        var value = goal.value().stripTrailingZeros();
        var wrong = value.signum() < 0
                || switch (metric.unit()) {
                    case AREA_M2 -> value.scale() > 2 || value.compareTo(AREA_MAX) > 0;
                    case COUNT -> value.scale() > 0 || value.compareTo(AREA_MAX) > 0;
                    case SHARE -> value.scale() > 4 || value.compareTo(BigDecimal.ONE) > 0;
                    case YES_NO -> value.compareTo(BigDecimal.ONE) != 0;
                };
        if (wrong) errors.add(new FieldError("value", "not-a-value-of", Map.of("unit", metric.unit())));
        if (metric == Metric.DEMOLISHED_AREA && goal.from() == null) errors.add(new FieldError("from", "missing"));
        var needsEntries = switch (metric) {
            case CLOSED_SHARE, STANDING -> goal.anyTag().isEmpty() && goal.ledgerKind() == null;
            case LEDGER_DRAWN_UP, RESTORED_SHARE -> goal.ledgerKind() == null;
            default -> false;
        };
        if (needsEntries) errors.add(new FieldError("ledgerKind", "missing"));
        return errors;
    }

    private static List<String> signs() {
        return Arrays.stream(Operator.values()).map(Operator::sign).toList();
    }

    private static List<String> metrics() {
        return Arrays.stream(Metric.values()).map(Metric::code).toList();
    }
}
