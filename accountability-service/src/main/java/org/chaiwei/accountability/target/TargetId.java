package org.chaiwei.accountability.target;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The id of a target follows from its code, so that no code is ever set twice, by whichever instance. */
final class TargetId {

    private static final String NAMESPACE = "chaiwei:target:";

    private TargetId() {}

    /** UUID version 8 (RFC 9562) of the SHA-256 of {@code "chaiwei:target:" + code} in UTF-8. */
    static UUID of(String code) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest((NAMESPACE + code).getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
            long low = (hash.getLong() >>> 2) | 0x8000_0000_0000_0000L; // variant 10
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
