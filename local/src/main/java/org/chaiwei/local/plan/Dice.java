package org.chaiwei.local.plan;

import java.util.Collections;
import java.util.List;

/**
 * Chance that falls the same way on every JDK: SplitMix64 (Steele, Lea and Flood 2014), written out because the library's
 * generators may change their algorithm, and StrictMath where a curve is needed.
 *
 * <p>Each matter throws dice of its own, named for it, so that a change to one matter leaves the others as they were.
 */
final class Dice {

    private long state;

    Dice(long seed, String matter) {
        state = seed;
        for (int i = 0; i < matter.length(); i++) state = nextLong() ^ matter.charAt(i);
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        var z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to one less than {@code bound}. */
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    boolean perMille(int chance) {
        return below(1000) < chance;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The index of a weight, each as likely as its part of the sum. */
    int weighted(int... weights) {
        var sum = 0;
        for (var weight : weights) sum += weight;
        var left = below(sum);
        var index = 0;
        while (left >= weights[index]) left -= weights[index++];
        return index;
    }

    /** A log-normal weight in millionths around one million: many small, few large, as areas and places are. */
    long skewed(double sigma) {
        var radius = StrictMath.sqrt(-2 * StrictMath.log((below(1 << 30) + 1) / (double) (1 << 30)));
        var gauss = radius * StrictMath.cos(2 * StrictMath.PI * below(1 << 30) / (1 << 30));
        return Math.max(1, (long) (1_000_000 * StrictMath.exp(sigma * gauss)));
    }

    void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) Collections.swap(list, i, below(i + 1));
    }
}
