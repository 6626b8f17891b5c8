package org.chaiwei.local.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The rule that ties an entry's id to its ledger number, so that one number can never stand for two entries. */
final class LedgerNumber {

    private LedgerNumber() {}

    /**
     * SHA-256 over {@code chaiwei:violation:} and the number; its first 64 bits with the version 8 written over four of them, then
     * the variant and the next 62 bits.
     */
    static UUID id(String ledgerNumber) {
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(("chaiwei:violation:" + ledgerNumber).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(0) & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L, hash.getLong(8) >>> 2 | Long.MIN_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
