package org.chaiwei.ledger.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A place in a list: behind the entry with this key and this ledger number. As text it is opaque to callers, and bound to the
 * filter it came from: behind the same entry another filter would show another list.
 */
record Cursor(String key, String ledgerNumber) {

    /** Format of the text: version, digest of the filter, key, ledger number. No part but the last may hold the separator. */
    private static final String VERSION = "1";

    private static final char SEPARATOR = '\n';

    static Cursor behind(Entry entry, EntryOrder order) {
        return new Cursor(order.key(entry), entry.particulars().ledgerNumber());
    }

    String text(EntryFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(String.valueOf(SEPARATOR), VERSION, digest(filter), key, ledgerNumber)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of this text; empty if it is none, or one of another filter. */
    static Optional<Cursor> of(String text, EntryFilter filter) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), 4);
            var bound = parts.length == 4 && parts[0].equals(VERSION) && parts[1].equals(digest(filter));
            return bound && parts[3].indexOf('\0') < 0 && filter.order().isKey(parts[2])
                    ? Optional.of(new Cursor(parts[2], parts[3]))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Half a SHA-256: nobody gains by a collision, the scope holds in every query. */
    private static String digest(EntryFilter filter) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(filter.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
