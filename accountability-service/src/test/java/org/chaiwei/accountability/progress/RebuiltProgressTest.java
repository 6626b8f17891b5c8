package org.chaiwei.accountability.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.platform.fact.Origin;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.KafkaProperties;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.ServiceDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The account and the feed are nothing but the facts on the topics, read once more. */
class RebuiltProgressTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String REBUILD = "/api/v1/accountability/views/progress/rebuild";
    private static final String[] SYSADMIN = {
        "Authorization", "Bearer " + TestIssuer.shared().token(Role.SYSADMIN)
    };

    private static final Map<String, String> ORDERS = Map.of(
            "movement", "position, ordinal",
            "entry", "violation",
            "procedure_fact", "service, position",
            "fact_feed", "transaction, number");

    private final Story story = new Story();
    private int told;

    @Test
    void rebuilt_tables_are_the_same_to_the_letter_and_the_feed_keeps_its_order() throws Exception {
        var properties = new HashMap<String, Object>(Map.of("server.port", 0));
        ServiceDatabase database =
                ServiceProperties.of("accountability", (name, value) -> properties.put(name, value.get()));
        KafkaProperties.of("accountability", (name, value) -> properties.put(name, value.get()));
        try (var ledger = Origin.as("ledger");
                var demolition = Origin.as("demolition");
                var service = start(properties)) {
            var http = new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            var jdbc = service.getBean(JdbcTemplate.class);
            for (int entry = 0; entry < 60; entry++) {
                lifeOf("N-" + entry, entry % 2 == 0 ? DASHILAR : TIANQIAO);
                if (entry % 7 == 0) publish(ledger, demolition);
            }
            publish(ledger, demolition);
            awaitTaken(jdbc);
            var before = tables(jdbc);
            assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
            var latest = latest(http);

            var owner = new JdbcTemplate(
                    new DriverManagerDataSource(database.jdbcUrl(), database.owner(), database.ownerPassword()));
            owner.update("UPDATE movement SET demolished_m2 = demolished_m2 + 1 WHERE demolished_m2 > 0");
            owner.update("DELETE FROM movement WHERE position % 5 = 0");
            owner.update("UPDATE entry SET changes = '[]' WHERE street = '" + DASHILAR + "'");
            owner.update("DELETE FROM procedure_fact WHERE kind = 'RESTORED'");
            owner.update("UPDATE fact_feed SET area_m2 = 0, street = '" + TIANQIAO + "' WHERE area_m2 > 0");
            rebuild(http);
            assertThat(tables(jdbc)).isEqualTo(before);
            assertThat(latest(http))
                    .as("whoever reads on from here misses and repeats nothing")
                    .isEqualTo(latest);

            story.registered("NEW", TIANQIAO, "5.00", "2016-08-01");
            publish(ledger, demolition);
            awaitTaken(jdbc);
            var after = tables(jdbc);
            assertThat(after.get("fact_feed"))
                    .startsWith(before.get("fact_feed").toArray(String[]::new));
            rebuild(http);
            assertThat(tables(jdbc)).isEqualTo(after);
        }
    }

    private void lifeOf(String number, String street) {
        story.registered(number, street, "30.00", "2015-06-01", "FIRE_LANE")
                .corrected(number, "28.50", "OFFICE", "2016-01-05")
                .tagged(number, "2016-01-06", "KEY_AREA")
                .demolishedAt(number, true, "2016-02-01T10:00:00+08:00")
                .posted(number, "28.50", "2016-02-01")
                .reversed(number, "28.50", "2016-02-03")
                .posted(number, "28.50", "2016-02-09")
                .closed(number, "DEMOLISHED", "2016-02-10")
                .restored(number, "2016-03-01")
                .relapsed(number, number + "-F1", "12.00", "2016-05-01")
                .confirmed(number + "-F1", "2016-05-01T09:10:00+08:00");
    }

    private void publish(Origin ledger, Origin demolition) {
        for (; told < story.facts.size(); told++) {
            var fact = story.facts.get(told);
            var unused = (fact.service().equals("ledger") ? ledger : demolition).told(fact);
        }
        ledger.publish();
        demolition.publish();
    }

    private void awaitTaken(JdbcTemplate jdbc) {
        await().atMost(LONG)
                .until(() -> jdbc.queryForObject("SELECT count(*) FROM fact_feed", Long.class) == story.facts.size());
    }

    private static void rebuild(Http http) {
        assertThat(http.post(REBUILD, "", SYSADMIN).status()).isEqualTo(202);
        await().atMost(LONG).until(() -> http.get(REBUILD, SYSADMIN).<Object>json("$.endedAt") != null);
        var ended = http.get(REBUILD, SYSADMIN);
        assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
    }

    private static String latest(Http http) {
        return http.get(
                        "/api/v1/accountability/facts",
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.LEADER))
                .json("$.latest");
    }

    private static Map<String, List<String>> tables(JdbcTemplate jdbc) {
        var tables = new LinkedHashMap<String, List<String>>();
        ORDERS.forEach((table, order) -> tables.put(
                table,
                jdbc.queryForList("SELECT t::text FROM %s AS t ORDER BY %s".formatted(table, order), String.class)));
        return tables;
    }

    private static ConfigurableApplicationContext start(Map<String, Object> properties) {
        try {
            return new SpringApplicationBuilder(Class.forName("org.chaiwei.accountability.AccountabilityApplication"))
                    .properties(properties)
                    .run();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
