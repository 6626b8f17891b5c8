package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides a whole by weights so that the parts are whole units and add up exactly: everyone gets their quota rounded down, and the units
 * left over go one each to the largest remainders, the first in order where remainders are equal (最大余数法). Pure and exact.
 */
final class LargestRemainder {

    private LargestRemainder() {}

    private record Quota(String of, BigInteger units, BigInteger remainder) {}

    /**
     * @param whole not negative; what it has beyond whole units goes to whoever has the largest remainder
     * @param weights not negative, not all zero
     */
    static SortedMap<String, BigDecimal> parts(BigDecimal whole, SortedMap<String, BigDecimal> weights) {
        if (whole.signum() < 0) throw new IllegalArgumentException("a negative whole can't be divided");
        var scale = weights.values().stream().mapToInt(BigDecimal::scale).max().orElse(0);
        var total = BigInteger.ZERO;
        for (var weight : weights.values()) {
            if (weight.signum() < 0) throw new IllegalArgumentException("a weight is negative");
            total = total.add(weight.setScale(scale).unscaledValue());
        }
        if (total.signum() == 0) throw new IllegalArgumentException("there is nothing to divide by");
        var units = whole.toBigInteger();
        var quotas = new ArrayList<Quota>();
        var left = units;
        for (var weight : weights.entrySet()) {
            var share = units.multiply(weight.getValue().setScale(scale).unscaledValue())
                    .divideAndRemainder(total);
            quotas.add(new Quota(weight.getKey(), share[0], share[1]));
            left = left.subtract(share[0]);
        }
        quotas.sort(Comparator.comparing(Quota::remainder).reversed().thenComparing(Quota::of));
        var fraction = whole.subtract(new BigDecimal(units));
        var parts = new TreeMap<String, BigDecimal>();
        for (var quota : quotas) {
            var part = new BigDecimal(quota.units);
            if (left.signum() > 0) {
                part = part.add(BigDecimal.ONE);
                left = left.subtract(BigInteger.ONE);
            }
            if (fraction.signum() > 0) {
                part = part.add(fraction);
                fraction = BigDecimal.ZERO;
            }
            parts.put(quota.of, part);
        }
        return parts;
    }
}
