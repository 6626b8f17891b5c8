package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Both views of the ledger are nothing but the log, read once more. */
class RebuiltViewsTest {

    private static final Map<String, String> KEY_OF_TABLE = Map.of(
            "entry", "violation",
            "movement", "position, ordinal",
            "month_total", "month, street, use_class, line",
            "figures_known_at", "only_row");

    @Test
    void rows_and_positions_taken_away_come_back_the_same_from_the_log() throws SQLException {
        var database = TestPostgres.create("ledger");
        try (var service = start(database);
                var connection = database.asApp()) {
            RunningLedger.append(service.getBean(StagedAppend.class), connection, Histories.of(77, 150, 2_500));
            awaitViews(service);
        }
        var jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
        var before = tables(jdbc);
        assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());

        KEY_OF_TABLE.keySet().forEach(table -> jdbc.update("DELETE FROM " + table));
        jdbc.update("UPDATE view_position SET position = 0 WHERE view IN ('book', 'figures')");

        try (var service = start(database)) {
            awaitViews(service);
            assertThat(tables(jdbc)).isEqualTo(before);
        }
    }

    private static ConfigurableApplicationContext start(ServiceDatabase database) {
        var properties =
                new HashMap<String, Object>(Map.of("server.port", 0, "chaiwei.master-key", RunningLedger.MASTER_KEY));
        ServiceProperties.of(database, (name, value) -> properties.put(name, value.get()));
        try {
            return new SpringApplicationBuilder(Class.forName("org.chaiwei.ledger.LedgerApplication"))
                    .properties(properties)
                    .run();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitViews(ConfigurableApplicationContext service) {
        var head = service.getBean(EventLog.class).head().position();
        var jdbc = service.getBean(JdbcTemplate.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.queryForObject(
                                "SELECT min(position) FROM view_position WHERE view IN ('book', 'figures')", Long.class)
                        == head);
    }

    private static Map<String, List<String>> tables(JdbcTemplate jdbc) {
        var tables = new LinkedHashMap<String, List<String>>();
        KEY_OF_TABLE.forEach((table, key) -> tables.put(
                table,
                jdbc.queryForList("SELECT t::text FROM %s AS t ORDER BY %s".formatted(table, key), String.class)));
        return tables;
    }
}
