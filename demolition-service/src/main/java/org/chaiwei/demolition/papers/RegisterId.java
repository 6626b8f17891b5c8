package org.chaiwei.demolition.papers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The id of a register follows from whose it is, so that every instance finds the same one without a table. */
final class RegisterId {

    private RegisterId() {}

    /** UUID version 8 (RFC 9562) of the SHA-256 of {@code "chaiwei:paper-register:<office>:<kind>:<year>"} in UTF-8. */
    static UUID of(String office, PaperKind kind, int year) {
        var name = "chaiwei:paper-register:%s:%s:%d".formatted(office, kind.name(), year);
        var hash = ByteBuffer.wrap(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
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
