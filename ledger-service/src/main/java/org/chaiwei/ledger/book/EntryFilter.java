package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.ledger.place.Community;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Status;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant: an {@link EntryQuery} that has been checked and narrowed to what the caller may see. Two filters that
 * mean the same entries in the same words are equal, also as text: cursors rely on that.
 *
 * @param streets codes of the streets that count, sorted; null for all of them
 * @param words what must stand in the number or the address, in lower case
 */
record EntryFilter(
        @Nullable LedgerKind book,
        @Nullable Set<String> streets,
        @Nullable String community,
        @Nullable String compound,
        @Nullable String alley,
        @Nullable String unit,
        @Nullable Use use,
        Set<Tag> tags,
        @Nullable Status status,
        @Nullable Origin origin,
        @Nullable LocalDate registeredFrom,
        @Nullable LocalDate registeredTo,
        @Nullable LocalDate closedFrom,
        @Nullable LocalDate closedTo,
        @Nullable BigDecimal areaMin,
        @Nullable BigDecimal areaMax,
        @Nullable Box box,
        List<String> words,
        EntryOrder order) {

    /** Each word costs a scan where it is too short for the index. */
    private static final int WORDS_MAX = 5;

    /** Dates beyond these are slips of the pen, and beyond what the database can hold is not far. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /** A part of the map; its edges belong to it. */
    record Box(BigDecimal west, BigDecimal south, BigDecimal east, BigDecimal north) {}

    /**
     * The filter that a query means to this caller.
     *
     * @throws RefusedException with every parameter that can't be understood, or because the street is not the caller's
     */
    static EntryFilter of(EntryQuery query, Scope scope, Places places) {
        return new Reading(query, places).filter(scope);
    }

    /** The conditions and their parameters, for a query over {@code entry}. */
    Where where() {
        var where = new Where();
        if (book != null) where.and("ledger_kind = :book", "book", book.name());
        if (streets != null) where.and("street = ANY (:streets::text[])", "streets", literal(streets));
        if (community != null) where.and("community = :community", "community", community);
        if (compound != null) where.and("compound = :compound", "compound", compound);
        if (alley != null) where.and("alley = :alley", "alley", alley);
        if (unit != null) where.and("unit = :unit", "unit", unit);
        if (use != null) where.and("use_class = :use", "use", use.name());
        if (!tags.isEmpty())
            where.and(
                    "tags && :tags::text[]",
                    "tags",
                    literal(new TreeSet<>(tags.stream().map(Tag::name).toList())));
        if (status != null) where.and("status = :status", "status", status.name());
        else where.and("status <> :withdrawn", "withdrawn", Status.WITHDRAWN.name());
        if (origin != null) where.and("origin = :origin", "origin", origin.name());
        if (registeredFrom != null) where.and("registered_on >= :registeredFrom", "registeredFrom", registeredFrom);
        if (registeredTo != null) where.and("registered_on <= :registeredTo", "registeredTo", registeredTo);
        if (closedFrom != null) where.and("closed_on >= :closedFrom", "closedFrom", closedFrom);
        if (closedTo != null) where.and("closed_on <= :closedTo", "closedTo", closedTo);
        if (areaMin != null) where.and("area_m2 >= :areaMin", "areaMin", areaMin);
        if (areaMax != null) where.and("area_m2 <= :areaMax", "areaMax", areaMax);
        if (box != null) {
            where.and("lon >= :west", "west", box.west());
            where.and("lon <= :east", "east", box.east());
            where.and("lat >= :south", "south", box.south());
            where.and("lat <= :north", "north", box.north());
        }
        for (int i = 0; i < words.size(); i++)
            where.and(
                    "lower(ledger_number || ' ' || address) LIKE :word" + i,
                    "word" + i,
                    "%" + words.get(i).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return where;
    }

    /** Conditions that must all hold, with their named parameters. */
    static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void and(String condition, String parameter, Object value) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }

        String clause() {
            return String.join(" AND ", conditions);
        }

        Map<String, Object> parameters() {
            return parameters;
        }
    }

    /** Codes and names of constants: nothing in them needs quoting. */
    private static String literal(Set<String> names) {
        return "{" + String.join(",", names) + "}";
    }

    /** Reads a query's parameters one after the other and gathers what is wrong with them. */
    private static final class Reading {
        private final EntryQuery query;
        private final Places places;
        private final List<FieldError> errors = new ArrayList<>();

        Reading(EntryQuery query, Places places) {
            this.query = query;
            this.places = places;
        }

        EntryFilter filter(Scope scope) {
            var street = street();
            var community = community(street);
            inOrder("registeredFrom", query.registeredFrom(), "registeredTo", query.registeredTo());
            inOrder("closedFrom", query.closedFrom(), "closedTo", query.closedTo());
            if (query.areaMin() != null
                    && query.areaMax() != null
                    && query.areaMin().compareTo(query.areaMax()) > 0)
                errors.add(new FieldError("areaMax", "below-its-start", Map.of("start", "areaMin")));
            var filter = new EntryFilter(
                    query.book(),
                    ReadAccess.streets(scope, street == null ? null : street.code()),
                    community == null ? null : community.code(),
                    text("compound", query.compound()),
                    text("alley", query.alley()),
                    text("unit", query.unit()),
                    query.use(),
                    query.tag() == null || query.tag().isEmpty() ? Set.of() : EnumSet.copyOf(query.tag()),
                    query.status(),
                    query.origin(),
                    query.registeredFrom(),
                    query.registeredTo(),
                    query.closedFrom(),
                    query.closedTo(),
                    query.areaMin(),
                    query.areaMax(),
                    box(),
                    words(),
                    order());
            if (!errors.isEmpty()) throw new RefusedException(new InvalidRequest(errors));
            return filter;
        }

        private @Nullable String text(String field, @Nullable String given) {
            if (given == null || given.isBlank()) return null;
            // PostgreSQL's text has no NUL.
            if (given.indexOf('\0') >= 0) errors.add(new FieldError(field, "malformed"));
            return given.strip();
        }

        private @Nullable Street street() {
            var given = text("street", query.street());
            if (given == null) return null;
            var street = places.street(given);
            if (street.isEmpty())
                errors.add(new FieldError(
                        "street",
                        "not-one-of",
                        Map.of(
                                "allowed",
                                places.streets().stream().map(Street::name).toList())));
            return street.orElse(null);
        }

        private @Nullable Community community(@Nullable Street street) {
            var given = text("community", query.community());
            if (given == null
                    || (street == null
                            && query.street() != null
                            && !query.street().isBlank())) return null;
            // A community's code begins with its street's.
            var streetCode = street != null ? street.code() : given.substring(0, Math.min(9, given.length()));
            var community = places.community(streetCode, given);
            if (community.isEmpty()) errors.add(new FieldError("community", "community-not-found"));
            return community.orElse(null);
        }

        private void inOrder(String fromField, @Nullable LocalDate from, String toField, @Nullable LocalDate to) {
            var usable = usable(fromField, from) & usable(toField, to);
            if (usable && from != null && to != null && from.isAfter(to))
                errors.add(new FieldError(toField, "below-its-start", Map.of("start", fromField)));
        }

        private boolean usable(String field, @Nullable LocalDate date) {
            var usable = date == null || !(date.isBefore(EARLIEST) || date.isAfter(LATEST));
            if (!usable) errors.add(new FieldError(field, "not-a-date"));
            return usable;
        }

        private @Nullable Box box() {
            var given = text("bbox", query.bbox());
            if (given == null) return null;
            try {
                var edges = Arrays.stream(given.split(",", -1))
                        .map(edge -> new BigDecimal(edge.strip()))
                        .toList();
                if (edges.size() == 4
                        && within(180, edges.get(0), edges.get(2))
                        && within(90, edges.get(1), edges.get(3)))
                    return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
            } catch (NumberFormatException notANumber) {
                // Said below, as for any other box that is none.
            }
            errors.add(new FieldError("bbox", "not-a-box"));
            return null;
        }

        private static boolean within(int degrees, BigDecimal low, BigDecimal high) {
            var limit = BigDecimal.valueOf(degrees);
            return low.compareTo(high) <= 0 && low.compareTo(limit.negate()) >= 0 && high.compareTo(limit) <= 0;
        }

        private List<String> words() {
            var given = text("q", query.q());
            if (given == null) return List.of();
            var words = List.of(given.toLowerCase(Locale.ROOT).split("\\s+"));
            if (words.size() > WORDS_MAX) errors.add(new FieldError("q", "too-many-words", Map.of("max", WORDS_MAX)));
            return words;
        }

        private EntryOrder order() {
            var given = text("sort", query.sort());
            if (given == null) return EntryOrder.LEDGER_NUMBER;
            var order = EntryOrder.of(given);
            if (order.isEmpty())
                errors.add(new FieldError("sort", "not-one-of", Map.of("allowed", EntryOrder.parameters())));
            return order.orElse(EntryOrder.LEDGER_NUMBER);
        }
    }
}
