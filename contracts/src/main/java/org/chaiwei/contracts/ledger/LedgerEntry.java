package org.chaiwei.contracts.ledger;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every fact says of the entry it is about.
 *
 * @param ledgerNumber 台账编号
 * @param ledgerKind 台账类别: GENERAL, WALL_OPENING, DISTRICT_UNIT or FOLLOW_UP
 * @param street code of the sub-district (街道), nine digits
 * @param community code of the residents' committee (社区), twelve digits
 * @param compound 小区, by name
 * @param alley 街巷, by name
 * @param unit 责任单位, by name
 * @param use 使用性质: RESIDENTIAL, STORAGE, COMMERCIAL, OFFICE or OTHER
 * @param tags 标签, each once, in alphabetical order
 * @param households 涉及户数
 * @param origin 来源: EXISTING, NEW or RELAPSE
 */
public record LedgerEntry(
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

    public LedgerEntry {
        tags = List.copyOf(new TreeSet<>(tags));
    }
}
