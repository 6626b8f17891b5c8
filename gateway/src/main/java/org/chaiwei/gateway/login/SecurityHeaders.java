package org.chaiwei.gateway.login;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers that tell a browser what our pages never do. HSTS is sent over https only. */
public final class SecurityHeaders {

    private SecurityHeaders() {}

    /**
     * For the web client. Everything comes from our own origin and no script stands in a page. Styles may stand in it: the
     * component library writes its style sheet at run time, and a nonce would need a page that is rendered for each request.
     */
    public static Customizer<HeadersConfigurer<HttpSecurity>> ofPages() {
        return headers("style-src 'self' 'unsafe-inline'");
    }

    /** For the login page, which needs no inline style either. */
    public static Customizer<HeadersConfigurer<HttpSecurity>> ofTheLoginPage() {
        return headers("style-src 'self'");
    }

    private static Customizer<HeadersConfigurer<HttpSecurity>> headers(String styles) {
        return headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        styles,
                        "img-src 'self' data: blob:",
                        "font-src 'self' data:",
                        "connect-src 'self'",
                        "manifest-src 'self'",
                        "worker-src 'self'",
                        "form-action 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'")))
                .frameOptions(frames -> frames.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(
                        "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), interest-cohort=()"))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .cacheControl(cache -> cache.disable());
    }
}
