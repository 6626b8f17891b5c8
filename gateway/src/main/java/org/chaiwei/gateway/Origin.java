package org.chaiwei.gateway;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The one address that browsers, programs and services know the gateway by ({@code chaiwei.origin}), such as
 * {@code http://localhost:8080}: scheme, host and port, nothing after them. With the local issuer it is the issuer too.
 */
@ConfigurationProperties("chaiwei")
public record Origin(URI origin) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public Origin {
        if (origin.getHost() == null || !origin.getRawPath().isEmpty() || origin.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "chaiwei.origin must be scheme, host and port alone, such as http://localhost:8080, but is "
                            + origin);
        }
    }

    /** True where nobody but the users of this machine can mean it. */
    public boolean isThisMachine() {
        return THIS_MACHINE.contains(origin.getHost());
    }

    /** Whether a request with this {@code Host} header came to the origin. */
    public boolean isAskedBy(@Nullable String host) {
        return origin.getAuthority().equalsIgnoreCase(host);
    }

    public String at(String path) {
        return origin + path;
    }

    @Override
    public String toString() {
        return origin.toString();
    }
}
