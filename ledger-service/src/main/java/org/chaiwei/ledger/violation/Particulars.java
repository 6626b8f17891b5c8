package org.chaiwei.ledger.violation;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every event says of the entry it is about, as known when it happened, so that no reader has to look elsewhere. Holds no
 * personal data: the address and the coordinates are in the events that set them, a person is a pseudonymous id.
 *
 * @param ledgerNumber 台账编号, unique in the district
 * @param ledgerKind a name of {@link LedgerKind}
 * @param street code of the sub-district (街道), nine digits
 * @param community code of the residents' committee (社区), twelve digits
 * @param compound 小区, by name
 * @param alley 街巷 or 胡同, by name
 * @param unit 责任单位: the unit of the district that answers for it, set for the ledger kind DISTRICT_UNIT
 * @param use a name of {@link Use}
 * @param tags names of {@link Tag}, each once, in alphabetical order
 * @param households 涉及户数, 0 where nobody lives in it or nobody counted
 * @param origin a name of {@link Origin}
 */
public record Particulars(
        String ledgerNumber,
        String ledgerKind,
        String street,
        @Nullable String community,
        @Nullable String compound,
        @Nullable String alley,
        @Nullable String unit,
        String use,
        List<String> tags,
        int households,
        String origin) {

    public Particulars {
        tags = List.copyOf(new TreeSet<>(tags));
    }

    Particulars withTags(List<String> others) {
        return new Particulars(
                ledgerNumber, ledgerKind, street, community, compound, alley, unit, use, others, households, origin);
    }
}
