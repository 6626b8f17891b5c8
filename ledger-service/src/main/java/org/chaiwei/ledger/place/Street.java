package org.chaiwei.ledger.place;

import java.math.BigDecimal;

/**
 * A sub-district (街道), the unit that keeps a ledger and is rated.
 *
 * @param code its statistical code, nine digits
 * @param name its full Chinese name, ending in 街道
 * @param pinyin its name without the class word, for an English page
 * @param lon longitude of a point near its middle, WGS84
 * @param lat latitude of that point, WGS84
 * @param tileRow its row on the district's schematic board, from the north, 0 first
 * @param tileCol its column on that board, from the west, 0 first
 */
public record Street(
        String code, String name, String pinyin, BigDecimal lon, BigDecimal lat, int tileRow, int tileCol) {}
