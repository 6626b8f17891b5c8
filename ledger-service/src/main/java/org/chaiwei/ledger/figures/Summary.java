package org.chaiwei.ledger.figures;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the plan's first paragraph, as of a business date and as known at a position. Remaining is registered less cleared,
 * for every street and use as for the whole.
 *
 * @param knownAt the position that the figures really cover
 * @param recordedAt when that position was recorded; null while nothing was
 * @param registered put on the ledger, with corrections, less withdrawals
 * @param cleared closed entries; area demolished or otherwise closed, also of entries that are not closed yet
 * @param byUse what remains, by use, all uses in the plan's order
 * @param byStreet every street in the order of the codes; null where the caller may not see it
 */
record Summary(
        LocalDate asOf,
        long knownAt,
        @Nullable Instant recordedAt,
        Amount registered,
        Amount cleared,
        Amount remaining,
        List<OfUse> byUse,
        @Nullable List<OfStreet> byStreet) {

    /** @param share of the remaining area, a fraction with six decimals; 0 where nothing remains */
    record OfUse(Use use, long count, BigDecimal areaM2, BigDecimal share) {}

    record OfStreet(String street, Amount registered, Amount cleared, Amount remaining) {}

    /** One sum of movements. */
    record Cell(String street, Use use, Line line, Amount amount) {}

    /** The summary of these sums, with every one of {@code streets} in it even where nothing happened. */
    static Summary of(LocalDate asOf, KnownAt knownAt, List<String> streets, List<Cell> cells) {
        var whole = new Balance();
        var uses = new TreeMap<Use, Balance>(); // in the plan's order, which is the enum's
        Arrays.stream(Use.values()).forEach(use -> uses.put(use, new Balance()));
        var perStreet = new TreeMap<String, Balance>();
        streets.forEach(street -> perStreet.put(street, new Balance()));
        for (var cell : cells) {
            whole.take(cell);
            balanceOf(cell.use(), uses).take(cell);
            balanceOf(cell.street(), perStreet).take(cell);
        }
        var remaining = whole.remaining();
        return new Summary(
                asOf,
                knownAt.position(),
                knownAt.recordedAt(),
                whole.registered,
                whole.cleared,
                remaining,
                uses.entrySet().stream()
                        .map(use -> ofUse(use.getKey(), use.getValue().remaining(), remaining.areaM2()))
                        .toList(),
                perStreet.entrySet().stream()
                        .map(street -> new OfStreet(
                                street.getKey(),
                                street.getValue().registered,
                                street.getValue().cleared,
                                street.getValue().remaining()))
                        .toList());
    }

    /** The same without the streets that a caller may not see. */
    @JsonIgnore
    Summary ofStreets(Predicate<String> seen) {
        return byStreet == null
                ? this
                : withByStreet(byStreet.stream()
                        .filter(street -> seen.test(street.street()))
                        .toList());
    }

    /** The same without any street: what is published to everyone. */
    @JsonIgnore
    Summary ofDistrict() {
        return withByStreet(null);
    }

    private Summary withByStreet(@Nullable List<OfStreet> streets) {
        return new Summary(asOf, knownAt, recordedAt, registered, cleared, remaining, byUse, streets);
    }

    private static <K> Balance balanceOf(K key, Map<K, Balance> balances) {
        return balances.computeIfAbsent(key, _ -> new Balance());
    }

    private static OfUse ofUse(Use use, Amount remaining, BigDecimal whole) {
        var share = whole.signum() == 0
                ? BigDecimal.ZERO.setScale(6)
                : remaining.areaM2().divide(whole, 6, RoundingMode.HALF_UP);
        return new OfUse(use, remaining.count(), remaining.areaM2(), share);
    }

    private static final class Balance {
        private Amount registered = Amount.NONE;
        private Amount cleared = Amount.NONE;

        void take(Cell cell) {
            switch (cell.line()) {
                case ADDED, CORRECTED -> registered = registered.plus(cell.amount());
                case DEMOLISHED, OTHERWISE_CLOSED, REVOKED -> cleared = cleared.minus(cell.amount());
                case TAKEN_BACK -> {} // its new entry is registered like any other
            }
        }

        Amount remaining() {
            return registered.minus(cleared);
        }
    }
}
