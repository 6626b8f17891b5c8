package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be changed in an entry: null leaves a field as it is, {@code clear} empties one. The street is changed by a
 * reassignment, the tags by tagging; the ledger number, the discovery and the origin are never changed.
 */
record Correction(
        @Nullable BigDecimal areaM2,
        @Nullable Use use,
        @Nullable LedgerKind ledgerKind,
        @Nullable Integer households,
        @Nullable String unit,
        @Nullable String community,
        @Nullable String compound,
        @Nullable String alley,
        @Nullable String address,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat,
        @Nullable String structure,
        @Nullable Integer storeys,
        @Nullable Integer yearBuilt,
        Set<Clearable> clear) {

    /** The fields that an entry may do without. */
    enum Clearable {
        UNIT,
        COMMUNITY,
        COMPOUND,
        ALLEY,
        LOCATION,
        STRUCTURE,
        STOREYS,
        YEAR_BUILT
    }

    Correction {
        clear = Set.copyOf(clear);
    }

    Site correct(Site site) {
        return new Site(
                site.street(),
                changed(community, site.community(), Clearable.COMMUNITY),
                changed(compound, site.compound(), Clearable.COMPOUND),
                changed(alley, site.alley(), Clearable.ALLEY),
                address == null ? site.address() : address,
                changed(lon, site.lon(), Clearable.LOCATION),
                changed(lat, site.lat(), Clearable.LOCATION));
    }

    Building correct(Building building) {
        return new Building(
                changed(structure, building.structure(), Clearable.STRUCTURE),
                changed(storeys, building.storeys(), Clearable.STOREYS),
                changed(yearBuilt, building.yearBuilt(), Clearable.YEAR_BUILT));
    }

    Particulars correct(Particulars entry, Site corrected) {
        return new Particulars(
                entry.ledgerNumber(),
                ledgerKind == null ? entry.ledgerKind() : ledgerKind.name(),
                entry.street(),
                corrected.community(),
                corrected.compound(),
                corrected.alley(),
                Site.stripped(changed(unit, entry.unit(), Clearable.UNIT)),
                use == null ? entry.use() : use.name(),
                entry.tags(),
                households == null ? entry.households() : households,
                entry.origin());
    }

    private <T> @Nullable T changed(@Nullable T given, @Nullable T before, Clearable field) {
        if (given != null) return given;
        return clear.contains(field) ? null : before;
    }
}
