package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written down when a construction comes onto the ledger, by form or by spreadsheet. Well-formed, not yet right: {@link
 * EntryRules} says what is wrong with it, field by field.
 *
 * @param areaM2 as given; right is: above zero, two decimals at most
 * @param partyId the responsible person, already in the party registry
 */
public record Registration(
        String ledgerNumber,
        LedgerKind ledgerKind,
        Site site,
        Use use,
        BigDecimal areaM2,
        Building building,
        LocalDate discoveredOn,
        FoundBy foundBy,
        Origin origin,
        Set<Tag> tags,
        int households,
        @Nullable String unit,
        @Nullable UUID partyId) {

    public Registration {
        ledgerNumber = ledgerNumber.strip();
        tags = Set.copyOf(tags);
        unit = Site.stripped(unit);
    }

    Particulars particulars() {
        return new Particulars(
                ledgerNumber,
                ledgerKind.name(),
                site.street(),
                site.community(),
                site.compound(),
                site.alley(),
                unit,
                use.name(),
                tags.stream().map(Tag::name).toList(),
                households,
                origin.name());
    }
}
