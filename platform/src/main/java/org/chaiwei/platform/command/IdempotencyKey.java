package org.chaiwei.platform.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.chaiwei.eventstore.AppendKey;

/**
 * A caller's wish that a request be done once however often it is sent. Kept for {@link #KEPT_DAYS} days.
 *
 * @param append what the log keeps: scope (actor, method, route, path and the caller's key) and body, as hashes
 */
public record IdempotencyKey(AppendKey append) {

    public static final String HEADER = "Idempotency-Key";

    static final int KEPT_DAYS = 7;

    /**
     * @param route the route's template, such as {@code /violations/{id}/tags}
     * @param bodyHash SHA-256 of what was sent
     */
    static IdempotencyKey of(String actor, String method, String route, String path, String key, byte[] bodyHash) {
        return new IdempotencyKey(new AppendKey(hash(actor, method, route, path, key), bodyHash));
    }

    String scope() {
        return HexFormat.of().formatHex(append.scope());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hash(String... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0); // no part holds it
        }
        return digest.digest();
    }
}
