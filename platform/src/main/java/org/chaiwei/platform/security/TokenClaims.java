package org.chaiwei.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What a token must say before a service believes it. The signature is the decoder's business. */
final class TokenClaims {

    static final String ROLE = "role";
    static final String STREETS = "streets";

    /** Clocks of the issuer and the services may differ by this much. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private TokenClaims() {}

    static OAuth2TokenValidator<Jwt> validator(String issuer, String audience, Clock clock) {
        var times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<@Nullable List<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<@Nullable String>(
                        JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
                new JwtClaimValidator<@Nullable Object>(
                        ROLE,
                        role -> role instanceof String claim
                                && Role.ofClaim(claim).isPresent()),
                new JwtClaimValidator<@Nullable Object>(
                        STREETS,
                        streets -> streets == null
                                || streets instanceof List<?> list
                                        && list.stream().allMatch(String.class::isInstance)));
    }
}
