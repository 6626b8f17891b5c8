package org.chaiwei.demolition.street;

import java.math.BigDecimal;

/**
 * A sub-district (街道).
 *
 * @param code its statistical code, nine digits
 * @param name its full Chinese name, ending in 街道
 * @param lon degrees east of about its middle, WGS 84
 * @param lat degrees north
 */
public record Street(String code, String name, BigDecimal lon, BigDecimal lat) {

    private static final String CLASS_WORD = "街道";

    /** 大栅栏 for 大栅栏街道. */
    public String shortName() {
        return name.endsWith(CLASS_WORD) ? name.substring(0, name.length() - CLASS_WORD.length()) : name;
    }
}
