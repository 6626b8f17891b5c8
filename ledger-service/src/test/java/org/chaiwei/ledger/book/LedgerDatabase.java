package org.chaiwei.ledger.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger's database of its own, migrated and empty, seen with the rights that the service has. */
public final class LedgerDatabase {

    public final JdbcTemplate jdbc;
    public final JdbcClient client;
    public final TransactionTemplate transaction;

    private final ServiceDatabase database = TestPostgres.create("ledger");

    public LedgerDatabase() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", database.app()))
                .outOfOrder(true)
                .load()
                .migrate();
        var source = new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true);
        jdbc = new JdbcTemplate(source);
        client = JdbcClient.create(jdbc);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /** The connection that all here share, with the service's rights; closing it does nothing. */
    public Connection connection() throws SQLException {
        return Objects.requireNonNull(jdbc.getDataSource()).getConnection();
    }

    /** A new connection with the rights of whoever owns the tables. */
    public Connection owner() throws SQLException {
        return database.asOwner();
    }

    /** Hands the events on in batches of this size, each in a transaction of its own, as the view does. */
    public <E> void inBatches(int size, List<E> events, Consumer<List<E>> apply) {
        for (int from = 0; from < events.size(); from += size) {
            var batch = events.subList(from, Math.min(from + size, events.size()));
            transaction.executeWithoutResult(_ -> apply.accept(batch));
        }
    }

    /** All rows of a table as text, in the order of its primary key. */
    public List<String> rows(String table, String order) {
        return jdbc.queryForList("SELECT t::text FROM %s AS t ORDER BY %s".formatted(table, order), String.class);
    }
}
