package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Examples.ENTRY;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.m2;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.Cooperation.Restriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.AcknowledgeRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.LiftRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RefuseRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RequestRestriction;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A case in the hands of officials who try anything at any time, in any role, at any hour, and who now and then do what a refusal told
 * them was missing. Days pass between what they do. Each forced demolition that they get through is held against {@link EarnedByForce},
 * which knows nothing of the judge.
 */
public final class RandomProcedure {

    private static final int STEPS = 42;
    private static final List<Act> ACTS = EnumSet.complementOf(EnumSet.of(
                    Act.FILED,
                    Act.RIGHTS_NOT_NOTIFIED,
                    Act.NOTHING_LEFT,
                    Act.DEMOLISHED_BY_OWNER,
                    Act.DEMOLISHED_BY_AGREEMENT,
                    Act.DEMOLISHED_BY_FORCE,
                    Act.SEALED,
                    Act.ACCEPTED,
                    Act.RESTORED,
                    Act.PROPERTY_RESTRICTION_REQUESTED,
                    Act.LICENCE_RESTRICTION_REQUESTED))
            .stream()
            .toList();

    private final UUID id;
    private final Random random;
    private final Set<Object> reached;
    private final String where;
    private final List<CaseEvent> events = new ArrayList<>();
    private final List<UUID> remedies = new ArrayList<>();
    private CaseState state = CaseState.unknown();
    private LocalDate day;
    private @Nullable Act wanted;

    private RandomProcedure(Random random, Set<Object> reached, String where) {
        this.id = new UUID(random.nextLong(), random.nextLong());
        this.random = random;
        this.reached = reached;
        this.where = where;
        this.day = LocalDate.of(2013, 1, 4).plusDays(random.nextInt(9 * 365));
    }

    /** One life from the registration on, for those who only look at its events. */
    public static RandomCase lived(Random random) {
        var life = new RandomProcedure(random, new HashSet<>(), "a random procedure");
        life.walk();
        var known = (Known) life.state;
        var file = known.file();
        return new RandomCase(
                life.id,
                List.copyOf(life.events),
                CaseDetail.stageOf(known),
                file.recordedM2(),
                file.progress().awaitingM2(),
                file.progress().acceptedM2(),
                file.demolishedM2(),
                file.remainingM2());
    }

    /**
     * @param reached gets the types of all events and the kinds of all objections met
     * @return how many forced demolitions there were
     */
    static int lived(Random random, Set<Object> reached, String where) {
        var life = new RandomProcedure(random, reached, where);
        life.walk();
        life.goesOnToAnEnd();
        return (int) life.events.stream().filter(RandomProcedure::isByForce).count();
    }

    private static boolean isByForce(CaseEvent event) {
        return event instanceof Demolished demolished && demolished.by().equals("FORCE");
    }

    private void walk() {
        take(new HearFromLedger(
                id,
                new UUID(1, random.nextLong()),
                new ViolationRegistered(id, ENTRY, m2("20"), day, "PATROL", null, false, day, null, "street-1")));
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) day = day.plusDays(random.nextInt(random.nextInt(6) == 0 ? 200 : 20));
            switch (random.nextInt(9)) {
                case 0 -> file();
                case 1 -> force(random.nextInt(24), anyone());
                case 3, 4 -> goOn(step);
                case 2 -> {
                    if (random.nextInt(30) == 0)
                        take(demolition(
                                DemolishedBy.OWNER, random.nextInt(24), anyone(), random.nextBoolean() ? "20" : "5"));
                }
                case 5 -> cooperate();
                default -> {
                    var act = wanted != null && random.nextInt(4) > 0 ? wanted : ACTS.get(random.nextInt(ACTS.size()));
                    wanted = null;
                    tryStep(act);
                }
            }
        }
    }

    /** Somebody who means to get through. */
    private void goOn(int step) {
        if (!(state instanceof Known) || isAtAnEnd()) return;
        var refusal = take(demolition(DemolishedBy.FORCE, 10, anyone(), "20"));
        if (refusal != null) resolve(refusal, 1_000 + step, 0, new ArrayList<>());
    }

    private void tryStep(Act act) {
        if (act == Act.FILED) {
            file();
            return;
        }
        if (!ACTS.contains(act)) return;
        var role = random.nextInt(12) == 0 ? Role.values()[random.nextInt(9)] : Procedures.roleOf(act, day);
        take(step(act, role, anyone()));
    }

    private void file() {
        take(new FileCase(
                id, NUMBER, Track.values()[random.nextInt(3)], day, Procedures.by(anyone(), Role.ENFORCEMENT)));
    }

    /** Asks other departments for restrictions, answers for them, and lifts some by hand. */
    private void cooperate() {
        var before = state instanceof Known known ? known.file().cooperation().restrictions() : List.<Restriction>of();
        var some = before.isEmpty()
                ? new UUID(4, random.nextLong())
                : before.get(random.nextInt(before.size())).id();
        var kinds = RestrictionKind.values();
        switch (random.nextInt(5)) {
            case 0 -> cooperate(new AcknowledgeRestriction(some, day), Role.DEPARTMENT);
            case 1 -> cooperate(new RefuseRestriction(some, day), Role.DEPARTMENT);
            case 2 -> cooperate(new LiftRestriction(some, day), Role.OFFICE);
            default ->
                cooperate(
                        new RequestRestriction(
                                new UUID(4, random.nextLong()), kinds[random.nextInt(kinds.length)], day),
                        Role.ENFORCEMENT);
        }
    }

    private void cooperate(CooperationRequest request, Role role) {
        take(new Cooperate(id, request, Procedures.by(anyone(), role)));
    }

    /** None is forgotten: it holds only while the order on which it rests does. */
    private void noRestrictionOutlivesItsOrder() {
        if (!(state instanceof Known known)) return;
        var standing = known.file().standing();
        if (standing.contains(Act.ORDER_SERVED) || standing.contains(Act.STOP_SERVED)) return;
        for (var restriction : known.file().cooperation().restrictions())
            if (restriction.holds()) throw new AssertionError(where + ": forgotten " + restriction + "\n" + events);
    }

    private void force(int hour, String by) {
        take(demolition(DemolishedBy.FORCE, hour, by, "20"));
    }

    private RecordDemolition demolition(DemolishedBy how, int hour, String by, String areaM2) {
        var left = state instanceof Known known && known.file().remainingM2().signum() > 0
                ? known.file().remainingM2().min(m2(areaM2))
                : m2(areaM2);
        return new RecordDemolition(
                id,
                new UUID(2, random.nextLong()),
                left,
                false,
                how,
                Examples.PHOTOS,
                Procedures.at(day, hour),
                Procedures.by(by, Role.ENFORCEMENT));
    }

    private TakeStep step(Act act, Role role, String by) {
        var remedy = switch (act) {
            case REVIEW_FILED, SUIT_FILED -> {
                remedies.add(new UUID(3, random.nextLong()));
                yield remedies.getLast();
            }
            default -> remedies.isEmpty() ? Procedures.REMEDY : remedies.get(random.nextInt(remedies.size()));
        };
        var step = act == Act.SUIT_ENDED && random.nextInt(3) == 0
                ? new ProcedureEvent.RemedyEnded(
                        id,
                        remedy,
                        "SUIT",
                        "REVOKED",
                        random.nextBoolean() ? "ORDER" : "FORCED_DEMOLITION_DECISION",
                        Procedures.PAPER,
                        by,
                        role.claim(),
                        day)
                : Procedures.step(id, act, day, by, role, remedy);
        return new TakeStep(id, step, Procedures.by(by, role));
    }

    private String anyone() {
        return "u-" + random.nextInt(6);
    }

    /** @return why not; null where it was done */
    private @Nullable CaseRefusal take(CaseCommand command) {
        switch (CaseDecider.decide(command, state, LAW)) {
            case Decision.Accepted(var accepted) -> {
                for (var event : accepted) {
                    if (isByForce(event)) EarnedByForce.check(events, (Demolished) event, where);
                    events.add(event);
                    reached.add(event.getClass());
                    state = state.evolve(event);
                    if (event instanceof ProcedureEvent.SubstituteDecided) wanted = Act.SUBSTITUTE_PERFORMED;
                    if (event instanceof ProcedureEvent.AgreementMade) wanted = Act.INSTALMENT_KEPT;
                    if (event instanceof ProcedureEvent.PlanningOpinionGiven given
                            && given.opinion().equals("CORRECTABLE")) wanted = Act.RECTIFICATION_ORDERED;
                    if (event instanceof ProcedureEvent.RectificationOrdered)
                        wanted = random.nextBoolean() ? Act.RECTIFIED : Act.NOT_RECTIFIED;
                }
                noRestrictionOutlivesItsOrder();
                return null;
            }
            case Decision.Refused(var refusal) -> {
                if (refusal instanceof Unlawful unlawful) {
                    reached.add(unlawful.kind());
                    if (unlawful.article().isEmpty() && unlawful.kind() != Kind.NO_RULES_FOR_THAT_DAY)
                        throw new AssertionError(where + ": no article stands against it: " + unlawful);
                    if (!unlawful.missing().isEmpty()) {
                        var missing = unlawful.missing()
                                .get(random.nextInt(unlawful.missing().size()));
                        if (missing.roles().isEmpty()) throw new AssertionError(where + ": nobody supplies " + missing);
                        wanted = missing.step();
                    }
                }
                return refusal;
            }
        }
    }

    /**
     * From wherever the walk ended, following nothing but what the refusals say, the case comes to an end: demolished by force, or ended
     * otherwise.
     */
    private void goesOnToAnEnd() {
        var trace = new ArrayList<String>();
        for (int tries = 0; tries < 150; tries++) {
            if (isAtAnEnd()) return;
            var refusal = take(demolition(DemolishedBy.FORCE, 10, "u-executor-" + tries, "20"));
            if (refusal == null) return;
            trace.add(day + " force: " + refusal.code());
            if (!resolve(refusal, tries, 0, trace)) break;
        }
        throw new AssertionError(where + ": no lawful way on from " + CaseDetail.stageOf((Known) state) + "\n"
                + String.join("\n", trace.subList(Math.max(0, trace.size() - 14), trace.size())) + "\n" + events);
    }

    private boolean isAtAnEnd() {
        var file = ((Known) state).file();
        return file.remainingM2().signum() == 0 || file.standing().contains(Act.TERMINATED);
    }

    /** Does one thing about what a refusal says. */
    private boolean resolve(CaseRefusal refusal, int tries, int depth, List<String> trace) {
        if (depth > 12) return false;
        if (refusal instanceof CaseRefusal.NotReady) {
            return take(new FileCase(
                                    id,
                                    NUMBER,
                                    Track.values()[tries % 3],
                                    day,
                                    Procedures.by("u-filer-" + tries, Role.ENFORCEMENT)))
                            == null
                    || doAct(Act.VERIFIED, tries, depth, trace);
        }
        if (!(refusal instanceof Unlawful unlawful)) return false;
        if (!unlawful.standing().isEmpty() && unlawful.kind() != Kind.DUTIES_NOT_SEPARATE)
            return unblock(unlawful.standing().getFirst(), tries, depth, trace);
        if (!unlawful.missing().isEmpty())
            return doAct(unlawful.missing().getFirst().step(), tries, depth, trace);
        if (unlawful.earliestLawfulDate() != null) {
            day = unlawful.earliestLawfulDate();
            return true;
        }
        if (unlawful.kind() == Kind.PERIOD_OVER)
            return doAct(
                    unlawful.rule().equals("order-within-ninety-days") ? Act.TIME_EXTENDED : Act.TERMINATED,
                    tries,
                    depth,
                    trace);
        return false;
    }

    private boolean unblock(Act blocking, int tries, int depth, List<String> trace) {
        return switch (blocking) {
            case SUIT_FILED -> end(Act.SUIT_ENDED, tries, trace);
            case REVIEW_FILED -> end(Act.REVIEW_ENDED, tries, trace);
            case SUSPENDED -> doAct(Act.RESUMED, tries, depth, trace);
            case AGREEMENT_MADE -> doAct(Act.AGREEMENT_BROKEN, tries, depth, trace);
            case DISMISSED -> doAct(Act.VERIFIED, tries, depth, trace);
            case OPINION_LAWFUL, OPINION_CORRECTABLE -> doAct(Act.OPINION_UNLAWFUL, tries, depth, trace);
            case ORDER_ISSUED -> doAct(Act.ORDER_REVOKED, tries, depth, trace);
            default -> false;
        };
    }

    private boolean end(Act end, int tries, List<String> trace) {
        for (var remedy : remedies)
            if (take(new TakeStep(
                            id,
                            Procedures.step(id, end, day, "u-law-" + tries, Role.LEGAL, remedy),
                            Procedures.by("u-law-" + tries, Role.LEGAL)))
                    == null) {
                trace.add(day + " " + end);
                return true;
            }
        return false;
    }

    private boolean doAct(Act act, int tries, int depth, List<String> trace) {
        if (act == Act.FILED) return false;
        var by = "u-" + act + "-" + tries;
        var refusal = take(step(act, Procedures.roleOf(act, day), by));
        trace.add(day + " " + "  ".repeat(depth) + act + ": " + (refusal == null ? "done" : refusal.code()));
        return refusal == null || resolve(refusal, tries, depth + 1, trace);
    }
}
