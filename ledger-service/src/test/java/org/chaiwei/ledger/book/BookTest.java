package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Status;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The book of one random history, read in many ways and each time compared with all of its entries filtered by hand. */
class BookTest {

    private static final Scope OFFICE = new Scope(Role.OFFICE, Set.of());
    private static final Places PLACES = Places.published();

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final Book BOOK = new Book(DATABASE.client, DATABASE.transaction, PLACES);
    private static final List<Entry> ALL = new ArrayList<>();

    @BeforeAll
    static void fill() {
        var history = Histories.of(7, 400, 2_000);
        var rows = new EntryRows(DATABASE.jdbc);
        var projection = new BookProjection(rows, List.of());
        DATABASE.inBatches(500, history, projection::apply);
        ALL.addAll(rows.find(history.stream().map(Recorded::aggregate).toList()).values());
        ALL.sort(Comparator.comparing(entry -> entry.particulars().ledgerNumber()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledgerNumber", "areaM2", "-areaM2", "registeredOn", "-registeredOn"})
    void pages_of_any_order_hold_every_entry_once_in_that_order(String sort) {
        var filter = filter(OFFICE, Map.of("sort", sort));
        var seen = new ArrayList<Entry>();
        Cursor after = null;
        while (true) {
            var page = BOOK.page(filter, after, 7);
            assertThat(page.total().count()).isEqualTo(standing().size());
            seen.addAll(page.items());
            if (page.next() == null) break;
            assertThat(page.items()).hasSize(7);
            after = Cursor.of(page.next(), filter).orElseThrow();
        }
        Comparator<Entry> order = sort.endsWith("areaM2")
                ? Comparator.comparing(Entry::areaM2)
                : sort.endsWith("registeredOn")
                        ? Comparator.comparing(Entry::registeredOn)
                        : Comparator.comparing(entry -> "");
        order = order.thenComparing(entry -> entry.particulars().ledgerNumber());
        assertThat(seen)
                .containsExactlyElementsOf(standing().stream()
                        .sorted(sort.startsWith("-") ? order.reversed() : order)
                        .toList());
    }

    private record Case(Map<String, Object> query, Predicate<Entry> means) {}

    static List<Case> filters() {
        return List.of(
                new Case(
                        Map.of("book", LedgerKind.WALL_OPENING),
                        e -> e.particulars().ledgerKind().equals("WALL_OPENING")),
                new Case(Map.of("street", "大栅栏"), e -> e.particulars().street().equals("110102013")),
                new Case(
                        Map.of("alley", "大栅栏西街"),
                        e -> "大栅栏西街".equals(e.particulars().alley())),
                new Case(Map.of("use", Use.OFFICE), e -> e.particulars().use().equals("OFFICE")),
                new Case(
                        Map.of("tag", List.of(Tag.PIPELINE, Tag.KEY_AREA)),
                        e -> e.particulars().tags().contains("PIPELINE")
                                || e.particulars().tags().contains("KEY_AREA")),
                new Case(Map.of("status", Status.CLOSED), e -> e.status() == Status.CLOSED),
                new Case(
                        Map.of("registeredFrom", date("2014-01-01"), "registeredTo", date("2014-12-31")),
                        e -> e.registeredOn().getYear() == 2014),
                new Case(
                        Map.of("closedFrom", date("2015-06-01"), "closedTo", date("2016-03-31")),
                        e -> e.closedOn() != null
                                && !e.closedOn().isBefore(date("2015-06-01"))
                                && !e.closedOn().isAfter(date("2016-03-31"))),
                new Case(
                        Map.of("areaMin", new BigDecimal("20.5"), "areaMax", new BigDecimal("80")),
                        e -> e.areaM2().doubleValue() >= 20.5 && e.areaM2().doubleValue() <= 80),
                new Case(
                        Map.of("bbox", "116.38, 39.89, 116.39, 39.90"),
                        e -> e.site().lon() != null),
                new Case(Map.of("q", "西街甲 test"), e -> e.site().address().contains("西街甲")),
                new Case(Map.of("q", "甲"), e -> e.site().address().contains("甲")),
                new Case(Map.of("q", "西街"), _ -> true),
                new Case(
                        Map.of("q", "test-00017"),
                        e -> e.particulars().ledgerNumber().equals("TEST-00017")),
                new Case(Map.of("q", "100%"), _ -> false),
                new Case(Map.of("q", "甲_号"), _ -> false));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_filter_finds_exactly_what_it_means_and_its_totals_are_theirs(Case one) {
        var page = BOOK.page(filter(OFFICE, one.query), null, 200);
        var expected = ALL.stream()
                .filter(entry -> one.query.containsKey("status") || entry.status() != Status.WITHDRAWN)
                .filter(one.means)
                .toList();
        assertThat(page.items()).isEqualTo(expected.subList(0, Math.min(200, expected.size())));
        assertThat(page.total())
                .isEqualTo(new Book.Total(
                        expected.size(),
                        sum(expected.stream().map(Entry::areaM2).toList()),
                        sum(expected.stream().map(Entry::remainingM2).toList())));
        var exported = new ArrayList<Entry>();
        BOOK.each(filter(OFFICE, one.query), exported::add);
        assertThat(exported).isEqualTo(expected);
    }

    @Test
    void what_was_withdrawn_is_shown_only_to_who_asks_for_it() {
        var withdrawn =
                ALL.stream().filter(entry -> entry.status() == Status.WITHDRAWN).toList();
        assertThat(withdrawn).isNotEmpty();
        assertThat(BOOK.page(filter(OFFICE, Map.of("status", Status.WITHDRAWN)), null, 200)
                        .items())
                .isEqualTo(withdrawn);
        assertThat(BOOK.page(filter(OFFICE, Map.of()), null, 200).items()).doesNotContainAnyElementsOf(withdrawn);
    }

    @Test
    void a_street_official_sees_their_own_street_only_and_may_not_ask_for_another() {
        var official = new Scope(Role.STREET, Set.of("110102013"));
        var page = BOOK.page(filter(official, Map.of()), null, 200);
        assertThat(page.items())
                .isNotEmpty()
                .allMatch(entry -> entry.particulars().street().equals("110102013"));
        assertThat(page.total().count()).isEqualTo(page.items().size());
        assertThat(refusal(() -> filter(official, Map.of("street", "牛街"))))
                .isEqualTo(new OutsideYourStreet("110102018"));
        assertThat(BOOK.sizes(ReadAccess.streets(official, null)))
                .filteredOn(size -> size.street() != null)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"PUBLIC", "DEPARTMENT", "SYSADMIN", "SECADMIN"})
    void a_role_without_access_to_entries_is_refused(Role role) {
        assertThat(refusal(() -> filter(new Scope(role, Set.of()), Map.of()))).isInstanceOf(RoleMayNot.class);
    }

    @Test
    void a_cursor_of_another_filter_or_a_forged_one_is_none() {
        var filter = filter(OFFICE, Map.of("sort", "-areaM2"));
        var next = BOOK.page(filter, null, 5).next();
        assertThat(Cursor.of(next, filter)).isPresent();
        assertThat(Cursor.of(next, filter(OFFICE, Map.of("sort", "-areaM2", "use", Use.OFFICE))))
                .isEmpty();
        assertThat(Cursor.of(next, filter(OFFICE, Map.of("sort", "areaM2")))).isEmpty();
        for (var forged : new String[] {"", "%%%", "AAAA", "MQpuCjEKMQ"})
            assertThat(Cursor.of(forged, filter)).isEmpty();
    }

    @Test
    void everything_wrong_with_a_query_is_said_at_once() {
        var refusal = refusal(() -> filter(
                OFFICE,
                Map.of(
                        "street",
                        "前门街道",
                        "bbox",
                        "1,2,3",
                        "sort",
                        "colour",
                        "q",
                        "a b c d e f",
                        "registeredFrom",
                        date("2016-01-01"),
                        "registeredTo",
                        date("2015-01-01"),
                        "closedFrom",
                        date("+999999999-12-31"),
                        "areaMin",
                        new BigDecimal("2"),
                        "areaMax",
                        new BigDecimal("1"),
                        "alley",
                        "a\0b")));
        assertThat(refusal.errors().stream().map(FieldError::field))
                .containsExactlyInAnyOrder(
                        "street", "bbox", "sort", "q", "registeredTo", "closedFrom", "areaMax", "alley");
    }

    @Test
    void a_community_goes_by_code_or_by_name_within_its_street() {
        assertThat(filter(OFFICE, Map.of("community", "110102001004")).community())
                .isEqualTo("110102001004");
        assertThat(filter(OFFICE, Map.of("street", "西长安街", "community", "府右街南社区"))
                        .community())
                .isEqualTo("110102001004");
        assertThat(refusal(() -> filter(OFFICE, Map.of("community", "府右街南社区"))).errors())
                .singleElement()
                .extracting(FieldError::code)
                .isEqualTo("community-not-found");
    }

    @Test
    void the_books_by_kind_and_the_streets_books_each_add_up_to_the_whole() {
        var sizes = BOOK.sizes(null);
        var whole = BOOK.page(filter(OFFICE, Map.of()), null, 1).total();
        for (var kind : List.of(true, false)) {
            var books = sizes.stream()
                    .filter(size -> (size.street() == null) == kind)
                    .toList();
            assertThat(books).hasSize(kind ? 4 : 15);
            assertThat(books.stream().mapToLong(Book.Size::count).sum()).isEqualTo(whole.count());
            assertThat(sum(books.stream().map(Book.Size::areaM2).toList())).isEqualTo(whole.areaM2());
            assertThat(sum(books.stream().map(size -> size.remaining().areaM2()).toList()))
                    .isEqualTo(whole.remainingM2());
        }
    }

    @Test
    void words_of_three_characters_and_more_are_found_by_the_index() {
        var where = filter(OFFICE, Map.of("q", "大栅栏西街甲17号")).where();
        var plan = DATABASE.transaction.execute(_ -> {
            DATABASE.jdbc.execute("SET LOCAL enable_seqscan = off");
            return String.join(
                    "\n",
                    DATABASE.client
                            .sql("EXPLAIN SELECT 1 FROM entry WHERE " + where.clause())
                            .params(where.parameters())
                            .query(String.class)
                            .list());
        });
        assertThat(plan).contains("entry_text");
    }

    private static List<Entry> standing() {
        return ALL.stream().filter(entry -> entry.status() != Status.WITHDRAWN).toList();
    }

    private static BigDecimal sum(List<BigDecimal> areas) {
        return areas.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    private static Refusal refusal(ThrowingCallable call) {
        var refused = new Refusal[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, e -> refused[0] = e.refusal());
        return refused[0];
    }

    @SuppressWarnings("unchecked")
    private static EntryFilter filter(Scope scope, Map<String, Object> query) {
        return EntryFilter.of(
                new EntryQuery(
                        (LedgerKind) query.get("book"),
                        (String) query.get("street"),
                        (String) query.get("community"),
                        (String) query.get("compound"),
                        (String) query.get("alley"),
                        (String) query.get("unit"),
                        (Use) query.get("use"),
                        (List<Tag>) query.get("tag"),
                        (Status) query.get("status"),
                        null,
                        (LocalDate) query.get("registeredFrom"),
                        (LocalDate) query.get("registeredTo"),
                        (LocalDate) query.get("closedFrom"),
                        (LocalDate) query.get("closedTo"),
                        (BigDecimal) query.get("areaMin"),
                        (BigDecimal) query.get("areaMax"),
                        (String) query.get("bbox"),
                        (String) query.get("q"),
                        (String) query.get("sort")),
                scope,
                PLACES);
    }
}
