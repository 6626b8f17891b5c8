package org.chaiwei.accountability.measure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a measure follows from what it is for, so that proposing twice, by whichever instance, means the same one. UUIDs of version 8
 * (RFC 9562): the SHA-256 of a text in UTF-8.
 */
final class MeasureId {

    private MeasureId() {}

    /** Of {@code "chaiwei:measure:" + month + ":" + street + ":" + rule}, the month as in 2016-05. */
    static UUID byRule(String month, String street, String rule) {
        return hashed("chaiwei:measure:%s:%s:%s".formatted(month, street, rule));
    }

    /** Of {@code "chaiwei:measure-by-hand:" + ground + ":" + street + ":" + finding or else month + ":" + kind}. */
    static UUID byHand(Ground ground, String street, @Nullable String month, @Nullable UUID finding, MeasureKind kind) {
        return hashed("chaiwei:measure-by-hand:%s:%s:%s:%s"
                .formatted(ground, street, finding == null ? month : finding, kind));
    }

    /** Of {@code "chaiwei:measure-appeal:" + measure}: there is one of each. */
    static UUID ofAppeal(UUID measure) {
        return hashed("chaiwei:measure-appeal:" + measure);
    }

    private static UUID hashed(String text) {
        try {
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
            long low = (hash.getLong() >>> 2) | 0x8000_0000_0000_0000L; // variant 10
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
