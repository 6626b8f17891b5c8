package org.chaiwei.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A service's own database with its two roles: {@code owner} migrates the schema, {@code app} works with what it was granted.
 * Called by tests and by the laptop's start, as the cluster's superuser.
 */
public record ServiceDatabase(String jdbcUrl, String owner, String ownerPassword, String app, String appPassword) {

    /**
     * Creates what is missing of a service's roles and database; what exists keeps its data and gets the passwords given.
     *
     * @param service the roles' prefix, such as {@code ledger}
     * @param database the database's name, in most cases the service's
     * @param serverUrl a JDBC URL up to and without the database's name, such as {@code jdbc:postgresql://127.0.0.1:5432/}
     * @throws SQLException if the server refuses; nothing is left half made that a second call would not finish
     */
    public static ServiceDatabase provision(
            Connection superuser,
            String serverUrl,
            String service,
            String database,
            String ownerPassword,
            String appPassword)
            throws SQLException {
        var owner = service + "_owner";
        var app = service + "_app";
        try (var statement = superuser.createStatement()) {
            role(statement, owner, ownerPassword);
            role(statement, app, appPassword);
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '%s'", database)) {
                // The built-in C.UTF-8 sorts by code point on every machine and still knows Chinese letters, which
                // pg_trgm needs.
                statement.execute(
                        "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
                                .formatted(identifier(database), identifier(owner)));
            }
            statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(identifier(database)));
            statement.execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(identifier(database), identifier(app)));
        }
        return new ServiceDatabase(serverUrl + database, owner, ownerPassword, app, appPassword);
    }

    /** A new connection with the owner's rights: migrations, and looking on from outside. */
    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, owner, ownerPassword);
    }

    /** A new connection with the rights a service works with. */
    public Connection asApp() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, app, appPassword);
    }

    private static void role(Statement statement, String name, String password) throws SQLException {
        var verb = exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '%s'", name) ? "ALTER" : "CREATE";
        statement.execute(
                "%s ROLE %s LOGIN PASSWORD '%s'".formatted(verb, identifier(name), password.replace("'", "''")));
    }

    private static boolean exists(Statement statement, String query, String name) throws SQLException {
        try (var rows = statement.executeQuery(query.formatted(name.replace("'", "''")))) {
            return rows.next();
        }
    }

    private static String identifier(String name) {
        if (!name.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9_]{0,62}"))
            throw new IllegalArgumentException("not a plain identifier: " + name);
        return name;
    }
}
