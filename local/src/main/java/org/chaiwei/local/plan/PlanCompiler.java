package org.chaiwei.local.plan;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chaiwei.local.plan.District.Community;
import org.chaiwei.local.plan.District.Street;
import org.chaiwei.local.plan.PlanEntry.FoundBy;
import org.chaiwei.local.plan.PlanEntry.Kind;
import org.chaiwei.local.plan.PlanEntry.Origin;
import org.chaiwei.local.plan.PlanEntry.Tag;
import org.chaiwei.local.plan.PlanEntry.Use;
import org.chaiwei.local.plan.PlanFacts.Figure;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the entries of the plan's ledger: first the areas, which the published figures fix to the square metre, then where
 * each lies, then everything that hangs on both. All areas are whole hundredths of a square metre until the entry is written.
 *
 * <p>The special tasks' cohorts are cut so that the goals fit together as in the plan: what is to be gone by name by the end of 2018
 * (hazards, main streets, wall openings, district units, business) covers most of its 300,000 m².
 */
final class PlanCompiler {

    private static final long SEED = 20160101;

    /** No entry is smaller than one square metre. */
    private static final long LEAST_AREA = 100;

    /** What the entries cleared before the plan were; the plan tells their sum only. OTHER is what is left of it. */
    private static final Map<Use, Figure> CLEARED_BY_USE = Map.of(
            Use.RESIDENTIAL, new Figure(6_480, new BigDecimal("90720.00")),
            Use.STORAGE, new Figure(3_050, new BigDecimal("32330.00")),
            Use.COMMERCIAL, new Figure(1_620, new BigDecimal("100440.00")),
            Use.OFFICE, new Figure(279, new BigDecimal("30690.00")));

    private static final int WALL_OPENINGS_PER_ALLEY_2016 = 30;
    private static final int WALL_OPENINGS_PER_ALLEY_2017 = 18;

    private final PlanFacts facts;
    private final District district;

    private PlanCompiler(PlanFacts facts) {
        this.facts = facts;
        this.district = District.read(facts.campaignStart(), facts.asOf());
    }

    /** The compounds, alleys and main streets, the same at every call. */
    static List<Place> places(District district) {
        return Places.lay(district, new Dice(SEED, "places"));
    }

    /** The entries by ledger number. The same ones at every call, on every machine. */
    static List<PlanEntry> compile(PlanFacts facts) {
        return new PlanCompiler(facts).compile();
    }

    private List<PlanEntry> compile() {
        var drafts = draw();
        settle(drafts);
        date(drafts);
        assignKinds(drafts);
        return number(drafts);
    }

    /** An entry on its way to the ledger. */
    private static final class Draft {
        final Use use;
        final boolean cleared;
        final long area;

        @Nullable
        Place place;

        Kind kind = Kind.GENERAL;
        int households;

        @Nullable
        String unit;

        Origin origin = Origin.EXISTING;
        LocalDate registeredOn = LocalDate.MAX;

        @Nullable
        LocalDate demolishedOn;

        @Nullable
        LocalDate closedOn;

        Draft(Use use, boolean cleared, long area) {
            this.use = use;
            this.cleared = cleared;
            this.area = area;
        }

        Place place() {
            return Objects.requireNonNull(place);
        }
    }

    // ---- areas

    private List<Draft> draw() {
        var drafts = new ArrayList<Draft>();
        var other = facts.cleared();
        for (var figure : CLEARED_BY_USE.values()) other = other.minus(figure);
        for (var use : Use.values()) {
            drafts.addAll(draw(use, true, CLEARED_BY_USE.getOrDefault(use, other)));
            drafts.addAll(draw(
                    use, false, Objects.requireNonNull(facts.remainingByUse().get(use))));
        }
        return drafts;
    }

    private static List<Draft> draw(Use use, boolean cleared, Figure figure) {
        var dice = new Dice(SEED, "areas " + use + (cleared ? " cleared" : " remaining"));
        var sigma = switch (use) {
            case RESIDENTIAL, STORAGE -> 0.65;
            case COMMERCIAL, OFFICE, OTHER -> 0.9;
        };
        var weights = IntStream.range(0, Math.toIntExact(figure.count()))
                .mapToLong(i -> dice.skewed(sigma))
                .toArray();
        var areas = Shares.atLeast(LEAST_AREA, figure.areaM2().movePointRight(2).longValueExact(), weights);
        var drafts = new ArrayList<Draft>(areas.length);
        for (var area : areas) drafts.add(new Draft(use, cleared, area));
        return drafts;
    }

    // ---- places

    /**
     * Streets by the mean of their part of the communities and of the district's area; within a street what is lived in and stored in by community,
     * shops and offices by where they face the street.
     */
    private void settle(List<Draft> drafts) {
        var dice = new Dice(SEED, "settling");
        var weights = new HashMap<Community, Long>();
        for (var street : district.streets())
            for (var community : street.communities()) weights.put(community, 800_000L + dice.below(400_000));
        var places = places(district);
        var byStreet = group(places, place -> place.community().street());
        var byCommunity = group(places, Place::community);
        var streets = district.streets();
        var communities =
                streets.stream().mapToLong(s -> s.communities().size()).sum();
        var hectares = streets.stream().mapToLong(Street::areaHectares).sum();
        for (var use : Use.values()) {
            var toSettle = drafts.stream().filter(d -> d.use == use).collect(Collectors.toCollection(ArrayList::new));
            dice.shuffle(toSettle);
            var inStreets =
                    deal(toSettle, streets, s -> s.communities().size() * hectares + s.areaHectares() * communities);
            inStreets.forEach((street, inStreet) -> {
                switch (use) {
                    case COMMERCIAL, OFFICE ->
                        deal(inStreet, in(byStreet, street.code()), Place::businessWeight)
                                .forEach(PlanCompiler::settleAt);
                    case RESIDENTIAL, STORAGE, OTHER ->
                        deal(inStreet, street.communities(), weights::get)
                                .forEach((community, dwellings) -> deal(
                                                dwellings, in(byCommunity, community), Place::dwellingWeight)
                                        .forEach(PlanCompiler::settleAt));
                }
            });
        }
    }

    private static <K> List<Place> in(Map<K, List<Place>> places, K where) {
        return Objects.requireNonNull(places.get(where));
    }

    private static void settleAt(Place place, List<Draft> drafts) {
        for (var draft : drafts) draft.place = place;
    }

    private static <K, T> Map<K, List<T>> group(Collection<T> items, Function<T, K> key) {
        return items.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    /** Hands the items out in their order, to each receiver its share. */
    private static <T, R> Map<R, List<T>> deal(List<T> items, List<R> receivers, ToLongFunction<R> weight) {
        var shares =
                Shares.of(items.size(), receivers.stream().mapToLong(weight).toArray());
        var dealt = new LinkedHashMap<R, List<T>>();
        var from = 0;
        for (int i = 0; i < shares.length; i++) {
            var to = from + Math.toIntExact(shares[i]);
            dealt.put(receivers.get(i), items.subList(from, to));
            from = to;
        }
        return dealt;
    }

    // ---- dates

    /** On working days: the inventory of 2013 found nearly half, patrols and reports the rest until the end of 2015. */
    private void date(List<Draft> drafts) {
        var dice = new Dice(SEED, "dates");
        var days = district.workingDays();
        var last = days.size() - 1;
        var of2014 = indexOfYear(2014);
        var of2015 = indexOfYear(2015);
        for (var draft : drafts) {
            var registered = switch (dice.weighted(46, 33, 21)) {
                case 0 -> dice.below(of2014);
                case 1 -> of2014 + dice.below(of2015 - of2014);
                default -> of2015 + dice.below(last - of2015);
            };
            draft.registeredOn = days.get(registered);
            if (draft.cleared) {
                draft.origin = dice.perMille(70) ? Origin.NEW : Origin.EXISTING;
                var longest = Math.min(draft.origin == Origin.NEW ? 3 : 280, last - registered);
                var demolished = registered + (draft.origin == Origin.NEW ? 0 : 1) + dice.below(longest);
                draft.demolishedOn = days.get(demolished);
                draft.closedOn = days.get(Math.min(last, demolished + dice.below(30)));
            }
        }
    }

    private int indexOfYear(int year) {
        return Math.toIntExact(district.workingDays().stream()
                .filter(day -> day.getYear() < year)
                .count());
    }

    // ---- special ledgers

    private void assignKinds(List<Draft> drafts) {
        var dice = new Dice(SEED, "special ledgers");
        var standing = drafts.stream().filter(draft -> !draft.cleared).toList();
        group(standing, Draft::place).forEach((place, at) -> {
            if (place.wallOpenings() > 0) openWalls(place, at, dice);
        });
        var streets = district.streets().stream().collect(Collectors.toMap(Street::code, s -> s));
        for (var draft : standing) {
            var perMille = switch (draft.use) {
                case OFFICE -> 300;
                case COMMERCIAL -> 60;
                case STORAGE -> 30;
                case OTHER -> 100;
                case RESIDENTIAL -> 12;
            };
            if (draft.kind == Kind.GENERAL && dice.perMille(perMille)) {
                draft.kind = Kind.DISTRICT_UNIT;
                draft.unit = unit(
                        Objects.requireNonNull(
                                streets.get(draft.place().community().street())),
                        dice);
            }
        }
    }

    /** Shops first, then small rooms on the alley: a wall opening is a door in a wall, not a hall. */
    private static void openWalls(Place place, List<Draft> at, Dice dice) {
        var openings = at.stream()
                .filter(d -> switch (d.use) {
                    case COMMERCIAL -> d.area <= 60_00;
                    case RESIDENTIAL, STORAGE -> d.area <= 20_00;
                    case OFFICE, OTHER -> false;
                })
                .sorted(comparing((Draft d) -> d.use != Use.COMMERCIAL))
                .limit(place.wallOpenings() == 2016 ? WALL_OPENINGS_PER_ALLEY_2016 : WALL_OPENINGS_PER_ALLEY_2017)
                .toList();
        for (var opening : openings) {
            opening.kind = Kind.WALL_OPENING;
            opening.households = dice.perMille(850) ? 1 : 2 + dice.below(2);
        }
    }

    /** One of the seven units that the plan names, or the street's own office (各街道办事处). */
    private String unit(Street street, Dice dice) {
        if (dice.perMille(300)) return street.name() + "办事处";
        var housing = street.inFormerXuanwu() ? "北京宣房集团" : "区房地中心";
        return dice.perMille(400) ? housing : dice.oneOf(facts.districtUnits());
    }

    // ---- the written entry

    private List<PlanEntry> number(List<Draft> drafts) {
        var streets = district.streets().stream().collect(Collectors.toMap(Street::code, s -> s));
        var sorted = drafts.stream()
                .sorted(comparing((Draft d) -> d.place().community().street()).thenComparing(d -> d.registeredOn))
                .toList();
        var writing = new Writing();
        var entries = new ArrayList<PlanEntry>(sorted.size());
        var counters = new HashMap<String, Integer>();
        for (var draft : sorted) {
            var street =
                    Objects.requireNonNull(streets.get(draft.place().community().street()));
            var series = street.code() + "-" + draft.registeredOn.getYear();
            var number = "%s-%05d".formatted(series, counters.merge(series, 1, Integer::sum));
            entries.add(writing.entry(number, street, draft));
        }
        return List.copyOf(entries);
    }

    /** What no figure depends on: addresses, looks, tags, people. */
    private final class Writing {

        private static final List<String> SIDES = List.of("东侧", "西侧", "南侧", "北侧", "院内", "门前", "旁门", "屋顶");

        private final Dice addresses = new Dice(SEED, "addresses");
        private final Dice looks = new Dice(SEED, "looks");
        private final Dice tags = new Dice(SEED, "tags");
        private final Dice people = new Dice(SEED, "people");
        private int persons;

        PlanEntry entry(String number, Street street, Draft draft) {
            var place = draft.place();
            var named = people.perMille(200);
            if (named) persons++;
            var discoveredOn = discovered(draft);
            return new PlanEntry(
                    number,
                    draft.kind,
                    street.code(),
                    street.name(),
                    place.community().code(),
                    place.community().name(),
                    place.form() == Place.Form.COMPOUND ? place.name() : null,
                    place.form() == Place.Form.COMPOUND ? null : place.name(),
                    address(street, place),
                    degrees(place.lon() + addresses.below(1_600) - 800),
                    degrees(place.lat() + addresses.below(1_200) - 600),
                    draft.use,
                    BigDecimal.valueOf(draft.area, 2),
                    structure(draft.use),
                    looks.perMille(930) ? 1 : 2,
                    yearBuilt(draft, discoveredOn),
                    discoveredOn,
                    draft.registeredOn.getYear() == 2013
                            ? FoundBy.INVENTORY
                            : FoundBy.values()[looks.weighted(40, 33, 21, 6)],
                    draft.origin,
                    tags(draft),
                    draft.kind == Kind.WALL_OPENING ? draft.households : null,
                    draft.unit,
                    named ? "样例当事人%05d".formatted(persons) : null,
                    named ? "010-000%05d".formatted(persons) : null,
                    draft.registeredOn,
                    draft.demolishedOn,
                    draft.closedOn);
        }

        private String address(Street street, Place place) {
            var at = street.shortName() + place.name() + (1 + addresses.below(160)) + "号";
            return switch (place.form()) {
                case COMPOUND ->
                    street.shortName() + place.name() + (1 + addresses.below(24)) + "号楼" + addresses.oneOf(SIDES);
                case ALLEY ->
                    place.atProduceMarket() ? at + "农副产品市场" + addresses.oneOf(SIDES) : at + addresses.oneOf(SIDES);
                case MAIN_STREET_1, MAIN_STREET_2 -> at;
            };
        }

        private static BigDecimal degrees(int millionths) {
            return BigDecimal.valueOf(millionths, 6);
        }

        private String structure(Use use) {
            return switch (use) {
                case RESIDENTIAL -> List.of("砖混", "砖木", "轻钢", "彩钢板", "简易").get(looks.weighted(38, 27, 10, 17, 8));
                case STORAGE -> List.of("彩钢板", "砖混", "砖木", "简易", "木").get(looks.weighted(38, 22, 14, 20, 6));
                case COMMERCIAL -> List.of("砖混", "轻钢", "彩钢板", "玻璃", "砖木").get(looks.weighted(36, 26, 24, 8, 6));
                case OFFICE -> List.of("砖混", "混凝土", "轻钢", "彩钢板").get(looks.weighted(45, 20, 20, 15));
                case OTHER -> List.of("砖混", "简易", "彩钢板").get(looks.weighted(40, 30, 30));
            };
        }

        /** Unknown for every seventh; what is new was built in the year it was found. */
        private @Nullable Integer yearBuilt(Draft draft, LocalDate discoveredOn) {
            if (draft.origin == Origin.NEW) return discoveredOn.getYear();
            return looks.perMille(143) ? null : 2012 - looks.below(1 + looks.below(48));
        }

        private LocalDate discovered(Draft draft) {
            var before = draft.registeredOn.minusDays(draft.origin == Origin.NEW ? 0 : looks.below(21));
            return before.isBefore(facts.campaignStart()) ? facts.campaignStart() : before;
        }

        private List<Tag> tags(Draft draft) {
            var found = EnumSet.noneOf(Tag.class);
            // What endangers people went first, so the cleared ones carry more of these.
            var hazard = draft.cleared ? 3 : 2;
            if (tags.perMille(12 * hazard)) found.add(Tag.FIRE_LANE);
            if (tags.perMille(16 * hazard)) found.add(Tag.PUBLIC_SPACE);
            if (tags.perMille(4 * hazard)) found.add(Tag.PIPELINE);
            if (tags.perMille(14 * hazard)) found.add(Tag.SAFETY_HAZARD);
            if (tags.perMille(3 * hazard)) found.add(Tag.MAJOR_SAFETY_HAZARD);
            var rental = switch (draft.use) {
                case COMMERCIAL -> 420;
                case OFFICE -> 150;
                case STORAGE -> 60;
                case RESIDENTIAL, OTHER -> 30;
            };
            var production = switch (draft.use) {
                case COMMERCIAL -> 250;
                case STORAGE -> 40;
                case OTHER -> 100;
                case RESIDENTIAL, OFFICE -> 0;
            };
            switch (tags.weighted(rental, production, 1000 - rental - production)) {
                case 0 -> found.add(Tag.RENTAL_BUSINESS);
                case 1 -> found.add(Tag.PRODUCTION_BUSINESS);
                default -> {}
            }
            var place = draft.place();
            if (place.atProduceMarket()) found.add(Tag.PRODUCE_MARKET);
            if (place.form() == Place.Form.MAIN_STREET_1) found.add(Tag.MAIN_STREET_1);
            if (place.form() == Place.Form.MAIN_STREET_2) found.add(Tag.MAIN_STREET_2);
            if (place.inKeyArea()) found.add(Tag.KEY_AREA);
            if (place.atImportantVenue()) found.add(Tag.IMPORTANT_VENUE);
            return List.copyOf(found);
        }
    }
}
