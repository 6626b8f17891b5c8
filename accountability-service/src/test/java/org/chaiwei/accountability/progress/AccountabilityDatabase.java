package org.chaiwei.accountability.progress;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of the service's own, migrated and empty, seen with the rights that the service has. */
public final class AccountabilityDatabase {

    public final JdbcTemplate jdbc;
    public final JdbcClient client;
    public final TransactionTemplate transaction;

    public AccountabilityDatabase() {
        var database = TestPostgres.create("accountability");
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

    /** Hands things on in batches of this size, each in a transaction of its own, as a view's feed does. */
    public <E> void inBatches(int size, List<E> all, Consumer<List<E>> apply) {
        for (int from = 0; from < all.size(); from += size) {
            var batch = all.subList(from, Math.min(from + size, all.size()));
            transaction.executeWithoutResult(_ -> apply.accept(batch));
        }
    }

    /** All rows of a table as text, in an order. */
    public List<String> rows(String table, String order) {
        return jdbc.queryForList("SELECT t::text FROM %s AS t ORDER BY %s".formatted(table, order), String.class);
    }

    public void empty() {
        jdbc.execute("DELETE FROM movement");
        jdbc.execute("DELETE FROM entry");
        jdbc.execute("DELETE FROM procedure_fact");
        jdbc.execute("DELETE FROM designation_fact");
        jdbc.execute("DELETE FROM fact_feed");
    }
}
