package org.chaiwei.gateway.issuer;

import java.util.Locale;
import org.chaiwei.gateway.RefusedToStart;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/** Outside the profile {@code local}: no demo account, no demo secret, and a provider to log in at. Else the gateway refuses to start. */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
class ProductionCheck {

    private static final String LOGIN = "spring.security.oauth2.client.registration.chaiwei.";
    private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    /** Before any bean is made, so that what is missing is told by its own name. */
    @Bean
    static BeanFactoryPostProcessor issuerIsConfigured(Environment environment) {
        return beans -> {
            if (!StringUtils.hasText(environment.getProperty(LOGIN + "client-id"))
                    || !StringUtils.hasText(environment.getProperty(TOKENS))) {
                throw new RefusedToStart(
                        "No OpenID provider is configured, so nobody could log in.",
                        "Configure the district's provider (" + LOGIN + "client-id, " + TOKENS
                                + " and what else stands in application.yml), or, on one machine for a demonstration, set the"
                                + " profile 'local'.");
            }
            var secret = environment.getProperty(LOGIN + "client-secret", "");
            if (secret.toLowerCase(Locale.ROOT).contains(DemoAccounts.PASSWORD)) {
                throw new RefusedToStart(
                        "The client secret is the published demo password.",
                        "Give " + LOGIN + "client-secret a secret of its own.");
            }
        };
    }

    @Bean
    DemoAccountsAbsent demoAccountsAbsent(JdbcClient jdbc) {
        var demo = jdbc.sql("SELECT count(*) FROM account WHERE demo")
                .query(Long.class)
                .single();
        if (demo > 0) {
            throw new RefusedToStart(
                    "The gateway's database holds " + demo + " demo accounts with a published password, and the profile"
                            + " 'local' is not set.",
                    "Use a database of its own for this gateway, never one of a demonstration; or set the profile 'local'.");
        }
        return new DemoAccountsAbsent();
    }

    /** Seen at start, and nothing more. */
    static final class DemoAccountsAbsent {}
}
