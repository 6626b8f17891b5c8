package org.chaiwei.gateway.issuer;

import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets logins that nothing can be done with any more, so that their table does not grow for ever. */
final class ExpiredAuthorizations {

    private final JdbcClient jdbc;

    ExpiredAuthorizations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An authorization lives as long as the longest-lived of what it gave out. One that gave out nothing yet has no row to judge by. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        jdbc.sql("""
                DELETE FROM oauth2_authorization
                WHERE greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at) < now()""").update();
    }
}
