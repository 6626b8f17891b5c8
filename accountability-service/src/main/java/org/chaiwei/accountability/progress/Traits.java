package org.chaiwei.accountability.progress;

import java.util.List;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * What targets look at in an entry. An entry that changes one of these is taken off the account here and put on there.
 *
 * @param tags in alphabetical order
 * @param clearedBeforePlan closed on the plan's baseline day or before, and so outside its cohort
 */
record Traits(
        String street,
        String use,
        String ledgerKind,
        String origin,
        List<String> tags,
        @Nullable String alley,
        int households,
        boolean clearedBeforePlan) {

    Traits {
        tags = List.copyOf(tags);
    }

    static Traits of(LedgerEntry entry) {
        return new Traits(
                entry.street(),
                entry.use(),
                entry.ledgerKind(),
                entry.origin(),
                entry.tags(),
                entry.alley(),
                entry.households(),
                false);
    }

    Traits withStreetOf(Traits other) {
        return new Traits(other.street, use, ledgerKind, origin, tags, other.alley, households, clearedBeforePlan);
    }

    Traits withTagsOf(Traits other) {
        return new Traits(street, use, ledgerKind, origin, other.tags, alley, households, clearedBeforePlan);
    }

    /** All that a correction may change: neither street nor tags. */
    Traits correctedTo(Traits other) {
        return new Traits(
                street,
                other.use,
                other.ledgerKind,
                other.origin,
                tags,
                other.alley,
                other.households,
                clearedBeforePlan);
    }

    Traits clearedBeforePlan(boolean cleared) {
        return new Traits(street, use, ledgerKind, origin, tags, alley, households, cleared);
    }
}
