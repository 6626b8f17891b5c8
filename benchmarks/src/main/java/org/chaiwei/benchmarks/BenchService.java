package org.chaiwei.benchmarks;

import java.util.HashMap;
import java.util.Map;
import org.chaiwei.servers.ServiceDatabase;
import org.flywaydb.core.Flyway;

/** What a service that only a benchmark has needs to start. */
final class BenchService {

    private BenchService() {}

    /** Makes the platform's tables, so that a benchmark can fill or add some before the service starts. */
    static void migrate(ServiceDatabase database) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
    }

    /** @param service known to the broker already */
    static Map<String, Object> properties(String service, ServiceDatabase database, PrivateKafka kafka) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", 0);
        properties.put("logging.level.root", "WARN");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.datasource.url", database.jdbcUrl());
        properties.put("spring.datasource.username", database.app());
        properties.put("spring.datasource.password", database.appPassword());
        properties.put("spring.flyway.user", database.owner());
        properties.put("spring.flyway.password", database.ownerPassword());
        properties.put("chaiwei.security.issuer", "http://127.0.0.1:9");
        properties.put("chaiwei.security.jwk-set-uri", "http://127.0.0.1:9/keys");
        properties.put("chaiwei.service", service);
        properties.put("chaiwei.kafka.bootstrap-servers", kafka.bootstrapServers);
        properties.put("chaiwei.kafka.username", service);
        properties.put("chaiwei.kafka.password", PrivateKafka.PASSWORD);
        properties.put("chaiwei.kafka.replication-factor", 1);
        properties.put("chaiwei.kafka.min-insync-replicas", 1);
        return properties;
    }
}
