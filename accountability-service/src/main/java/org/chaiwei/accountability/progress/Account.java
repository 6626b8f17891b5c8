package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry's account: what it counted for, day by day, as its changes tell it. Pure.
 *
 * <p>A fact moves the account from what it was without the fact to what it is with it. So however late a fact comes, however far back it is
 * dated and whatever it overtakes, the sum of the movements up to a position, dated up to a day, is exactly what was known then of that
 * day. Of what the changes say in the order of their days, the last holds: a correction that is dated before a change of tags leaves the tags
 * alone. A corrected area adds its difference to what was recorded before it, on its own day: one that is dated before an earlier one leaves that one's
 * difference on its day. Area posted as demolished or taken back stays on its own day, in the street in which it was posted, as in the ledger's books.
 */
final class Account {

    /** The day before the plan: what was closed by then is outside its cohort. */
    static final LocalDate BASELINE = LocalDate.of(2015, 12, 31);

    private static final BigDecimal NO_AREA = new BigDecimal("0.00");

    /** A part of an account: a day, and the traits under which the entry counts from it. */
    record Cell(LocalDate day, Traits traits) {}

    private Account() {}

    /**
     * What one more change moves.
     *
     * @param changes those before it, since the entry came onto the ledger; a withdrawal leaves none
     */
    static Map<Cell, Measures> movements(List<Change> changes, Change next) {
        var moved = new LinkedHashMap<Cell, Measures>();
        of(changes).forEach((cell, measures) -> add(moved, cell, measures.negated()));
        of(after(changes, next)).forEach((cell, measures) -> add(moved, cell, measures));
        moved.values().removeIf(Measures::isNothing);
        return moved;
    }

    /** The changes that count once this one has happened. */
    static List<Change> after(List<Change> changes, Change next) {
        if (next.kind() == Change.Kind.WITHDRAWN) return List.of();
        var all = new ArrayList<>(changes);
        all.add(next);
        return all;
    }

    private static Map<Cell, Measures> of(List<Change> changes) {
        var account = new LinkedHashMap<Cell, Measures>();
        for (var change : changes) {
            switch (change.kind()) {
                case DEMOLISHED -> {
                    if (!change.legacy()) post(account, change, Measures.demolished(change.area()));
                }
                case REVERSED ->
                    post(account, change, Measures.demolished(change.area().negate()));
                case RELAPSED -> post(account, change, Measures.takenBack(change.area()));
                default -> {}
            }
        }
        var registration = changes.stream()
                .filter(change -> change.kind() == Change.Kind.REGISTERED)
                .findFirst();
        registration.ifPresent(first -> balance(account, changes, first));
        return account;
    }

    private static void post(Map<Cell, Measures> account, Change change, Measures measures) {
        add(account, new Cell(change.on(), change.traits()), measures);
    }

    /** What the entry is on each day, from its registration on; nothing said of an earlier day counts before it. */
    private static void balance(Map<Cell, Measures> account, List<Change> changes, Change registration) {
        var inOrder = new ArrayList<>(changes);
        inOrder.sort(Comparator.comparing((Change change) -> effective(change, registration))
                .thenComparing(change -> change != registration)
                .thenComparing(Change::position));
        var corrections = corrections(changes);
        Balance before = null;
        Balance current = null;
        for (int i = 0; i < inOrder.size(); i++) {
            var change = inOrder.get(i);
            var day = effective(change, registration);
            current = Balance.after(current, change, corrections.getOrDefault(change.position(), NO_AREA));
            var lastOfDay = i + 1 == inOrder.size()
                    || !effective(inOrder.get(i + 1), registration).equals(day);
            if (!lastOfDay || current == null) continue;
            if (before != null)
                add(account, new Cell(day, before.counted()), before.measures().negated());
            add(account, new Cell(day, current.counted()), current.measures());
            before = current;
        }
        account.values().removeIf(Measures::isNothing);
    }

    /** What each correction adds to the area that was recorded when it came, by its position. */
    private static Map<Long, BigDecimal> corrections(List<Change> changes) {
        var corrections = new HashMap<Long, BigDecimal>();
        var recorded = NO_AREA;
        for (var change :
                changes.stream().sorted(Comparator.comparing(Change::position)).toList()) {
            if (change.kind() == Change.Kind.CORRECTED)
                corrections.put(change.position(), change.area().subtract(recorded));
            if (change.kind() == Change.Kind.CORRECTED || change.kind() == Change.Kind.REGISTERED)
                recorded = change.area();
        }
        return corrections;
    }

    private static LocalDate effective(Change change, Change registration) {
        return change.on().isBefore(registration.on()) ? registration.on() : change.on();
    }

    private static void add(Map<Cell, Measures> cells, Cell cell, Measures measures) {
        cells.merge(cell, measures, Measures::plus);
    }

    /** @param closedOn null while it is open */
    private record Balance(
            Traits traits,
            BigDecimal areaM2,
            BigDecimal demolishedM2,
            @Nullable LocalDate closedOn) {

        static @Nullable Balance after(@Nullable Balance before, Change change, BigDecimal correctionM2) {
            if (change.kind() == Change.Kind.REGISTERED)
                return new Balance(change.traits(), change.area(), NO_AREA, null);
            if (before == null) return null;
            var was = before;
            return switch (change.kind()) {
                case CORRECTED -> was.with(was.traits.correctedTo(change.traits()), was.areaM2.add(correctionM2));
                case REASSIGNED -> was.with(was.traits.withStreetOf(change.traits()), was.areaM2);
                case TAGGED -> was.with(was.traits.withTagsOf(change.traits()), was.areaM2);
                case DEMOLISHED -> was.demolished(change.area());
                case REVERSED -> was.demolished(change.area().negate());
                case CLOSED -> new Balance(was.traits, was.areaM2, was.demolishedM2, change.on());
                case REVOKED -> new Balance(was.traits, was.areaM2, was.demolishedM2, null);
                case RELAPSED -> was;
                case REGISTERED, WITHDRAWN -> throw new IllegalStateException("not a change of a registered entry");
            };
        }

        Traits counted() {
            return traits.clearedBeforePlan(closedOn != null && !closedOn.isAfter(BASELINE));
        }

        Measures measures() {
            return closedOn == null ? Measures.open(areaM2, areaM2.subtract(demolishedM2)) : Measures.closed(areaM2);
        }

        private Balance with(Traits changed, BigDecimal changedM2) {
            return new Balance(changed, changedM2, demolishedM2, closedOn);
        }

        private Balance demolished(BigDecimal moreM2) {
            return new Balance(traits, areaM2, demolishedM2.add(moreM2), closedOn);
        }
    }
}
