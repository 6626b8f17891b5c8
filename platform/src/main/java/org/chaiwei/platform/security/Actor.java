package org.chaiwei.platform.security;

import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who asks. A parameter of this type in a controller is resolved from the request's token.
 *
 * @param id the token's subject, a pseudonym: no name, and safe to store and to log
 */
public record Actor(String id, Scope scope) {

    /** Whoever comes without a login to an endpoint that needs none. */
    public static final Actor ANONYMOUS = new Actor("anonymous", Scope.PUBLIC);

    /** The service itself, by the name of what it carries out, such as {@code system:when-demolished-then-post}. */
    public static Actor system(String what) {
        return new Actor("system:" + what, Scope.SYSTEM);
    }

    public Role role() {
        return scope.role();
    }

    /** The actor of a request whose principal this is; whoever has shown no checked token is {@link #ANONYMOUS}. */
    public static Actor of(@Nullable Principal principal) {
        return principal instanceof JwtAuthenticationToken token ? of(token.getToken()) : ANONYMOUS;
    }

    private static Actor of(Jwt token) {
        var streets = token.getClaimAsStringList(TokenClaims.STREETS);
        return new Actor(
                Objects.requireNonNull(token.getSubject()),
                new Scope(roleOf(token), streets == null ? Set.of() : Set.copyOf(streets)));
    }

    static Role roleOf(Jwt token) {
        return Optional.ofNullable(token.getClaimAsString(TokenClaims.ROLE))
                .flatMap(Role::ofClaim)
                .orElseThrow(() -> new IllegalStateException("a token without a known role has passed the decoder"));
    }
}
