package org.chaiwei.demolition.inbox;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * On which ways notices leave the service.
 *
 * @param every how often it is looked for new ones
 * @param webhook null for none
 */
@ConfigurationProperties("chaiwei.notifications")
record NotificationProperties(
        @DefaultValue("5s") Duration every, @Nullable Webhook webhook) {

    private static final int SECRET_LENGTH_MIN = 32;

    /**
     * @param url to which each notice is posted
     * @param secret by which it is signed, at least 32 characters
     */
    record Webhook(URI url, String secret) {
        Webhook {
            if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme()))
                throw new IllegalArgumentException("chaiwei.notifications.webhook.url should be http or https");
            if (secret.length() < SECRET_LENGTH_MIN)
                throw new IllegalArgumentException("chaiwei.notifications.webhook.secret should have at least "
                        + SECRET_LENGTH_MIN + " characters");
        }
    }
}
