package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.rating.RatingEvent.AppealFiled;
import org.chaiwei.accountability.rating.RatingEvent.AppealRejected;
import org.chaiwei.accountability.rating.RatingEvent.AppealUpheld;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.jspecify.annotations.Nullable;

/** A month's rating as its events tell it; also what queries show. */
sealed interface RatingState {

    RatingState evolve(RatingEvent event);

    record Unfrozen() implements RatingState {
        @Override
        public RatingState evolve(RatingEvent event) {
            return switch (event) {
                case RatingFrozen e ->
                    new Frozen(e, List.of(new Version(1, e.table(), e.hash(), e.occurredOn(), null, null)), Map.of());
                case AppealFiled _, AppealUpheld _, AppealRejected _, RatingReversed _ ->
                    throw new IllegalStateException("an event of a month that was never frozen");
            };
        }
    }

    /**
     * @param appeal that has led to it; null for the first, as what makes it differ from the version before
     */
    record Version(
            int number,
            List<Rated> table,
            String hash,
            LocalDate since,
            @Nullable UUID appeal,
            @Nullable Correction correction) {

        Rated of(String street) {
            return table.stream()
                    .filter(row -> row.street().equals(street))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** @param decided null while it is pending */
    record Appeal(AppealFiled filed, @Nullable Decided decided) {}

    /** @param points as corrected; null where it was rejected */
    record Decided(boolean upheld, @Nullable BigDecimal points, UUID reason, LocalDate on) {}

    /**
     * @param versions of the table, each beside those before it
     * @param appeals in the order in which they were filed
     */
    record Frozen(RatingFrozen freeze, List<Version> versions, Map<UUID, Appeal> appeals) implements RatingState {

        @Override
        public RatingState evolve(RatingEvent event) {
            return switch (event) {
                case RatingFrozen e -> throw new IllegalStateException("the month " + e.month() + " was frozen twice");
                case AppealFiled e -> with(new Appeal(e, null));
                case AppealUpheld e ->
                    with(decided(e.appeal(), new Decided(true, e.points(), e.reason(), e.occurredOn())));
                case AppealRejected e ->
                    with(decided(e.appeal(), new Decided(false, null, e.reason(), e.occurredOn())));
                case RatingReversed e -> {
                    var more = new ArrayList<>(versions);
                    more.add(new Version(
                            e.version(),
                            e.table(),
                            e.hash(),
                            e.occurredOn(),
                            e.appeal(),
                            new Correction(e.street(), e.part(), e.points())));
                    yield new Frozen(freeze, List.copyOf(more), appeals);
                }
            };
        }

        Version latest() {
            return versions.getLast();
        }

        /** What upheld appeals have made different up to a version, in their order. */
        List<Correction> corrections(int version) {
            var corrections = new ArrayList<Correction>();
            for (var one : versions)
                if (one.number <= version && one.correction != null) corrections.add(one.correction);
            return corrections;
        }

        private Appeal decided(UUID appeal, Decided decision) {
            var filed = appeals.get(appeal);
            if (filed == null) throw new IllegalStateException("a decision on an appeal that was never filed");
            return new Appeal(filed.filed(), decision);
        }

        private Frozen with(Appeal appeal) {
            var all = new LinkedHashMap<>(appeals);
            all.put(appeal.filed().appeal(), appeal);
            return new Frozen(freeze, versions, all);
        }
    }
}
