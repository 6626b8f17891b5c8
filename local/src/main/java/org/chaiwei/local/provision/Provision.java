package org.chaiwei.local.provision;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.SaslConfigs;
import org.chaiwei.servers.ServiceDatabase;

/**
 * The step before the first start in containers, and before each later one: every service's database with its two roles, every user
 * of the broker with its grants. What is missing is made, what exists keeps its data and gets the passwords of now; so it may run as
 * often as one likes. It never deletes: what an operator granted besides stays.
 *
 * <p>Where the servers are, and all passwords, are told by the environment: {@code CHAIWEI_POSTGRES} (host and port),
 * {@code POSTGRES_PASSWORD}, {@code CHAIWEI_DATABASE_<SERVICE>_OWNER_PASSWORD} and {@code …_APP_PASSWORD}, {@code
 * CHAIWEI_KAFKA_BOOTSTRAP_SERVERS} (a listener that takes the account {@code admin} with SASL/PLAIN), {@code
 * CHAIWEI_KAFKA_ADMIN_PASSWORD}, {@code CHAIWEI_KAFKA_<USER>_PASSWORD}.
 */
public final class Provision {

    /** Each has a database of its name. */
    private static final List<String> DATABASES = List.of("ledger", "demolition", "accountability", "gateway");

    private static final List<BrokerUser> BROKER_USERS = List.of(
            BrokerUser.service("ledger"),
            BrokerUser.service("demolition"),
            BrokerUser.service("accountability"),
            BrokerUser.department("department", "chaiwei.ledger.facts.v1"));

    /** Iterations of SCRAM's key derivation: Kafka's own default is 4,096, and a login is rare. */
    private static final int SCRAM_ITERATIONS = 8_192;

    private static final int ANSWERS_WITHIN_SECONDS = 60;

    private final Map<String, String> environment;

    public Provision(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** A variable is missing, or a server can't be reached or refuses; the message says which. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Makes the databases and roles.
     *
     * @throws Failed at the first that can't be made; a second call finishes what the first began
     */
    public void databases() {
        var serverUrl = "jdbc:postgresql://" + required("CHAIWEI_POSTGRES") + "/";
        try (var superuser = DriverManager.getConnection(
                serverUrl + "postgres?connectTimeout=10&socketTimeout=" + ANSWERS_WITHIN_SECONDS,
                "postgres",
                required("POSTGRES_PASSWORD"))) {
            for (var service : DATABASES) {
                var passwords = "CHAIWEI_DATABASE_" + service.toUpperCase(Locale.ROOT);
                ServiceDatabase.provision(
                        superuser,
                        serverUrl,
                        service,
                        service,
                        required(passwords + "_OWNER_PASSWORD"),
                        required(passwords + "_APP_PASSWORD"));
            }
        } catch (SQLException e) {
            throw new Failed("PostgreSQL at " + serverUrl + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes the broker's users and their grants.
     *
     * @throws Failed if the broker refuses or does not answer; a second call finishes what the first began
     */
    public void brokerUsers() throws InterruptedException {
        var servers = required("CHAIWEI_KAFKA_BOOTSTRAP_SERVERS");
        var credentials = new ArrayList<UserScramCredentialAlteration>();
        var grants = new ArrayList<AclBinding>();
        for (var user : BROKER_USERS) {
            var password = required("CHAIWEI_KAFKA_" + user.name().toUpperCase(Locale.ROOT) + "_PASSWORD");
            credentials.add(new UserScramCredentialUpsertion(
                    user.name(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, SCRAM_ITERATIONS), password));
            grants.addAll(user.grants());
        }
        try (var admin = Admin.create(asOperator(servers))) {
            admin.alterUserScramCredentials(credentials).all().get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
            admin.createAcls(grants).all().get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            var reason =
                    e.getCause() == null ? "it does not answer" : e.getCause().getMessage();
            throw new Failed("Kafka at " + servers + ": " + reason, e);
        }
    }

    private Map<String, Object> asOperator(String servers) {
        // The grammar of JAAS quotes with ", and a generated password holds none.
        var password = required("CHAIWEI_KAFKA_ADMIN_PASSWORD");
        if (password.contains("\"") || password.contains("\\"))
            throw new Failed("CHAIWEI_KAFKA_ADMIN_PASSWORD must hold neither a quote nor a backslash.");
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"%s\";"
                        .formatted(password));
    }

    private String required(String variable) {
        var value = environment.get(variable);
        if (value == null || value.isBlank()) throw new Failed("The variable " + variable + " is not set.");
        return value;
    }
}
