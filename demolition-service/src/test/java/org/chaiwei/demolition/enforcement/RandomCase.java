package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.DISCOVERED;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.demolition.enforcement.CaseCommand.ConfirmDiscovery;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * A case and a ledger that talk to each other with delay: people ask for anything at any time, the ledger corrects, posts, refuses to post
 * and takes back, and its facts arrive later, some of them twice. Every step is held against what must always be true.
 *
 * @param events all that happened in the case
 * @param stage where it ended; null if the ledger never told of it
 */
public record RandomCase(
        UUID violation,
        List<CaseEvent> events,
        @Nullable Stage stage,
        BigDecimal recordedM2,
        BigDecimal awaitingM2,
        BigDecimal acceptedM2,
        BigDecimal demolishedM2,
        BigDecimal remainingM2) {

    private static final int STEPS = 60;
    private static final Instant NOW = Instant.parse("2016-05-20T02:00:00Z");

    /** One life from the registration on. */
    public static RandomCase lived(Random random) {
        return lived(random, new HashSet<>(), "a random life");
    }

    /** @param reached gets the types of all events and refusals met */
    static RandomCase lived(Random random, Set<Class<?>> reached, String where) {
        var life = new Life(new UUID(random.nextLong(), random.nextLong()), random, reached, where);
        life.run();
        if (!(life.state instanceof Known known))
            return new RandomCase(life.id, life.history, null, ZERO, ZERO, ZERO, ZERO, ZERO);
        var file = known.file();
        return new RandomCase(
                life.id,
                List.copyOf(life.history),
                CaseDetail.stageOf(known),
                file.recordedM2(),
                file.progress().awaitingM2(),
                file.progress().acceptedM2(),
                file.demolishedM2(),
                file.remainingM2());
    }

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    /** One entry and its case. */
    private static final class Life {

        private final UUID id;
        private final Random random;
        private final Set<Class<?>> reached;
        private final String where;
        private final FakeLedger ledger;
        private final Deque<HearFromLedger> onTheWay = new ArrayDeque<>();
        private final List<HearFromLedger> heard = new ArrayList<>();
        private final List<CaseEvent> history = new ArrayList<>();
        private CaseState state = CaseState.unknown();

        Life(UUID id, Random random, Set<Class<?>> reached, String where) {
            this.id = id;
            this.random = random;
            this.reached = reached;
            this.where = where;
            this.ledger = new FakeLedger(id, random, fact -> onTheWay.add(new HearFromLedger(id, fact(random), fact)));
        }

        private static UUID fact(Random random) {
            return new UUID(random.nextLong(), random.nextLong());
        }

        void run() {
            ledger.register();
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) ledger.anything();
                if (random.nextInt(2) == 0 && !onTheWay.isEmpty()) hear(onTheWay.remove());
                if (random.nextInt(10) == 0 && !heard.isEmpty()) {
                    var before = state;
                    hear(heard.get(random.nextInt(heard.size())));
                    assertThat(state).as("%s: a fact a second time", where).isEqualTo(before);
                }
                ask(anyCommand(), step);
                if (state instanceof Known known) holds(known, where + ", step " + step);
            }
            while (!onTheWay.isEmpty() || !ledger.inbox.isEmpty()) {
                if (!onTheWay.isEmpty()) hear(onTheWay.remove());
                ledger.takeInNext();
            }
            assertThat(CaseState.after(history)).as(where).isEqualTo(state);
            if (state instanceof Known known) settled(known);
        }

        private void hear(HearFromLedger fact) {
            take(CaseDecider.decide(fact, state, Examples.LAW));
            heard.add(fact);
        }

        private void ask(CaseCommand command, int step) {
            var before = state;
            if (CaseDecider.decide(command, state, Examples.LAW) instanceof Decision.Accepted(var events)
                    && before instanceof Known)
                assertThat(NextStep.in(before).stream().map(NextStep::step))
                        .as("%s, step %s: what is accepted had been offered: %s", where, step, events)
                        .contains(stepOf(events.getFirst(), before));
            take(CaseDecider.decide(command, state, Examples.LAW));
        }

        /** A failing acceptance is offered with the passing one, unless more is demolished than recorded. */
        private static Step stepOf(CaseEvent event, CaseState before) {
            return switch (event) {
                case CaseEvent.CaseFiled _ -> Step.FILING;
                case CaseEvent.DiscoveryConfirmed _ -> Step.DISCOVERY;
                case Demolished _ -> Step.DEMOLITION;
                case CaseEvent.WallSealed _ -> Step.SEALING;
                case CaseEvent.AcceptanceSigned _, AcceptancePassed _ -> Step.ACCEPTANCE;
                case AcceptanceFailed _ ->
                    NextStep.in(before).stream()
                            .map(NextStep::step)
                            .filter(Step.ACCEPTANCE::equals)
                            .findFirst()
                            .orElseGet(() -> NextStep.in(before).getFirst().step());
                case CaseEvent.RestorationCompleted _ -> Step.RESTORATION;
                case CaseEvent.FromLedger _, ProcedureEvent _, CooperationEvent _, ClockEvent _, HandlingEvent _ ->
                    throw new AssertionError(event);
            };
        }

        private void take(Decision decision) {
            switch (decision) {
                case Decision.Refused(var refusal) -> reached.add(refusal.getClass());
                case Decision.Accepted(var events) -> {
                    for (var event : events) {
                        if (event instanceof AcceptancePassed passed) twoPeopleOfTwoRoles(passed);
                        history.add(event);
                        reached.add(event.getClass());
                        state = state.evolve(event);
                        ledger.hear(event);
                    }
                }
            }
        }

        private void twoPeopleOfTwoRoles(AcceptancePassed passed) {
            assertThat(passed.firstSigner()).as(where).isNotEqualTo(passed.secondSigner());
            assertThat(Set.of(passed.firstRole(), passed.secondRole()))
                    .as(where)
                    .isEqualTo(Set.of("acceptance", "office"));
            for (var work : ((Known) state).file().progress().awaiting())
                assertThat(work.done().recordedBy())
                        .as("%s: nobody judges their own work", where)
                        .isNotIn(passed.firstSigner(), passed.secondSigner());
        }

        private static void holds(Known known, String where) {
            var file = known.file();
            var works = file.progress().works().stream()
                    .map(work -> work.done().areaM2())
                    .reduce(file.legacyM2(), BigDecimal::add);
            assertThat(file.demolishedM2()).as(where).isEqualByComparingTo(works);
            assertThat(file.progress().acceptedM2()).as(where).isLessThanOrEqualTo(file.demolishedM2());
            assertThat(file.remainingM2()).as(where).isNotNegative();
        }

        /** All facts are in: both sides say the same. */
        private void settled(Known known) {
            var file = known.file();
            assertThat(file.postedM2()).as("%s: posted", where).isEqualByComparingTo(ledger.posted);
            assertThat(known instanceof Closed).as("%s: closed", where).isEqualTo(ledger.closed);
            if (!ledger.registered) return;
            assertThat(file.recordedM2()).as("%s: recorded", where).isEqualByComparingTo(ledger.recorded);
            if (!ledger.hasAllPosted()) return;
            assertThat(file.demolishedM2())
                    .as("%s: demolished", where)
                    .isLessThanOrEqualTo(file.recordedM2())
                    .isEqualByComparingTo(ledger.posted);
        }

        private CaseCommand anyCommand() {
            var on = DISCOVERED.plusDays(random.nextInt(30));
            var at = OffsetDateTime.of(
                    on,
                    LocalTime.of(random.nextInt(24), 0),
                    BusinessClock.ZONE.getRules().getOffset(NOW));
            var left = state instanceof Known known ? known.file().remainingM2() : BigDecimal.ZERO;
            return switch (random.nextInt(14)) {
                case 0, 1 -> new FileCase(id, Examples.NUMBER, Track.EXISTING, DISCOVERED, anyone(Role.OFFICE));
                case 2 -> new ConfirmDiscovery(id, at, anyone(Role.STREET));
                case 3, 4 -> demolish(some(left), false, at);
                case 5 -> demolish(left.signum() > 0 ? left.toPlainString() : "1.00", true, at);
                case 6 -> new RecordSealing(id, fact(random), 2, Examples.PHOTOS, at, anyone(Role.STREET));
                case 7, 8, 9 -> new SignAcceptance(id, null, on, signer());
                case 10 -> new SignAcceptance(id, FailureCause.NOT_CLEARED, on, signer());
                case 11, 12 ->
                    new RecordRestoration(
                            id,
                            RestorationKind.GREENED,
                            "c".repeat(64),
                            DISCOVERED.plusDays(29),
                            anyone(Role.ENFORCEMENT));
                default -> demolish("5", random.nextBoolean(), at);
            };
        }

        private RecordDemolition demolish(String areaM2, boolean whole, OffsetDateTime at) {
            return new RecordDemolition(
                    id,
                    fact(random),
                    new BigDecimal(areaM2),
                    whole,
                    DemolishedBy.OWNER,
                    Examples.PHOTOS,
                    at,
                    anyone(Role.ENFORCEMENT));
        }

        private Asked signer() {
            return anyone(random.nextBoolean() ? Role.OFFICE : Role.ACCEPTANCE);
        }

        private String some(BigDecimal left) {
            var part =
                    left.multiply(BigDecimal.valueOf(random.nextInt(1, 110), 2)).setScale(2, RoundingMode.UP);
            return part.signum() > 0 ? part.toPlainString() : "0.01";
        }

        /** A few people who now act in one role and now in another. */
        private Asked anyone(Role role) {
            return new Asked(new Scope(role, Set.of(Examples.DASHILAR)), "u-" + random.nextInt(4), NOW, null);
        }
    }

    /** The ledger, as far as a case can tell: demolitions are posted in their order as far as there is room; what fails waits to pass. */
    private static final class FakeLedger {

        private enum Standing {
            POSTED,
            WAITING,
            FAILED
        }

        private static final class Reported {
            final Demolished demolished;
            Standing standing = Standing.WAITING;
            boolean accepted;

            Reported(Demolished demolished) {
                this.demolished = demolished;
            }
        }

        private final UUID id;
        private final Random random;
        private final Consumer<LedgerFact> tell;
        private final LedgerEntry entry = Examples.entry("WALL_OPENING", "NEW");
        private final Deque<CaseEvent> inbox = new ArrayDeque<>();
        private final List<Reported> reported = new ArrayList<>();
        private BigDecimal recorded = BigDecimal.ZERO;
        private BigDecimal posted = BigDecimal.ZERO;
        private boolean registered;
        private boolean closed;

        FakeLedger(UUID id, Random random, Consumer<LedgerFact> tell) {
            this.id = id;
            this.random = random;
            this.tell = tell;
        }

        void register() {
            registered = true;
            recorded = area("20.00");
            if (random.nextInt(6) == 0) tell.accept(relapse());
            tell.accept(new ViolationRegistered(
                    id, entry, recorded, DISCOVERED, "PATROL", null, false, DISCOVERED, null, "u-9"));
            if (random.nextInt(8) == 0) post(null, area("4.00"), true);
            postWhatFits();
        }

        void hear(CaseEvent event) {
            if (event instanceof Demolished || event instanceof AcceptanceFailed || event instanceof AcceptancePassed)
                inbox.add(event);
        }

        boolean hasAllPosted() {
            return reported.stream().allMatch(one -> one.standing == Standing.POSTED);
        }

        void takeInNext() {
            switch (inbox.poll()) {
                case Demolished e -> {
                    var one = new Reported(e);
                    reported.add(one);
                    postWhatFits();
                    if (one.standing == Standing.WAITING)
                        tell.accept(new DemolitionNotPosted(
                                id,
                                entry,
                                e.demolition(),
                                e.areaM2(),
                                left(),
                                !registered ? "WITHDRAWN" : closed ? "CLOSED" : "MORE_THAN_REMAINING",
                                DISCOVERED,
                                "u-9"));
                }
                case AcceptanceFailed _ -> {
                    var back = BigDecimal.ZERO;
                    for (var one : reported) {
                        if (one.accepted || (closed && one.standing == Standing.POSTED)) continue;
                        if (one.standing == Standing.POSTED) back = back.add(one.demolished.areaM2());
                        one.standing = Standing.FAILED;
                    }
                    posted = posted.subtract(back);
                    if (back.signum() > 0)
                        tell.accept(new DemolitionReversed(id, entry, back, left(), DISCOVERED, "u-9"));
                }
                case AcceptancePassed _ -> {
                    for (var one : reported) {
                        if (one.standing == Standing.FAILED) one.standing = Standing.WAITING;
                        one.accepted = true;
                    }
                    postWhatFits();
                }
                case null, default -> {}
            }
        }

        void anything() {
            if (!registered) {
                if (random.nextInt(3) == 0) register();
                return;
            }
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> takeInNext();
                case 5 -> correct(recorded.add(area("3.00")));
                case 6 -> correct(posted.max(area("0.01")));
                case 7 -> tell.accept(new ViolationTagged(id, entry, entry, DISCOVERED, "u-9"));
                case 8 -> tell.accept(new StreetReassigned(id, entry, entry, recorded, posted, DISCOVERED, "u-9"));
                case 9 -> {
                    if (closed) return;
                    closed = true;
                    tell.accept(new LedgerClosed(id, entry, "DEMOLISHED", recorded, false, DISCOVERED, "u-9"));
                }
                case 10, 11, 12, 13 -> {
                    if (!closed) return;
                    closed = false;
                    tell.accept(new LedgerClosingRevoked(
                            id, entry, "DEMOLISHED", DISCOVERED, recorded, "u-8", DISCOVERED, "u-9"));
                    postWhatFits();
                }
                case 14 -> tell.accept(relapse());
                default -> withdraw();
            }
        }

        /** Only an entry to which nothing has happened. */
        private void withdraw() {
            if (closed || posted.signum() > 0 || !reported.isEmpty() || !inbox.isEmpty()) return;
            registered = false;
            recorded = BigDecimal.ZERO;
            tell.accept(new ViolationWithdrawn(
                    id, entry, area("20.00"), DISCOVERED, area("0.00"), null, DISCOVERED, "u-9", null));
        }

        private void correct(BigDecimal to) {
            if (closed) return;
            var before = recorded;
            recorded = to;
            tell.accept(new ViolationCorrected(id, entry, entry, before, to, posted, DISCOVERED, "u-9"));
            postWhatFits();
        }

        private void postWhatFits() {
            if (closed || !registered) return;
            for (var one : reported) {
                if (one.standing != Standing.WAITING) continue;
                if (one.demolished.areaM2().compareTo(left()) > 0) return;
                one.standing = Standing.POSTED;
                post(one.demolished.demolition(), one.demolished.areaM2(), false);
            }
        }

        private void post(@Nullable UUID demolition, BigDecimal areaM2, boolean legacy) {
            posted = posted.add(areaM2);
            tell.accept(new DemolitionPosted(id, entry, demolition, areaM2, left(), legacy, DISCOVERED, "u-9"));
        }

        private RelapseDetected relapse() {
            return new RelapseDetected(
                    id, entry, Examples.CLOSED_BEFORE, area("1.00"), DISCOVERED, Examples.MAY_9_MORNING, "u-9");
        }

        private BigDecimal left() {
            return recorded.subtract(posted);
        }

        private static BigDecimal area(String m2) {
            return new BigDecimal(m2);
        }
    }
}
