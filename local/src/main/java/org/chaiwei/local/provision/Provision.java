package org.chaiwei.local.provision;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.servers.KafkaBroker;
import org.chaiwei.servers.KafkaUsers;
import org.chaiwei.servers.KafkaUsers.KafkaUser;
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

    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

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
                serverUrl + "postgres?connectTimeout=10&socketTimeout=" + ANSWERS_WITHIN.toSeconds(),
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
        var passwords = KafkaUsers.DISTRICT.stream()
                .map(KafkaUser::name)
                .collect(Collectors.toMap(
                        Function.identity(),
                        user -> required("CHAIWEI_KAFKA_" + user.toUpperCase(Locale.ROOT) + "_PASSWORD")));
        try (var admin = KafkaBroker.operator(servers, required(KafkaBroker.ADMIN_PASSWORD), ANSWERS_WITHIN)) {
            KafkaUsers.provision(admin, KafkaUsers.DISTRICT, passwords);
        } catch (ExecutionException e) {
            throw new Failed("Kafka at " + servers + ": " + e.getCause(), e);
        }
    }

    private String required(String variable) {
        var value = environment.get(variable);
        if (value == null || value.isBlank()) throw new Failed("The variable " + variable + " is not set.");
        return value;
    }
}
