package org.chaiwei.local.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Parts of a whole number by weight, by largest remainder: the parts always sum to the whole. */
final class Shares {

    private Shares() {}

    /**
     * @param weights none below zero, at least one above; total × the largest weight must fit in a long
     * @return as many parts as weights; of equal remainders the first is rounded up
     */
    static long[] of(long total, long[] weights) {
        var sum = Arrays.stream(weights).sum();
        var parts = new long[weights.length];
        var remainders = new long[weights.length];
        var left = total;
        for (int i = 0; i < weights.length; i++) {
            var product = Math.multiplyExact(total, weights[i]);
            parts[i] = product / sum;
            remainders[i] = product % sum;
            left -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }

    /** The same, but no part below {@code least}. */
    static long[] atLeast(long least, long total, long[] weights) {
        var parts = of(total - least * weights.length, weights);
        for (int i = 0; i < parts.length; i++) parts[i] += least;
        return parts;
    }
}
