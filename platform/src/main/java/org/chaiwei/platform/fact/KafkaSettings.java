package org.chaiwei.platform.fact;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service reaches Kafka.
 *
 * @param bootstrapServers without it the service neither publishes nor takes in facts
 * @param username of the service's own user (SCRAM-SHA-256); null where the broker asks nobody
 * @param securityProtocol {@code SASL_PLAINTEXT} unless told: {@code SASL_SSL} wherever the network is not one's own
 * @param replicationFactor of the topics that the service creates
 * @param client further settings of every client, such as {@code ssl.truststore.location}
 */
@ConfigurationProperties("chaiwei.kafka")
record KafkaSettings(
        @Nullable String bootstrapServers,
        @Nullable String username,
        @Nullable String password,
        @Nullable String securityProtocol,
        @DefaultValue("3") short replicationFactor,
        @DefaultValue("2") int minInsyncReplicas,
        @DefaultValue Map<String, String> client) {

    /** What every client of this service is configured with. */
    Map<String, Object> common() {
        var settings = new HashMap<String, Object>();
        if (bootstrapServers == null) throw new IllegalStateException("chaiwei.kafka.bootstrap-servers is not set");
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        if (username != null) {
            settings.put(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    securityProtocol == null ? "SASL_PLAINTEXT" : securityProtocol);
            settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-256");
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(username, password == null ? "" : password));
        } else if (securityProtocol != null) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, securityProtocol);
        }
        settings.putAll(client);
        return settings;
    }

    private static String login(String user, String password) {
        return "%s required username=\"%s\" password=\"%s\";"
                .formatted(ScramLoginModule.class.getName(), quoted(user), quoted(password));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Without the password, for it may be logged. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + username + "]";
    }
}
