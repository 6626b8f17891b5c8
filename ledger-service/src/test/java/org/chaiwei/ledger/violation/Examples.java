package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/** One entry in 大栅栏街道, and those who deal with it. */
final class Examples {

    static final Places PLACES = Places.published();

    static final String DASHILAR = "110102013";
    static final String TIANQIAO = "110102014";

    static final Scope STREET = new Scope(Role.STREET, Set.of(DASHILAR));
    static final Scope OTHER_STREET = new Scope(Role.STREET, Set.of(TIANQIAO));
    static final Scope OFFICE = new Scope(Role.OFFICE, Set.of());

    static final LocalDate TODAY = LocalDate.of(2016, 6, 1);

    static final String NUMBER = "110102013-2016-00001";
    static final UUID ID = ViolationId.of(NUMBER);
    static final UUID PARTY = UUID.fromString("01920000-0000-7000-8000-00000000000a");
    static final UUID REASON = UUID.fromString("01920000-0000-7000-8000-00000000000b");
    static final UUID BATCH = UUID.fromString("01920000-0000-7000-8000-00000000000c");

    static final Site SITE = new Site(
            DASHILAR,
            "110102013002",
            null,
            "杨梅竹斜街",
            "杨梅竹斜街 61 号院内北侧",
            new BigDecimal("116.3892"),
            new BigDecimal("39.8951"));

    private Examples() {}

    static Registration registration() {
        return registration(NUMBER, SITE, "14.85");
    }

    static Registration registration(String number, Site site, String areaM2) {
        return new Registration(
                number,
                LedgerKind.GENERAL,
                site,
                Use.STORAGE,
                new BigDecimal(areaM2),
                new Building("彩钢", 1, 2009),
                LocalDate.of(2013, 4, 12),
                FoundBy.INVENTORY,
                Origin.EXISTING,
                Set.of(Tag.FIRE_LANE, Tag.RENTAL_BUSINESS),
                0,
                null,
                PARTY);
    }

    static ViolationRegistered registered(LocalDate on) {
        return registered(on, "14.85");
    }

    static ViolationRegistered registered(LocalDate on, String areaM2) {
        var entry = registration();
        return new ViolationRegistered(
                ID,
                entry.particulars(),
                SITE.address(),
                SITE.lon(),
                SITE.lat(),
                new BigDecimal(areaM2),
                "彩钢",
                1,
                2009,
                entry.discoveredOn(),
                "INVENTORY",
                PARTY,
                null,
                false,
                on);
    }

    static DemolitionPosted demolished(String areaM2, boolean legacy, LocalDate on) {
        return new DemolitionPosted(ID, registration().particulars(), new BigDecimal(areaM2), legacy, on);
    }

    static LedgerClosed closed(String areaM2, boolean legacy, LocalDate on) {
        return new LedgerClosed(ID, registration().particulars(), "DEMOLISHED", new BigDecimal(areaM2), legacy, on);
    }

    static Asked asked(Scope by, LocalDate occurredOn) {
        return new Asked(by, occurredOn, TODAY, null);
    }

    static Asked askedWithReason(Scope by, LocalDate occurredOn) {
        return new Asked(by, occurredOn, TODAY, REASON);
    }

    /** A correction that changes nothing yet. */
    static CorrectionBuilder correction() {
        return new CorrectionBuilder();
    }

    static final class CorrectionBuilder {
        private @Nullable BigDecimal areaM2;
        private @Nullable Use use;
        private @Nullable String community;
        private @Nullable String address;
        private @Nullable Integer storeys;
        private Set<Correction.Clearable> clear = Set.of();

        CorrectionBuilder area(String m2) {
            areaM2 = new BigDecimal(m2);
            return this;
        }

        CorrectionBuilder use(Use value) {
            use = value;
            return this;
        }

        CorrectionBuilder community(String value) {
            community = value;
            return this;
        }

        CorrectionBuilder address(String value) {
            address = value;
            return this;
        }

        CorrectionBuilder storeys(int value) {
            storeys = value;
            return this;
        }

        CorrectionBuilder clear(Correction.Clearable... fields) {
            clear = Set.of(fields);
            return this;
        }

        Correction build() {
            return new Correction(
                    areaM2, use, null, null, null, community, null, null, address, null, null, null, storeys, null,
                    clear);
        }
    }
}
