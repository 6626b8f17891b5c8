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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.Duplicated;
import org.chaiwei.ledger.violation.ViolationCommand.Found;
import org.chaiwei.ledger.violation.ViolationCommand.ImportViolation;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptanceFailure;
import org.chaiwei.ledger.violation.ViolationCommand.PostCaseFiling;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.PostRestoration;
import org.chaiwei.ledger.violation.ViolationCommand.PostSealing;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.Sighting;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRelapsed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowDemolished;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowZeroOn;
import org.chaiwei.ledger.violation.ViolationRefusal.ClosingNotReady;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforePosting;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NoSuchSuspicion;
import org.chaiwei.ledger.violation.ViolationRefusal.NotClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.NothingToRelapse;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationAlreadyRequested;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationNotRequested;
import org.chaiwei.platform.security.Scope;
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
    private static final int STEPS = 90;
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final OffsetDateTime SEEN_AT = OffsetDateTime.parse("2016-05-20T09:30:00+08:00");

    /** That some closed entry's construction stands again as this one. */
    private static final RelapseConfirmed RELAPSE_HERE = new RelapseConfirmed(
            new UUID(1, 1),
            Examples.registration(NUMBER, SITE, "1.00").particulars(),
            new UUID(7, 99),
            ID,
            NUMBER,
            new BigDecimal("9.90"),
            "STORAGE",
            null,
            null,
            "PATROL",
            FIRST_DAY,
            null,
            PHOTO,
            "DEMOLISHED",
            new BigDecimal("14.85"),
            SEEN_AT,
            FIRST_DAY.plusDays(20));

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
                        AlreadyRelapsed.class,
                        AnotherPersonNeeded.class,
                        ClosingNotReady.class,
                        NoSuchSuspicion.class,
                        NotClosed.class,
                        NothingToRelapse.class,
                        RevocationAlreadyRequested.class,
                        RevocationNotRequested.class,
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
            assertNothingIsToldTwice(history, where + ", step " + step);
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
        return switch (ViolationDecider.decide(anyCommand(random, state), state, PLACES)) {
            case Decision.Accepted(var events) -> events;
            case Decision.Refused(var refusal) -> {
                reached.add(refusal.getClass());
                yield List.of();
            }
        };
    }

    private static ViolationCommand anyCommand(Random random, ViolationState state) {
        var day = random.nextInt(4) == 0 ? TODAY : FIRST_DAY.plusDays(random.nextInt(DAYS));
        var asked = new Asked(OFFICE, day, TODAY, random.nextInt(6) == 0 ? null : REASON);
        var fact = new Asked(Scope.SYSTEM, day, TODAY, null);
        var someone = "u-" + random.nextInt(3);
        return switch (random.nextInt(34)) {
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
            case 12, 13, 14 ->
                new PostDemolition(
                        ID, anyFact(random), new UUID(9, random.nextInt(500)), demolished(random, state), fact);
            case 15, 16, 17 ->
                new PostAcceptance(ID, anyFact(random), BigDecimal.ONE, random.nextBoolean(), Story.BOTH, fact);
            case 18 -> new PostAcceptanceFailure(ID, anyFact(random), random.nextBoolean(), "STILL_STANDING", fact);
            case 19 -> new PostSealing(ID, anyFact(random), UUID.randomUUID(), random.nextInt(3), fact);
            case 20 ->
                random.nextBoolean()
                        ? new PostCaseFiling(ID, anyFact(random), "1", "EXISTING", fact)
                        : new PostRestoration(ID, anyFact(random), "GREENED", fact);
            case 21 ->
                new CloseLedger(
                        ID, any(random, Ground.values()), anyBasis(random, day), anyDuplicated(random), someone, asked);
            case 22, 23 -> new RequestClosingRevocation(ID, someone, asked);
            case 24 -> new ApproveClosingRevocation(ID, someone, asked);
            case 25 ->
                random.nextInt(3) == 0
                        ? new DeclineClosingRevocation(ID, someone, asked)
                        : new ApproveClosingRevocation(ID, someone, asked);
            case 26, 27 -> new SuspectRelapse(ID, anySighting(random), new BigDecimal("4.2"), someone, asked);
            case 28 ->
                new ConfirmRelapse(
                        ID,
                        sighting(random),
                        new Found(new BigDecimal(anyArea(random)), null, null, null, PHOTO, SEEN_AT),
                        someone,
                        asked);
            case 29 -> new DismissSuspicion(ID, sighting(random), asked);
            case 30 -> new RecordPatrol(ID, random.nextBoolean() ? anySighting(random) : null, PHOTO, someone, asked);
            case 31 -> new RegisterRelapse(ID, RELAPSE_HERE, SITE, fact);
            default -> new WithdrawViolation(ID, asked);
        };
    }

    /** Often what is left, so that entries close; sometimes anything. */
    private static BigDecimal demolished(Random random, ViolationState state) {
        if (state instanceof ViolationState.Open(var entry) && random.nextInt(3) > 0) {
            var rest = entry.remaining().m2();
            var part = random.nextBoolean()
                    ? rest
                    : rest.multiply(new BigDecimal("0.4")).setScale(2, RoundingMode.DOWN);
            if (part.signum() > 0) return part;
        }
        return new BigDecimal(anyArea(random)).add(new BigDecimal("0.01"));
    }

    /** Few enough that the same one comes again. */
    private static UUID anyFact(Random random) {
        return new UUID(8, random.nextInt(400));
    }

    private static UUID sighting(Random random) {
        return new UUID(7, random.nextInt(3));
    }

    private static Sighting anySighting(Random random) {
        return new Sighting(sighting(random), FoundBy.PATROL, null, PHOTO, SEEN_AT);
    }

    private static ClosingBasis anyBasis(Random random, LocalDate day) {
        return random.nextInt(4) == 0
                ? ClosingBasis.NONE
                : new ClosingBasis("7", day, "u-legal", new UUID(1, 1), "7", day, "西城区人民法院");
    }

    private static Duplicated anyDuplicated(Random random) {
        return random.nextInt(3) == 0 ? any(random, Duplicated.values()) : Duplicated.ON_THE_LEDGER;
    }

    private static Registration anyRegistration(Random random) {
        return new Registration(
                NUMBER,
                random.nextInt(4) == 0 ? LedgerKind.WALL_OPENING : LedgerKind.GENERAL,
                new Site(STREETS.get(random.nextInt(3)), null, null, null, "某处", null, null),
                any(random, Use.values()),
                new BigDecimal(anyArea(random)),
                new Building(null, null, null),
                FIRST_DAY,
                FoundBy.PATROL,
                Origin.NEW,
                Set.of(),
                2,
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
            case AcceptanceFailurePosted e -> List.of(new Posting(at, e.occurredOn(), 0, e.areaM2()));
            case LedgerClosed e ->
                List.of(new Posting(
                        at,
                        e.occurredOn(),
                        -1,
                        before.stream()
                                .map(Posting::areaM2)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .negate()));
            case LedgerClosingRevoked e -> List.of(new Posting(at, e.occurredOn(), 1, e.areaM2()));
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
            case ResponsiblePersonAssigned _,
                    ViolationTagged _,
                    DemolitionNotPosted _,
                    WallSealingPosted _,
                    AcceptancePosted _,
                    CaseFilingPosted _,
                    RestorationPosted _,
                    ClosingRevocationRequested _,
                    ClosingRevocationDeclined _,
                    RelapseSuspected _,
                    RelapseSuspicionDismissed _,
                    RelapseConfirmed _,
                    RelapseDetected _,
                    PatrolRecorded _ -> List.of();
        };
    }

    private static void assertNothingIsToldTwice(List<ViolationEvent> history, String where) {
        var facts = history.stream()
                .map(event -> switch (event) {
                    case DemolitionPosted e -> e.fact();
                    case DemolitionNotPosted e -> e.fact();
                    case WallSealingPosted e -> e.fact();
                    case AcceptancePosted e -> e.fact();
                    case AcceptanceFailurePosted e -> e.fact();
                    case CaseFilingPosted e -> e.fact();
                    case RestorationPosted e -> e.fact();
                    default -> null;
                })
                .filter(Objects::nonNull)
                .toList();
        assertThat(facts).as(where).doesNotHaveDuplicates();
        assertThat(history.stream().filter(RelapseConfirmed.class::isInstance).count())
                .as(where)
                .isLessThanOrEqualTo(history.stream()
                        .filter(ViolationRegistered.class::isInstance)
                        .count());
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
