package org.chaiwei.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The processes of our own: three services and the gateway, with what each is told at its start. */
public enum Service {
    LEDGER("ledger-service", "ledger", 256, Ports::ledger),
    DEMOLITION("demolition-service", "demolition", 256, Ports::demolition),
    ACCOUNTABILITY("accountability-service", "accountability", 192, Ports::accountability),
    GATEWAY("gateway", "gateway", 192, Ports::gateway);

    private final String module;
    private final String database;
    private final int heapMib;
    private final ToIntFunction<Ports> port;

    Service(String module, String database, int heapMib, ToIntFunction<Ports> port) {
        this.module = module;
        this.database = database;
        this.heapMib = heapMib;
        this.port = port;
    }

    /** Its Maven module, and the name of its process. */
    public String module() {
        return module;
    }

    public String database() {
        return database;
    }

    public int port(Ports ports) {
        return port.applyAsInt(ports);
    }

    int heapMib() {
        return heapMib;
    }

    Path installed(Project project, ServiceJars jars) {
        return jars.installed(module, project.jar(module));
    }

    /** Its configuration, as Spring reads it from the environment. */
    Map<String, String> environment(Ports ports, int port, Postgres postgres, Secrets secrets) {
        var own = postgres.database(database);
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SPRING_DATASOURCE_URL", own.jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", own.app());
        environment.put("SPRING_DATASOURCE_PASSWORD", own.appPassword());
        environment.put("SPRING_FLYWAY_USER", own.owner());
        environment.put("SPRING_FLYWAY_PASSWORD", own.ownerPassword());
        if (this != GATEWAY) {
            environment.put("CHAIWEI_SECURITY_ISSUER", LocalSystem.origin(ports).toString());
            environment.put("CHAIWEI_SECURITY_JWK_SET_URI", "http://127.0.0.1:" + ports.gateway() + "/oauth2/jwks");
            environment.put("CHAIWEI_MASTER_KEY", secrets.key(database + ".master"));
            environment.put("CHAIWEI_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
            environment.put("CHAIWEI_KAFKA_USERNAME", database);
            environment.put("CHAIWEI_KAFKA_PASSWORD", secrets.kafkaPassword(database));
            // One broker holds every copy there is.
            environment.put("CHAIWEI_KAFKA_REPLICATION_FACTOR", "1");
            environment.put("CHAIWEI_KAFKA_MIN_INSYNC_REPLICAS", "1");
        }
        if (this == GATEWAY) {
            environment.put("CHAIWEI_ORIGIN", LocalSystem.origin(ports).toString());
            environment.put("CHAIWEI_SERVICES_LEDGER", Instance.addresses(LEDGER, ports.copies(), ports));
            environment.put("CHAIWEI_SERVICES_DEMOLITION", Instance.addresses(DEMOLITION, ports.copies(), ports));
            environment.put(
                    "CHAIWEI_SERVICES_ACCOUNTABILITY", Instance.addresses(ACCOUNTABILITY, ports.copies(), ports));
        }
        return environment;
    }
}
