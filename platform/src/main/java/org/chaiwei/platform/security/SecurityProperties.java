package org.chaiwei.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens a service believes.
 *
 * @param issuer what the claim {@code iss} must be, to the letter
 * @param jwkSetUri where the issuer's public keys are; asked at the first token, not at the start
 * @param audience what the claim {@code aud} must contain
 */
@ConfigurationProperties("chaiwei.security")
record SecurityProperties(
        String issuer,
        String jwkSetUri,
        @DefaultValue("chaiwei") String audience) {}
