package org.chaiwei.demolition.evidence;

import java.math.BigDecimal;

/** How far two places are apart. */
final class Distance {

    /** Mean radius of the earth, metres. */
    private static final long EARTH_RADIUS_M = 6_371_009;

    private static final int MICRO = 6;

    private Distance() {}

    /** Whole metres between two places given in degrees (haversine; better than one in two hundred anywhere). */
    static long metres(BigDecimal lon1, BigDecimal lat1, BigDecimal lon2, BigDecimal lat2) {
        var from = radians(lat1);
        var to = radians(lat2);
        var north = Math.sin((to - from) / 2);
        var east = Math.sin((radians(lon2) - radians(lon1)) / 2);
        var chord = north * north + Math.cos(from) * Math.cos(to) * east * east;
        return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(chord)));
    }

    private static double radians(BigDecimal degrees) {
        return Math.toRadians(degrees.movePointRight(MICRO).longValue() / 1e6);
    }
}
