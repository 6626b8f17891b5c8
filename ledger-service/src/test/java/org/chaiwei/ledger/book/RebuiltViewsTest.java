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
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Both views of the ledger are nothing but the log, read once more. */
class RebuiltViewsTest {

    private static final String[] SYSADMIN = {
        "Authorization", "Bearer " + TestIssuer.shared().token(Role.SYSADMIN)
    };

    private static final Map<String, String> KEY_OF_TABLE = Map.of(
            "entry", "violation",
            "movement", "position, ordinal",
            "month_total", "month, street, use_class, line",
            "figures_known_at", "only_row");

    @Test
    void rebuilt_tables_are_the_same_to_the_letter_as_the_ones_that_served() throws SQLException {
        var database = TestPostgres.create("ledger");
        try (var service = start(database);
                var connection = database.asApp()) {
            RunningLedger.append(service.getBean(StagedAppend.class), connection, Histories.of(77, 150, 2_500));
            awaitViews(service);
        }
        var jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
        var before = tables(jdbc);
        var definitions = definitions(jdbc);
        assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());

        try (var service = start(database)) {
            awaitViews(service);
            var http = new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            for (var view : List.of("book", "figures")) {
                var path = "/api/v1/ledger/views/" + view + "/rebuild";
                assertThat(http.post(path, "", SYSADMIN).status()).isEqualTo(202);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> http.get(path, SYSADMIN).<Object>json("$.endedAt") != null);
                assertThat(http.get(path, SYSADMIN).<String>json("$.phase")).isEqualTo("DONE");
            }
            assertThat(definitions(jdbc)).isEqualTo(definitions);
            assertThat(tables(jdbc)).isEqualTo(before);
        }
    }

    /** Columns, constraints, indexes, storage and rights, as PostgreSQL tells them. */
    private static List<String> definitions(JdbcTemplate jdbc) {
        return jdbc.queryForList("""
                SELECT d FROM pg_class c, LATERAL (
                    SELECT format('%s %s %s', c.relname, c.reloptions, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(c.relacl) AS a)) AS d
                    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = c.oid
                    UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = c.oid
                    UNION ALL SELECT format('%s %s %s', attname, format_type(atttypid, atttypmod), attnum) FROM pg_attribute WHERE attrelid = c.oid) AS definition
                WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('entry', 'movement', 'month_total', 'figures_known_at') ORDER BY 1""", String.class);
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
