package org.chaiwei.accountability.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.feed.FeedOfTests;
import org.chaiwei.accountability.target.TargetsOfTests;
import org.chaiwei.contracts.ledger.ViolationFreeDesignated;
import org.chaiwei.contracts.ledger.ViolationFreeRevoked;
import org.chaiwei.contracts.ledger.ViolationFreeStarted;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what the ledger tells of designations to the plan's three targets of them. */
class DesignatedPlacesTest {

    private static final AccountabilityDatabase DATABASE = new AccountabilityDatabase();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2019-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String DASHILAR = "110102013";
    private static final String DESHENG = "110102010";

    private final ProgressView view =
            new ProgressView(new ProgressRows(DATABASE.jdbc), FeedOfTests.rows(DATABASE.jdbc), () -> {});
    private final Progress progress =
            new Progress(new Sums(DATABASE.client), DATABASE.transaction, BusinessClock.of(CLOCK));
    private final FactsUnder facts = new FactsUnder(DATABASE.client);
    private final LedgerRecord record = new LedgerRecord(DATABASE.client, CLOCK);
    private final Story story = new Story();

    @BeforeEach
    void begin() {
        DATABASE.empty();
    }

    @Test
    void nothing_is_known_until_something_was_started() {
        story.registered("A", DASHILAR, "10.00", "2015-06-01");
        taken();
        assertThat(reached("T-FREE-START-2016", "2016-12-31", null)).isNull();
        assertThat(reached("T-FREE-COMPOUNDS-2017", "2017-12-31", null)).isNull();
    }

    @Test
    void as_many_are_started_as_of_the_kind_that_has_fewer_each_place_once() {
        started("COMPOUND", DASHILAR, "延寿小区", 1, "2016-03-01");
        started("COMPOUND", DESHENG, "新康小区", 1, "2016-03-01");
        started("ALLEY", DASHILAR, "杨梅竹斜街", 1, "2016-04-01");
        started("ALLEY", DASHILAR, "杨梅竹斜街", 2, "2016-06-01");
        taken();
        assertThat(reached("T-FREE-START-2016", "2016-03-31", null)).isEqualTo("0");
        assertThat(reached("T-FREE-START-2016", "2016-12-31", null)).isEqualTo("1");
        assertThat(reached("T-FREE-START-2016", "2016-12-31", DESHENG)).isEqualTo("0");
    }

    @Test
    void a_revocation_counts_from_its_own_day_and_is_known_from_its_own_position() {
        started("COMPOUND", DASHILAR, "延寿小区", 1, "2016-03-01");
        designated("COMPOUND", DASHILAR, "延寿小区", "2016-05-01");
        var before = story.facts.getLast().position();
        revoked("COMPOUND", DASHILAR, "延寿小区", "2016-05-01", "2016-07-01");
        taken();
        assertThat(reached("T-FREE-COMPOUNDS-2017", "2016-06-30", null)).isEqualTo("1");
        assertThat(reached("T-FREE-COMPOUNDS-2017", "2016-07-01", null)).isEqualTo("0");
        assertThat(reached("T-FREE-ALLEYS-2017", "2016-06-30", null)).isEqualTo("0");
        assertThat(record.knownAt("" + before).position()).isEqualTo(before);
        assertThat(reached("T-FREE-COMPOUNDS-2017", "2016-07-01", null, "" + before))
                .isEqualTo("1");
    }

    @Test
    void a_fact_that_comes_again_counts_once_and_the_feed_of_entries_does_not_show_it() {
        started("COMPOUND", DASHILAR, "延寿小区", 1, "2016-03-01");
        designated("COMPOUND", DASHILAR, "延寿小区", "2016-05-01");
        taken();
        taken();
        assertThat(reached("T-FREE-COMPOUNDS-2017", "2016-06-30", DASHILAR)).isEqualTo("1");
        assertThat(DATABASE.rows("fact_feed", "position")).isEmpty();
    }

    @Test
    void the_facts_under_the_number_add_up_to_it() {
        started("COMPOUND", DASHILAR, "延寿小区", 1, "2016-03-01");
        designated("COMPOUND", DASHILAR, "延寿小区", "2016-05-01");
        started("COMPOUND", DASHILAR, "三井小区", 1, "2016-03-01");
        designated("COMPOUND", DASHILAR, "三井小区", "2016-05-02");
        revoked("COMPOUND", DASHILAR, "延寿小区", "2016-05-01", "2016-07-01");
        taken();
        var target = TargetsOfTests.plan("T-FREE-COMPOUNDS-2017");
        var asOf = LocalDate.of(2016, 12, 31);
        var first = facts.page(target, asOf, record.knownAt(null), Set.of(DASHILAR), null, 2);
        var rest = facts.page(target, asOf, record.knownAt(null), Set.of(DASHILAR), first.next(), 2);
        assertThat(first.items()).extracting(FactsUnder.Line::kind).containsExactly("REVOKED", "DESIGNATED");
        assertThat(rest.items()).extracting(FactsUnder.Line::place).containsExactly("延寿小区");
        assertThat(first.items().stream().mapToInt(FactsUnder.Line::count).sum()
                        + rest.items().stream().mapToInt(FactsUnder.Line::count).sum())
                .isEqualTo(1);
        assertThat(facts.page(target, asOf, record.knownAt(null), Set.of(DESHENG), null, 2)
                        .items())
                .isEmpty();
    }

    private void started(String kind, String street, String place, int run, String on) {
        story.tell(new ViolationFreeStarted(id(place), kind, street, place, run, LocalDate.parse(on), "u-1"));
    }

    private void designated(String kind, String street, String place, String on) {
        story.tell(new ViolationFreeDesignated(id(place), kind, street, place, 1, LocalDate.parse(on), "u-1"));
    }

    private void revoked(String kind, String street, String place, String designatedOn, String on) {
        story.tell(new ViolationFreeRevoked(
                id(place),
                kind,
                street,
                place,
                1,
                "BY_HAND",
                null,
                LocalDate.parse(designatedOn),
                LocalDate.parse(on),
                "u-1"));
    }

    private static UUID id(String place) {
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private void taken() {
        DATABASE.inBatches(3, story.facts, view::apply);
    }

    private @Nullable String reached(String code, String asOf, @Nullable String street) {
        return reached(code, asOf, street, null);
    }

    private @Nullable String reached(String code, String asOf, @Nullable String street, @Nullable String knownAt) {
        var target = TargetsOfTests.plan(code);
        var reached = progress.reached(List.of(target), LocalDate.parse(asOf), record.knownAt(knownAt), street);
        var value = reached.get(code).value();
        return value == null ? null : value.toPlainString();
    }
}
