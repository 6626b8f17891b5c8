package org.chaiwei.accountability.rating;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.UUID;

/**
 * The id of a month's rating follows from the month, so that no month is ever frozen twice, by whichever instance; and that of an appeal
 * from what it is against, so that a repeated request means the same one. UUIDs of version 8 (RFC 9562): the SHA-256 of a text in UTF-8.
 */
final class RatingId {

    private RatingId() {}

    /** Of {@code "chaiwei:rating:" + month}, the month as in 2016-05. */
    static UUID of(YearMonth month) {
        return hashed("chaiwei:rating:" + month);
    }

    /** Of {@code "chaiwei:rating-appeal:" + month + ":" + street + ":" + part}. */
    static UUID ofAppeal(YearMonth month, String street, Part part) {
        return hashed("chaiwei:rating-appeal:%s:%s:%s".formatted(month, street, part));
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
