package org.chaiwei.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.chaiwei.gateway.problem.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page who is using it. With the answer comes the cookie {@code XSRF-TOKEN}, whose value its changes must carry as a header. */
@RestController
class SessionController {

    /**
     * @param actor the pseudonymous id that services record
     * @param streets whose entries the person may see and change; empty where the role is not bound to streets
     * @param displayName in the reader's language where the issuer gives one
     */
    record Session(
            boolean authenticated,
            @Nullable String actor,
            @Nullable String role,
            @Nullable List<String> streets,
            @Nullable String displayName) {}

    @GetMapping("/api/session")
    ResponseEntity<Session> session(@Nullable Principal caller, HttpServletRequest request) {
        var claims = claimsOf(caller);
        var session = caller == null || claims == null
                ? new Session(false, null, null, null, null)
                : new Session(
                        true,
                        caller.getName(),
                        claims.getClaimAsString("role"),
                        claims.hasClaim("streets") ? claims.getClaimAsStringList("streets") : List.of(),
                        nameIn(Language.of(request), claims));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(session);
    }

    private static @Nullable ClaimAccessor claimsOf(@Nullable Principal caller) {
        return switch (caller) {
            case OAuth2AuthenticationToken login when login.getPrincipal() instanceof OidcUser person -> person;
            case JwtAuthenticationToken program -> program.getToken();
            case null, default -> null;
        };
    }

    /** OpenID Connect marks a claim's language after a {@code #}. */
    private static @Nullable String nameIn(Language language, ClaimAccessor claims) {
        var named = claims.getClaimAsString("name#" + language.code());
        return named != null ? named : claims.getClaimAsString("name");
    }
}
