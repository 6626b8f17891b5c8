package org.chaiwei.demolition.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.RandomCase;
import org.chaiwei.demolition.enforcement.RandomProcedure;
import org.chaiwei.demolition.enforcement.Stage;
import org.chaiwei.platform.view.View.Recorded;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rows against the rules' own account of the same histories. */
class CasesProjectionTest {

    private static JdbcTemplate jdbc;

    private final CaseRows rows = new CaseRows(jdbc);

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create("cases");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/cases")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM enforcement_case");
        jdbc.update("DELETE FROM case_total");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void every_case_is_as_the_rules_see_it_however_its_events_are_cut_into_batches(int batch) {
        var lives = lives(40);
        take(mixed(lives), batch);
        var kept = rows.find(lives.keySet());
        lives.forEach((id, life) -> {
            var row = kept.get(id);
            if (life.stage() == null) {
                assertThat(row).isNull();
                return;
            }
            assertThat(row.stage()).isEqualTo(life.stage());
            assertThat(row.entry().areaM2()).isEqualTo(life.recordedM2());
            assertThat(row.works().awaitingM2()).isEqualTo(life.awaitingM2());
            assertThat(row.works().acceptedM2()).isEqualTo(life.acceptedM2());
            assertThat(row.demolishedM2()).isEqualTo(life.demolishedM2());
            if (life.stage() != Stage.CLOSED && life.stage() != Stage.WITHDRAWN)
                assertThat(row.remainingM2()).isEqualTo(life.remainingM2());
            assertThat(row.change().sequence()).isEqualTo(life.events().size() - 1L);
        });
        var counted = jdbc.queryForList("""
                SELECT street, stage, coalesce(track, '') AS track, count(*) AS count, sum(area_m2) AS area_m2,
                       sum(awaiting_m2) AS awaiting_m2, sum(remaining_m2) AS remaining_m2
                  FROM enforcement_case GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""");
        assertThat(jdbc.queryForList("SELECT * FROM case_total WHERE count > 0 ORDER BY street, stage, track"))
                .isEqualTo(counted)
                .hasSizeGreaterThan(3);
        assertThat(jdbc.queryForList("""
                SELECT * FROM case_total WHERE count < 0
                    OR count = 0 AND (area_m2 <> 0 OR awaiting_m2 <> 0 OR remaining_m2 <> 0)""")).isEmpty();
    }

    private void take(List<Recorded> history, int batch) {
        var projection = new CasesProjection(rows, new CaseTotals(jdbc));
        for (int from = 0; from < history.size(); from += batch)
            projection.apply(history.subList(from, Math.min(from + batch, history.size())));
    }

    private static Map<UUID, RandomCase> lives(int count) {
        var random = new Random(count);
        var lives = new HashMap<UUID, RandomCase>();
        for (int i = 0; i < count; i++) {
            var life = i % 2 == 0 ? RandomCase.lived(random) : RandomProcedure.lived(random);
            lives.put(life.violation(), life);
        }
        return lives;
    }

    /** All histories as one log, each in its own order. */
    private static List<Recorded> mixed(Map<UUID, RandomCase> lives) {
        var log = new ArrayList<Recorded>();
        var longest = lives.values().stream()
                .mapToInt(life -> life.events().size())
                .max()
                .orElseThrow();
        for (int sequence = 0; sequence < longest; sequence++)
            for (var life : lives.values())
                if (sequence < life.events().size())
                    log.add(new Recorded(
                            log.size() + 1,
                            Instant.parse("2016-05-20T02:00:00Z"),
                            life.violation(),
                            sequence,
                            life.events().get(sequence)));
        return log;
    }
}
