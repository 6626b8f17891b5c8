package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Examples.BATCH;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.PLACES;
import static org.chaiwei.ledger.violation.Examples.REASON;
import static org.chaiwei.ledger.violation.Examples.SITE;
import static org.chaiwei.ledger.violation.Examples.TODAY;
import static org.chaiwei.ledger.violation.Examples.correction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.ImportViolation;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowDemolished;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowZeroOn;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforePosting;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many lives of an entry, at random but repeatable by their seed: whatever is asked, in whatever order and for whatever day, the
 * figures that the events post never become impossible, on any business date, in any street, for any use.
 */
class ViolationSimulationTest {

    private static final String NUMBER = "110102013-2016-00077";
    private static final UUID ID = ViolationId.of(NUMBER);
    private static final LocalDate FIRST_DAY = LocalDate.of(2015, 11, 1);
    private static final int DAYS = 213; // to TODAY
    private static final List<String> STREETS = List.of("110102013", "110102014", "110102015");
    private static final int LIVES = 400;
    private static final int STEPS = 40;

    /** What the ledger keeps apart: a street's standing constructions of one use. */
    private record Account(String street, String use) {
        static Account of(Particulars entry) {
            return new Account(entry.street(), entry.use());
        }
    }

    /** How an event changes what stands, as legal-procedure's equation of areas has it. */
    private record Posting(Account account, LocalDate on, int count, BigDecimal areaM2) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20160101, 66682})
    void whatever_is_asked_no_account_ever_shows_less_than_nothing(long seed) {
        var random = new Random(seed);
        var reached = new HashSet<Class<?>>();
        for (int life = 0; life < LIVES; life++) live(random, reached, "seed " + seed + ", life " + life);

        assertThat(reached)
                .as("the walk has been everywhere")
                .contains(ViolationEvent.class.getPermittedSubclasses())
                .contains(
                        AlreadyRegistered.class,
                        AlreadyClosed.class,
                        AlreadyWithdrawn.class,
                        AreaBelowDemolished.class,
                        AreaBelowZeroOn.class,
                        DateBeforeLastEvent.class,
                        DateBeforePosting.class,
                        EntryInvalid.class,
                        NotRegistered.class,
                        NotWithdrawable.class,
                        ReasonRequired.class);
    }

    private static void live(Random random, Set<Class<?>> reached, String where) {
        ViolationState state = new ViolationState.Unregistered();
        var history = new ArrayList<ViolationEvent>();
        var postings = new ArrayList<Posting>();
        for (int step = 0; step < STEPS; step++) {
            var events = next(random, state, reached);
            for (var event : events) {
                assertThat(event.violation()).isEqualTo(ID);
                assertThat(event.occurredOn()).isBeforeOrEqualTo(TODAY);
                assertThat(event.entry().ledgerNumber()).isEqualTo(NUMBER);
                postings.addAll(postingsOf(event, postings));
                state = state.evolve(event);
                history.add(event);
                reached.add(event.getClass());
            }
            if (events.isEmpty()) continue;
            assertPossibleOnEveryDay(postings, where + ", step " + step);
            assertSumsToWhatStands(postings, state, where + ", step " + step);
        }
        assertThat(ViolationState.after(history)).as(where).isEqualTo(state);
        if (state instanceof ViolationState.Withdrawn)
            assertThat(ViolationDecider.decide(
                            new RegisterViolation(
                                    ID, Examples.registration(NUMBER, SITE, "1"), Examples.asked(OFFICE, TODAY)),
                            state,
                            PLACES))
                    .as("%s: withdrawn can be registered again", where)
                    .isInstanceOf(Decision.Accepted.class);
    }

    private static List<ViolationEvent> next(Random random, ViolationState state, Set<Class<?>> reached) {
        if (state instanceof ViolationState.Open(var entry) && random.nextInt(12) == 0)
            return demolition(random, entry);
        return switch (ViolationDecider.decide(anyCommand(random), state, PLACES)) {
            case Decision.Accepted(var events) -> events;
            case Decision.Refused(var refusal) -> {
                reached.add(refusal.getClass());
                yield List.of();
            }
        };
    }

    /** What another service's facts will do: a part is demolished, or all of the rest, and then the entry closes. */
    private static List<ViolationEvent> demolition(Random random, Entry entry) {
        var on = entry.lastEventOn();
        var rest = entry.remaining().m2();
        var part = rest.multiply(new BigDecimal("0.4")).setScale(2, RoundingMode.DOWN);
        if (random.nextInt(3) > 0 && part.signum() > 0)
            return List.of(new DemolitionPosted(ID, entry.particulars(), part, false, on));
        var closed = new LedgerClosed(
                ID, entry.particulars(), "DEMOLISHED", entry.recorded().m2(), false, on);
        return rest.signum() == 0
                ? List.of(closed)
                : List.of(new DemolitionPosted(ID, entry.particulars(), rest, false, on), closed);
    }

    private static ViolationCommand anyCommand(Random random) {
        var day = FIRST_DAY.plusDays(random.nextInt(DAYS));
        var asked = new Asked(OFFICE, day, TODAY, random.nextInt(6) == 0 ? null : REASON);
        return switch (random.nextInt(14)) {
            case 0, 1 -> new RegisterViolation(ID, anyRegistration(random), asked);
            case 2, 3 -> new ImportViolation(ID, anyRegistration(random), anyClearance(random, day), BATCH, asked);
            case 4, 5, 6 ->
                new CorrectViolation(ID, correction().area(anyArea(random)).build(), asked);
            case 7 ->
                new CorrectViolation(
                        ID,
                        correction()
                                .use(any(random, Use.values()))
                                .area(anyArea(random))
                                .build(),
                        asked);
            case 8 ->
                new CorrectViolation(
                        ID, correction().use(any(random, Use.values())).build(), asked);
            case 9 -> new ReassignStreet(ID, STREETS.get(random.nextInt(3)), null, null, null, asked);
            case 10 -> new AssignResponsiblePerson(ID, new UUID(0, random.nextInt(3)), asked);
            case 11 -> new TagViolation(ID, Set.of(any(random, Tag.values())), asked);
            default -> new WithdrawViolation(ID, asked);
        };
    }

    private static Registration anyRegistration(Random random) {
        return new Registration(
                NUMBER,
                LedgerKind.GENERAL,
                new Site(STREETS.get(random.nextInt(3)), null, null, null, "某处", null, null),
                any(random, Use.values()),
                new BigDecimal(anyArea(random)),
                new Building(null, null, null),
                FIRST_DAY,
                FoundBy.PATROL,
                Origin.NEW,
                Set.of(),
                0,
                null,
                null);
    }

    private static @Nullable PastClearance anyClearance(Random random, LocalDate registeredOn) {
        if (random.nextInt(3) > 0) return null;
        var demolishedOn = registeredOn.plusDays(random.nextInt(12) - 2);
        return new PastClearance(demolishedOn, demolishedOn.plusDays(random.nextInt(6) - 1));
    }

    private static String anyArea(Random random) {
        return BigDecimal.valueOf(random.nextInt(5_000), 2).toPlainString();
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static List<Posting> postingsOf(ViolationEvent event, List<Posting> before) {
        var at = Account.of(event.entry());
        return switch (event) {
            case ViolationRegistered e -> List.of(new Posting(at, e.occurredOn(), 1, e.areaM2()));
            case DemolitionPosted e ->
                List.of(new Posting(at, e.occurredOn(), 0, e.areaM2().negate()));
            case LedgerClosed e -> List.of(new Posting(at, e.occurredOn(), -1, BigDecimal.ZERO));
            case ViolationCorrected e ->
                List.of(
                        new Posting(
                                Account.of(e.before()),
                                e.occurredOn(),
                                -1,
                                e.demolishedM2().subtract(e.areaBeforeM2())),
                        new Posting(at, e.occurredOn(), 1, e.areaM2().subtract(e.demolishedM2())));
            case StreetReassigned e -> {
                var remaining = e.areaM2().subtract(e.demolishedM2());
                yield List.of(
                        new Posting(Account.of(e.before()), e.occurredOn(), -1, remaining.negate()),
                        new Posting(at, e.occurredOn(), 1, remaining));
            }
            case ViolationWithdrawn _ ->
                before.stream()
                        .map(p -> new Posting(p.account, p.on, -p.count, p.areaM2.negate()))
                        .toList();
            case ResponsiblePersonAssigned _, ViolationTagged _ -> List.of();
        };
    }

    private static void assertPossibleOnEveryDay(List<Posting> postings, String where) {
        Map<Account, TreeMap<LocalDate, Posting>> days = new HashMap<>();
        for (var p : postings)
            days.computeIfAbsent(p.account, _ -> new TreeMap<>())
                    .merge(p.on, p, (a, b) -> new Posting(a.account, a.on, a.count + b.count, a.areaM2.add(b.areaM2)));
        days.forEach((account, ofAccount) -> {
            int count = 0;
            var area = BigDecimal.ZERO;
            for (var day : ofAccount.values()) {
                count += day.count;
                area = area.add(day.areaM2);
                assertThat(count)
                        .as("%s: count of %s on %s", where, account, day.on)
                        .isBetween(0, 1);
                assertThat(area)
                        .as("%s: area of %s on %s", where, account, day.on)
                        .isNotNegative();
            }
        });
    }

    private static void assertSumsToWhatStands(List<Posting> postings, ViolationState state, String where) {
        var area = postings.stream().map(Posting::areaM2).reduce(BigDecimal.ZERO, BigDecimal::add);
        var count = postings.stream().mapToInt(Posting::count).sum();
        if (state instanceof ViolationState.Open(var entry)) {
            assertThat(entry.demolished()).as(where).isLessThanOrEqualTo(entry.recorded());
            assertThat(area).as(where).isEqualByComparingTo(entry.remaining().m2());
            assertThat(count).as(where).isOne();
        } else {
            assertThat(area).as(where).isZero();
            assertThat(count).as(where).isZero();
        }
    }
}
