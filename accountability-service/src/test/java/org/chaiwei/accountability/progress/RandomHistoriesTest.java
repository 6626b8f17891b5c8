package org.chaiwei.accountability.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chaiwei.accountability.feed.FeedOfTests;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.platform.fact.ReceivedFact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories in which anything may be dated before anything else, counted as a person would with the facts on paper, for any day and any point
 * of the record. Shares nothing with the account it is compared with.
 */
class RandomHistoriesTest {

    private static final List<String> STREETS = List.of("110102001", "110102003", "110102007");
    private static final List<String> TAGS = List.of("FIRE_LANE", "MAJOR_SAFETY_HAZARD", "KEY_AREA");
    private static final LocalDate FIRST = LocalDate.of(2015, 6, 1);
    private static final int DAYS = 900;

    private static final AccountabilityDatabase DATABASE = new AccountabilityDatabase();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_day_as_known_at_every_point_equals_a_plain_recount(long seed) {
        DATABASE.empty();
        var random = new Random(seed);
        var story = history(random);
        var view = new ProgressView(new ProgressRows(DATABASE.jdbc), FeedOfTests.rows(DATABASE.jdbc), () -> {});
        DATABASE.inBatches(1 + random.nextInt(60), story.facts, view::apply);
        var sums = new Sums(DATABASE.client);
        var record =
                new LedgerRecord(DATABASE.client, Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC));
        for (int i = 0; i < 25; i++) {
            var asOf = FIRST.plusDays(random.nextInt(DAYS + 60));
            var known = record.knownAt("" + random.nextLong(story.position() + 2));
            var recount = new Recount(story.facts, known.position(), asOf);
            var from = LocalDate.of(2016, 1, 1);

            assertThat(nonZero(sums.standingByStreet(asOf, known))).isEqualTo(nonZero(recount.standing()));
            assertThat(net(sums.achievedByStreet(from, asOf, known))).isEqualTo(nonZero(recount.achieved(from)));
            // Nothing of the district is outside its streets, and it is what the ledger's facts of these days add up
            // to.
            assertThat(sums.achieved(from, asOf, known, null).netM2())
                    .isEqualTo(sum(net(sums.achievedByStreet(from, asOf, known))))
                    .isEqualTo(sum(recount.achieved(from)));
            var days = new TreeSet<>(List.of(asOf, asOf.minusDays(40), asOf.plusDays(5)));
            assertThat(STREETS.stream()
                            .map(street -> tally(sums, days, asOf, known, street))
                            .reduce(Tally.NONE, Tally::plus))
                    .isEqualTo(tally(sums, days, asOf, known, null));
            for (var tag : TAGS)
                for (var street : STREETS)
                    assertThat(sums.groups(days, Set.copyOf(TAGS), Set.of(), known, street).get(asOf).stream()
                                    .filter(group -> group.tags().contains(tag))
                                    .map(group -> new Tally(
                                            group.registered(), group.registeredM2(), group.closed(), group.closedM2()))
                                    .reduce(Tally.NONE, Tally::plus))
                            .as("%s in %s on %s known at %s", tag, street, asOf, known.position())
                            .isEqualTo(recount.tally(entry ->
                                    entry.tags().contains(tag) && entry.street().equals(street)));
        }
    }

    private static Story history(Random random) {
        var story = new Story();
        var numbers = new ArrayList<String>();
        var open = new HashMap<String, String>(); // number → registered on
        var closed = new HashMap<String, Boolean>();
        for (int i = 0; i < 260; i++) {
            if (open.size() < 8 || random.nextInt(5) == 0) {
                var number = "N-" + numbers.size();
                numbers.add(number);
                var on = day(random);
                story.registered(number, any(random, STREETS), area(random), on, tags(random));
                open.put(number, on);
                continue;
            }
            var number = any(random, new ArrayList<>(open.keySet()));
            var on = day(random);
            var isClosed = closed.getOrDefault(number, false);
            switch (random.nextInt(9)) {
                case 0, 1 -> story.posted(number, area(random), on, random.nextInt(5) == 0);
                case 2 -> story.reversed(number, area(random), on);
                case 3 -> story.tagged(number, on, tags(random));
                case 4 -> story.corrected(number, area(random), "OFFICE", on);
                case 5 -> story.reassigned(number, any(random, STREETS), on);
                case 6 -> {
                    if (isClosed) story.revoked(number, on);
                    else story.closed(number, "DISMISSED", on);
                    closed.put(number, !isClosed);
                }
                case 7 -> {
                    var again = "R-" + numbers.size();
                    numbers.add(again);
                    story.relapsed(number, again, area(random), on);
                    open.put(again, on);
                }
                default -> {
                    story.withdrawn(number, open.remove(number), on);
                    closed.remove(number);
                    if (random.nextBoolean()) {
                        var later = day(random);
                        story.registered(number, any(random, STREETS), area(random), later, tags(random));
                        open.put(number, later);
                    }
                }
            }
        }
        return story;
    }

    private static String day(Random random) {
        return FIRST.plusDays(random.nextInt(DAYS)).toString();
    }

    private static String area(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(20_000), 2).toPlainString();
    }

    private static String[] tags(Random random) {
        return TAGS.stream().filter(_ -> random.nextInt(3) == 0).toArray(String[]::new);
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Map<String, BigDecimal> nonZero(Map<String, BigDecimal> all) {
        var some = new HashMap<>(all);
        some.values().removeIf(area -> area.signum() == 0);
        return some;
    }

    private static Map<String, BigDecimal> net(Map<String, Achieved> all) {
        var net = new HashMap<String, BigDecimal>();
        all.forEach((street, achieved) -> net.put(street, achieved.netM2()));
        return nonZero(net);
    }

    private static BigDecimal sum(Map<String, BigDecimal> all) {
        return all.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /** @param street null for the district */
    private static Tally tally(
            Sums sums, TreeSet<LocalDate> days, LocalDate asOf, PointOfRecord known, @Nullable String street) {
        return sums.groups(days, Set.copyOf(TAGS), Set.of(), known, street).get(asOf).stream()
                .map(group -> new Tally(group.registered(), group.registeredM2(), group.closed(), group.closedM2()))
                .reduce(Tally.NONE, Tally::plus);
    }

    private record Tally(long registered, BigDecimal registeredM2, long closed, BigDecimal closedM2) {
        static final Tally NONE = new Tally(0, new BigDecimal("0.00"), 0, new BigDecimal("0.00"));

        Tally plus(Tally other) {
            return new Tally(
                    registered + other.registered,
                    registeredM2.add(other.registeredM2),
                    closed + other.closed,
                    closedM2.add(other.closedM2));
        }
    }

    /** One day, known at one position. */
    private static final class Recount {

        /** What an entry is on the day. */
        private record Entry(
                String street, List<String> tags, BigDecimal areaM2, BigDecimal demolishedM2, LocalDate closedOn) {}

        private final List<List<LedgerFact>> lives = new ArrayList<>();
        private final LocalDate asOf;

        Recount(List<ReceivedFact> facts, long knownAt, LocalDate asOf) {
            this.asOf = asOf;
            var current = new LinkedHashMap<UUID, List<LedgerFact>>();
            for (var received : facts) {
                if (received.position() > knownAt || !(received.data() instanceof LedgerFact fact)) continue;
                if (fact instanceof ViolationWithdrawn) current.remove(fact.violation());
                else
                    current.computeIfAbsent(fact.violation(), _ -> new ArrayList<>())
                            .add(fact);
            }
            lives.addAll(current.values());
        }

        Map<String, BigDecimal> standing() {
            var standing = new HashMap<String, BigDecimal>();
            for (var entry : entries())
                if (entry.closedOn == null)
                    standing.merge(entry.street, entry.areaM2.subtract(entry.demolishedM2), BigDecimal::add);
            return standing;
        }

        Map<String, BigDecimal> achieved(LocalDate from) {
            var achieved = new HashMap<String, BigDecimal>();
            for (var life : lives)
                for (var fact : life)
                    if (!fact.occurredOn().isBefore(from) && !fact.occurredOn().isAfter(asOf))
                        achieved.merge(
                                fact.entry().street(),
                                switch (fact) {
                                    case DemolitionPosted e when !e.legacy() -> e.areaM2();
                                    case DemolitionReversed e -> e.areaM2().negate();
                                    case RelapseDetected e -> e.areaM2().negate();
                                    default -> BigDecimal.ZERO;
                                },
                                BigDecimal::add);
            return achieved;
        }

        Tally tally(Predicate<Entry> such) {
            return entries().stream()
                    .filter(such)
                    .filter(entry -> entry.closedOn == null || entry.closedOn.isAfter(LocalDate.of(2015, 12, 31)))
                    .map(entry -> new Tally(
                            1,
                            entry.areaM2,
                            entry.closedOn == null ? 0 : 1,
                            entry.closedOn == null ? new BigDecimal("0.00") : entry.areaM2))
                    .reduce(Tally.NONE, Tally::plus);
        }

        private List<Entry> entries() {
            var entries = new ArrayList<Entry>();
            for (var life : lives) {
                var registered = life.stream()
                        .filter(ViolationRegistered.class::isInstance)
                        .findFirst();
                if (registered.isEmpty() || registered.get().occurredOn().isAfter(asOf)) continue;
                var entry = registered.get().entry();
                // In the order of their days, those of a day in the order of the record; none before the registration.
                var told = life.stream()
                        .filter(fact -> !fact.occurredOn().isAfter(asOf))
                        .sorted(Comparator.comparing(fact ->
                                fact.occurredOn().isBefore(registered.get().occurredOn())
                                        ? registered.get().occurredOn()
                                        : fact.occurredOn()))
                        .toList();
                entries.add(new Entry(
                        last(told, StreetReassigned.class, fact -> fact.entry().street(), entry.street()),
                        last(told, ViolationTagged.class, fact -> fact.entry().tags(), entry.tags()),
                        recorded(life, told, ((ViolationRegistered) registered.get()).areaM2()),
                        told.stream()
                                .map(fact -> switch (fact) {
                                    case DemolitionPosted e -> e.areaM2();
                                    case DemolitionReversed e -> e.areaM2().negate();
                                    default -> BigDecimal.ZERO;
                                })
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        told.stream()
                                .filter(fact -> fact instanceof LedgerClosed || fact instanceof LedgerClosingRevoked)
                                .reduce((_, later) -> later)
                                .filter(LedgerClosed.class::isInstance)
                                .map(LedgerFact::occurredOn)
                                .orElse(null)));
            }
            return entries;
        }

        /** Each correction adds, on its day, what it changed when it was recorded. */
        private static BigDecimal recorded(List<LedgerFact> life, List<LedgerFact> told, BigDecimal registeredM2) {
            var known = registeredM2;
            var onThatDay = registeredM2;
            for (var fact : life)
                if (fact instanceof ViolationCorrected e) {
                    if (told.contains(e)) onThatDay = onThatDay.add(e.areaM2().subtract(known));
                    known = e.areaM2();
                }
            return onThatDay;
        }

        private static <F extends LedgerFact, T> T last(
                List<LedgerFact> told, Class<F> type, Function<F, T> value, T otherwise) {
            return told.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .reduce((_, later) -> later)
                    .map(value)
                    .orElse(otherwise);
        }
    }
}
