package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Where a construction stands. Texts are stripped, blank ones are null; coordinates have six decimals, which is 0.1 m.
 *
 * @param street code of the sub-district (街道)
 * @param community code of the residents' committee (社区) within it
 * @param compound 小区
 * @param alley 街巷
 * @param address 详细地址
 * @param lon longitude in degrees, WGS84
 * @param lat latitude in degrees, WGS84
 */
public record Site(
        String street,
        @Nullable String community,
        @Nullable String compound,
        @Nullable String alley,
        String address,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat) {

    private static final int DEGREE_DECIMALS = 6;

    public Site {
        street = street.strip();
        community = stripped(community);
        compound = stripped(compound);
        alley = stripped(alley);
        address = address.strip();
        lon = rounded(lon);
        lat = rounded(lat);
    }

    static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal degrees) {
        return degrees == null ? null : degrees.setScale(DEGREE_DECIMALS, RoundingMode.HALF_UP);
    }
}
