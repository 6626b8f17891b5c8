package org.chaiwei.platform.security;

import java.util.List;

/**
 * What a service answers without a login, beside its health, its metrics and its API's description. A service that has such
 * endpoints defines a bean of this type; several add up. All else needs a token.
 *
 * @param get path patterns that may be read
 */
public record PublicEndpoints(List<String> get) {

    /** Readable by anyone: Spring path patterns such as {@code /api/v1/ledger/summary}. */
    public static PublicEndpoints get(String... patterns) {
        return new PublicEndpoints(List.of(patterns));
    }
}
