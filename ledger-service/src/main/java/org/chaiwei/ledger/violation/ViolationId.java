package org.chaiwei.ledger.violation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of an entry follows from its ledger number, so that the event store's own rule, one event a sequence of an aggregate, keeps
 * ledger numbers unique across all instances without a table of numbers.
 */
public final class ViolationId {

    private static final String NAMESPACE = "chaiwei:violation:";

    private ViolationId() {}

    /** UUID version 8 (RFC 9562) of the SHA-256 of {@code "chaiwei:violation:" + ledgerNumber} in UTF-8. */
    public static UUID of(String ledgerNumber) {
        var hash = ByteBuffer.wrap(sha256().digest((NAMESPACE + ledgerNumber).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
        long low = (hash.getLong() >>> 2) | 0x8000_0000_0000_0000L; // variant 10
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
