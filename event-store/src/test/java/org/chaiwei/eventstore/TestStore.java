package org.chaiwei.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;

/** A migrated database and stores on it, each like one instance of a service. */
final class TestStore {

    record Noted(String text, BigDecimal amount, LocalDate on) {}

    static final EventTypes TYPES = EventTypes.of(EventTypes.named("Noted", 1, Noted.class));

    private TestStore() {}

    static ServiceDatabase migrated() {
        var database = TestPostgres.create("ledger");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        return database;
    }

    static HikariDataSource pool(ServiceDatabase database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.app());
        config.setPassword(database.appPassword());
        config.setMaximumPoolSize(5);
        return new HikariDataSource(config);
    }

    static Noted noted(String text) {
        return new Noted(text, new BigDecimal("12.50"), LocalDate.of(2016, 1, 1));
    }
}
