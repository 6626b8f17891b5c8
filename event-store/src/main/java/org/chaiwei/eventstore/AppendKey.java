package org.chaiwei.eventstore;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A claim that a request is made once: written by the same statement as the request's events, or not at all.
 *
 * <p>It travels in the metadata of the append's first event under {@link #METADATA} and is not stored there. A second append with
 * the same scope fails alone with {@link KeyAlreadyUsed}, from whichever process it comes.
 *
 * @param scope SHA-256 of what the key is unique for, such as actor, route and the client's key
 * @param body SHA-256 of what was asked, to tell a repetition from a mistake
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content, below
public record AppendKey(byte[] scope, byte[] body) {

    /** The metadata entry that carries a key to the engine. */
    public static final String METADATA = AppendKey.class.getName();

    private static final int SHA_256_BYTES = 32;

    public AppendKey {
        if (scope.length != SHA_256_BYTES || body.length != SHA_256_BYTES)
            throw new IllegalArgumentException("scope and body of an append key are SHA-256 hashes");
        scope = scope.clone();
        body = body.clone();
    }

    String scopeAsText() {
        return HexFormat.of().formatHex(scope);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppendKey that && Arrays.equals(scope, that.scope) && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scope);
    }

    @Override
    public String toString() {
        return "AppendKey[" + scopeAsText().substring(0, 8) + "…]";
    }
}
