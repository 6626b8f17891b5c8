package org.chaiwei.local.plan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaiwei.local.plan.PlanEntry.Kind;
import org.chaiwei.local.plan.PlanEntry.Origin;
import org.chaiwei.local.plan.PlanEntry.Tag;
import org.chaiwei.local.plan.PlanEntry.Use;
import org.chaiwei.local.plan.PlanFacts.Figure;
import org.chaiwei.local.plan.PlanLedger.WallOpeningAlley;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanLedgerTest {

    private static final List<PlanEntry> ROWS = PlanLedger.rows().toList();
    private static final List<PlanEntry> REMAINING =
            ROWS.stream().filter(row -> !row.cleared()).toList();
    private static final LocalDate CAMPAIGN_START = LocalDate.of(2013, 4, 12);
    private static final LocalDate BASELINE = LocalDate.of(2015, 12, 31);

    // ---- the published figures

    @Test
    void what_was_registered_is_what_the_plan_states() {
        assertThat(figure(ROWS)).isEqualTo(new Figure(66_682, new BigDecimal("1076577.00")));
    }

    @Test
    void what_was_cleared_before_the_plan_is_what_the_plan_states() {
        assertThat(figure(ROWS.stream().filter(PlanEntry::cleared).toList()))
                .isEqualTo(new Figure(11_479, new BigDecimal("256652.00")));
    }

    @Test
    void what_remains_is_what_the_plan_states() {
        assertThat(figure(REMAINING)).isEqualTo(new Figure(55_203, new BigDecimal("819925.00")));
    }

    @ParameterizedTest
    @EnumSource
    void what_remains_of_a_use_is_what_the_plan_states(Use use) {
        var published = switch (use) {
            case RESIDENTIAL -> new Figure(39_450, new BigDecimal("480717.00"));
            case STORAGE -> new Figure(11_906, new BigDecimal("110502.00"));
            case COMMERCIAL -> new Figure(3_208, new BigDecimal("163806.00"));
            case OFFICE -> new Figure(519, new BigDecimal("60950.00"));
            case OTHER -> new Figure(120, new BigDecimal("3950.00"));
        };
        assertThat(figure(of(REMAINING, row -> row.use() == use))).isEqualTo(published);
    }

    @Test
    void areas_have_two_decimals_and_none_is_below_one_square_metre() {
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.areaM2().scale()).isEqualTo(2);
            assertThat(row.areaM2()).isGreaterThanOrEqualTo(BigDecimal.ONE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void areas_of_a_use_are_many_small_and_few_large(Use use) {
        var areas = of(REMAINING, row -> row.use() == use).stream()
                .map(PlanEntry::areaM2)
                .sorted()
                .toList();
        var mean = figure(of(REMAINING, row -> row.use() == use)).areaM2().doubleValue() / areas.size();
        assertThat(areas.get(areas.size() / 2).doubleValue()).isLessThan(mean);
        assertThat(areas.getLast().doubleValue()).isGreaterThan(3 * mean).isLessThan(40 * mean);
    }

    // ---- places

    @Test
    void every_street_and_every_community_of_the_district_has_entries_under_its_own_name() {
        var district = District.read(CAMPAIGN_START, BASELINE);
        var expected = district.streets().stream()
                .flatMap(street -> street.communities().stream()
                        .map(c -> String.join(" ", street.code(), street.name(), c.code(), c.name())))
                .collect(toSet());
        assertThat(expected).hasSize(263);
        assertThat(ROWS.stream()
                        .map(r -> String.join(" ", r.street(), r.streetName(), r.community(), r.communityName()))
                        .collect(toSet()))
                .isEqualTo(expected);
    }

    @Test
    void streets_hold_their_part_by_communities_and_area() {
        var entries = ROWS.stream().collect(groupingBy(PlanEntry::street, counting()));
        var areaKm2 = 50.47;
        for (var street : District.read(CAMPAIGN_START, BASELINE).streets()) {
            var part = (street.communities().size() / 263.0 + street.areaHectares() / 100.0 / areaKm2) / 2;
            assertThat(entries.get(street.code()) / 66_682.0).as(street.name()).isBetween(part - 0.001, part + 0.001);
        }
    }

    @Test
    void no_community_is_empty_or_holds_more_than_one_and_a_half_percent() {
        assertThat(ROWS.stream()
                        .collect(groupingBy(PlanEntry::community, counting()))
                        .values())
                .allSatisfy(entries -> assertThat(entries).isBetween(80L, 1_000L));
    }

    @Test
    void every_entry_lies_in_a_compound_or_in_an_alley_and_has_an_address() {
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.compound() == null).isNotEqualTo(row.alley() == null);
            assertThat(row.address())
                    .startsWith(row.streetName().replace("街道", ""))
                    .contains("号");
        });
    }

    @Test
    void a_compound_or_alley_belongs_to_one_street_only() {
        assertThat(ROWS.stream()
                        .collect(groupingBy(PlanLedgerTest::place, mapping(PlanEntry::street, toSet())))
                        .values())
                .allSatisfy(streets -> assertThat(streets).hasSize(1));
    }

    @Test
    void coordinates_lie_in_the_district_and_near_their_street() {
        var streets = District.read(CAMPAIGN_START, BASELINE).streets().stream()
                .collect(Collectors.toMap(District.Street::code, s -> s));
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.lon()).isBetween(new BigDecimal("116.31"), new BigDecimal("116.41"));
            assertThat(row.lat()).isBetween(new BigDecimal("39.865"), new BigDecimal("39.975"));
            var street = streets.get(row.street());
            var east = (row.lon().doubleValue() - street.lon() / 1e6) * 85_400;
            var north = (row.lat().doubleValue() - street.lat() / 1e6) * 111_300;
            var reach = Math.sqrt(street.areaHectares() * 10_000 / Math.PI);
            assertThat(Math.hypot(east, north)).as(row.address()).isLessThan(0.85 * reach + 350);
        });
    }

    // ---- dates

    @Test
    void business_dates_come_in_order_between_the_campaigns_start_and_the_baseline() {
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.discoveredOn()).isBetween(CAMPAIGN_START, row.registeredOn());
            assertThat(row.registeredOn()).isBetween(CAMPAIGN_START, BASELINE);
            assertThat(row.demolishedOn() == null).isEqualTo(row.closedOn() == null);
            if (row.demolishedOn() != null) {
                assertThat(row.demolishedOn()).isBetween(row.registeredOn(), BASELINE);
                assertThat(row.closedOn()).isBetween(row.demolishedOn(), BASELINE);
            }
            if (row.yearBuilt() != null)
                assertThat(row.yearBuilt()).isBetween(1960, row.discoveredOn().getYear());
        });
    }

    @Test
    void every_year_from_2013_to_2015_registers_and_clears() {
        assertThat(ROWS.stream().collect(groupingBy(row -> row.registeredOn().getYear(), counting())))
                .containsOnlyKeys(2013, 2014, 2015)
                .allSatisfy((year, entries) -> assertThat(entries).isGreaterThan(10_000));
        assertThat(ROWS.stream()
                        .filter(PlanEntry::cleared)
                        .collect(groupingBy(row -> row.closedOn().getYear(), counting())))
                .containsOnlyKeys(2013, 2014, 2015)
                .allSatisfy((year, entries) -> assertThat(entries).isGreaterThan(1_500));
    }

    @Test
    void nothing_new_stands_when_the_plan_begins() {
        assertThat(REMAINING).allSatisfy(row -> assertThat(row.origin()).isEqualTo(Origin.EXISTING));
        assertThat(of(ROWS, row -> row.origin() == Origin.NEW)).hasSizeGreaterThan(500);
    }

    // ---- numbers and people

    @Test
    void ledger_numbers_are_unique_and_tell_street_and_year() {
        assertThat(ROWS.stream().map(PlanEntry::ledgerNumber).collect(toSet())).hasSize(66_682);
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.ledgerNumber())
                        .matches(row.street() + "-" + row.registeredOn().getYear() + "-\\d{5}"));
    }

    @Test
    void a_fifth_of_the_entries_names_a_party_that_cannot_be_mistaken_for_a_real_one() {
        var named = of(ROWS, row -> row.party() != null);
        assertThat(named).hasSizeBetween(13_000, 13_700);
        assertThat(named).allSatisfy(row -> {
            assertThat(row.party()).matches("样例当事人\\d{5}");
            assertThat(row.phone()).matches("010-0\\d{7}");
        });
        assertThat(ROWS).allSatisfy(row -> assertThat(row.party() == null).isEqualTo(row.phone() == null));
    }

    // ---- what the plan's targets select

    @Test
    void more_than_thirty_alleys_hold_more_than_nine_hundred_households_of_wall_openings_for_2016() {
        var alleys = Set.copyOf(PlanLedger.wallOpeningAlleys2016());
        var households = of(REMAINING, row -> row.kind() == Kind.WALL_OPENING).stream()
                .filter(row -> alleys.contains(new WallOpeningAlley(row.street(), row.alley())))
                .collect(groupingBy(PlanEntry::alley, summingInt(PlanEntry::households)));
        assertThat(households).hasSizeGreaterThan(30);
        assertThat(households.values())
                .allSatisfy(inAlley -> assertThat(inAlley).isGreaterThanOrEqualTo(28));
        assertThat(households.values().stream().mapToInt(i -> i).sum()).isBetween(1_000, 1_400);
        assertThat(alleys.stream()
                        .collect(groupingBy(WallOpeningAlley::street, counting()))
                        .values())
                .hasSize(15)
                .allSatisfy(inStreet -> assertThat(inStreet).isGreaterThanOrEqualTo(2));
    }

    @Test
    void the_rest_of_the_wall_openings_is_left_for_2017() {
        var alleys2016 = Set.copyOf(PlanLedger.wallOpeningAlleys2016());
        var rest = of(
                REMAINING,
                row -> row.kind() == Kind.WALL_OPENING
                        && !alleys2016.contains(new WallOpeningAlley(row.street(), row.alley())));
        assertThat(rest).hasSizeBetween(1_200, 1_800);
        assertThat(rest.stream().map(PlanEntry::alley).distinct()).hasSize(90);
    }

    @Test
    void wall_openings_alone_tell_their_households_and_stand_in_alleys() {
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.kind() == Kind.WALL_OPENING).isEqualTo(row.households() != null);
            if (row.kind() == Kind.WALL_OPENING) assertThat(row.alley()).isNotNull();
        });
    }

    @Test
    void each_unit_that_the_plan_names_and_each_streets_office_has_entries_to_clear() {
        var units = of(REMAINING, row -> row.kind() == Kind.DISTRICT_UNIT).stream()
                .collect(groupingBy(PlanEntry::unit, counting()));
        var streets = District.read(CAMPAIGN_START, BASELINE).streets().stream().map(s -> s.name() + "办事处");
        assertThat(units.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(PlanFacts.published().districtUnits().stream(), streets)
                                .toList());
        assertThat(units.values()).allSatisfy(entries -> assertThat(entries).isGreaterThanOrEqualTo(5));
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.kind() == Kind.DISTRICT_UNIT).isEqualTo(row.unit() != null));
    }

    @ParameterizedTest
    @EnumSource
    void every_tag_has_a_cohort_that_remains(Tag tag) {
        assertThat(of(REMAINING, row -> row.tags().contains(tag))).hasSizeGreaterThan(200);
    }

    @Test
    void every_street_has_a_first_and_a_second_class_main_street() {
        for (var tag : List.of(Tag.MAIN_STREET_1, Tag.MAIN_STREET_2))
            assertThat(of(REMAINING, row -> row.tags().contains(tag)).stream()
                            .map(PlanEntry::street)
                            .distinct())
                    .hasSize(15);
    }

    @Test
    void every_street_has_compounds_and_alleys_that_can_be_made_free_of_violations() {
        for (var street :
                REMAINING.stream().collect(groupingBy(PlanEntry::street)).values()) {
            assertThat(street.stream()
                            .map(PlanEntry::compound)
                            .filter(c -> c != null)
                            .distinct())
                    .hasSizeGreaterThan(10);
            assertThat(street.stream()
                            .map(PlanEntry::alley)
                            .filter(a -> a != null)
                            .distinct())
                    .hasSizeGreaterThan(20);
        }
    }

    /** The goals of one year can only be kept together if they don't ask for far more than that year's area. */
    @Test
    void the_special_tasks_fit_into_the_area_that_the_plan_takes_on() {
        var alleys2016 = Set.copyOf(PlanLedger.wallOpeningAlleys2016());
        Predicate<PlanEntry> in2016 = row -> row.tags().contains(Tag.MAJOR_SAFETY_HAZARD)
                || row.kind() == Kind.WALL_OPENING
                        && alleys2016.contains(new WallOpeningAlley(row.street(), row.alley()));
        Predicate<PlanEntry> hazards = row -> row.tags().stream().anyMatch(HAZARDS::contains);
        Predicate<PlanEntry> until2017 = in2016.or(hazards)
                .or(row -> row.kind() != Kind.GENERAL)
                .or(row -> row.tags().stream().anyMatch(MAIN::contains));
        Predicate<PlanEntry> until2018 = until2017.or(row -> row.tags().stream().anyMatch(BUSINESS::contains));
        var areaM2In2016 = area(in2016) + 0.7 * area(hazards.and(in2016.negate()));
        assertThat(areaM2In2016).isBetween(60_000.0, 80_000.0);
        assertThat(area(until2017)).isBetween(160_000.0, 200_000.0);
        assertThat(area(until2018)).isBetween(260_000.0, 300_000.0);
    }

    private static final Set<Tag> HAZARDS = Set.of(Tag.FIRE_LANE, Tag.PUBLIC_SPACE, Tag.PIPELINE, Tag.SAFETY_HAZARD);
    private static final Set<Tag> MAIN =
            Set.of(Tag.MAIN_STREET_1, Tag.MAIN_STREET_2, Tag.KEY_AREA, Tag.IMPORTANT_VENUE);
    private static final Set<Tag> BUSINESS = Set.of(Tag.RENTAL_BUSINESS, Tag.PRODUCTION_BUSINESS);

    // ---- the file

    @Test
    void every_machine_compiles_the_same_rows() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var row : ROWS) digest.update((PlanLedger.line(row) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("060322a9bfd70b1c74321c2fb79c0fba1726c5ce590a3c02462dc04ed89af5a2");
    }

    @Test
    void a_plain_recount_of_the_spreadsheet_finds_the_published_figures(@TempDir Path folder) throws IOException {
        var xlsx = folder.resolve("plan.xlsx");
        PlanLedger.writeTo(xlsx);
        var facts = PlanFacts.published();
        var recount = PlanRecount.of(xlsx);
        assertThat(recount.rows()).isEqualTo(66_682);
        var figures = recount.asOf(BASELINE);
        assertThat(figures.registered()).isEqualTo(facts.registered());
        assertThat(figures.cleared()).isEqualTo(facts.cleared());
        assertThat(figures.remaining()).isEqualTo(facts.remaining());
        for (var use : Use.values())
            assertThat(figures.remainingByUse().get(use.zh))
                    .isEqualTo(facts.remainingByUse().get(use));
        assertThat(figures.remainingByStreet()).hasSize(15);
        assertThat(recount.asOf(CAMPAIGN_START.minusDays(1)).registered()).isEqualTo(Figure.ZERO);
        var inBetween = recount.asOf(LocalDate.of(2014, 6, 30));
        assertThat(inBetween.registered().count()).isBetween(35_000L, 55_000L);
        assertThat(inBetween.remaining()).isEqualTo(inBetween.registered().minus(inBetween.cleared()));
    }

    @Test
    void the_csv_holds_a_header_and_the_same_rows(@TempDir Path folder) throws IOException {
        var csv = folder.resolve("plan.csv");
        PlanLedger.writeCsv(csv);
        try (var lines = Files.lines(csv)) {
            assertThat(lines.toList())
                    .startsWith(String.join(",", PlanLedger.COLUMNS))
                    .hasSize(66_683)
                    .endsWith(PlanLedger.line(ROWS.getLast()))
                    .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(25));
        }
    }

    private static List<PlanEntry> of(List<PlanEntry> rows, Predicate<PlanEntry> which) {
        return rows.stream().filter(which).toList();
    }

    private static double area(Predicate<PlanEntry> which) {
        return figure(of(REMAINING, which)).areaM2().doubleValue();
    }

    private static Figure figure(Collection<PlanEntry> rows) {
        return rows.stream().map(row -> new Figure(1, row.areaM2())).reduce(Figure.ZERO, Figure::plus);
    }

    private static String place(PlanEntry row) {
        return row.compound() != null ? row.compound() : row.alley();
    }
}
