package org.chaiwei.demolition.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseInTime.Standing;
import org.chaiwei.demolition.enforcement.CasesInTimeForTests;
import org.chaiwei.demolition.enforcement.RandomCase;
import org.chaiwei.demolition.enforcement.RandomProcedure;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.view.View.Recorded;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rows of random cases, however their events come. */
class DeadlinesProjectionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Law LAW = Laws.brought();
    private static JdbcTemplate jdbc;

    private final Map<UUID, List<CaseEvent>> lives = lives(30);
    private final DeadlineRows rows = new DeadlineRows(jdbc);
    private final Counting counting = new Counting(jdbc, List.of(rows));

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create("deadlines");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/deadlines")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM case_deadline");
    }

    @Test
    void the_rows_do_not_depend_on_how_the_log_was_cut_into_batches() {
        var kept = new ArrayList<Map<UUID, List<DeadlineRow>>>();
        for (var batch : List.of(1, 7, 1_000)) {
            empty();
            take(batch);
            kept.add(rows());
        }
        assertThat(kept.getFirst().values().stream().flatMap(List::stream))
                .isNotEmpty()
                .extracting(DeadlineRow::standing)
                .contains(Standing.OPEN, Standing.DONE, Standing.VOID);
        assertThat(kept.get(1)).isEqualTo(kept.getFirst());
        assertThat(kept.get(2)).isEqualTo(kept.getFirst());
    }

    @Test
    void what_was_counted_by_other_rules_is_found_and_counted_anew_with_the_same_rows() {
        take(100);
        var before = rows();
        assertThat(counting.countedOtherwise(LAW, TODAY, 1_000)).isEmpty();
        jdbc.update("UPDATE case_deadline SET counted_by = 'before', due_on = due_on + 3 WHERE standing = 'OPEN'");
        var stale = counting.countedOtherwise(LAW, TODAY, 1_000);
        assertThat(stale).isNotEmpty();
        var cases = CasesInTimeForTests.of(lives);
        counting.save(cases.now(stale, LAW), LAW, TODAY);
        assertThat(rows()).isEqualTo(before);
        assertThat(counting.countedOtherwise(LAW, TODAY, 1_000)).isEmpty();
    }

    @Test
    void an_open_row_that_these_rules_do_not_make_is_ended() {
        take(100);
        var open = rows().values().stream()
                .flatMap(List::stream)
                .filter(row -> row.standing() == Standing.OPEN)
                .findFirst()
                .orElseThrow();
        var other = UUID.randomUUID();
        jdbc.update("UPDATE case_deadline SET id = ?, rule = 'of-yesterday' WHERE id = ?", other, open.id());
        counting.save(CasesInTimeForTests.of(lives).now(List.of(open.violation()), LAW), LAW, TODAY);
        assertThat(rows.of(open.violation()))
                .filteredOn(row -> row.id().equals(other))
                .extracting(DeadlineRow::standing, DeadlineRow::endedOn, DeadlineRow::nextOn)
                .containsExactly(tuple(Standing.SUPERSEDED, TODAY, null));
        assertThat(rows.of(open.violation())).contains(open);
    }

    private Map<UUID, List<DeadlineRow>> rows() {
        return lives.keySet().stream().collect(Collectors.toMap(id -> id, rows::of));
    }

    private void take(int batch) {
        var history = mixed();
        var cases = CasesInTimeForTests.of(lives);
        for (int from = 0; from < history.size(); from += batch)
            counting.save(cases.after(history.subList(from, Math.min(from + batch, history.size())), LAW), LAW, TODAY);
    }

    private static Map<UUID, List<CaseEvent>> lives(int count) {
        var random = new Random(count);
        var lives = new LinkedHashMap<UUID, List<CaseEvent>>();
        for (int i = 0; i < count; i++) {
            var life = i % 3 == 0 ? RandomCase.lived(random) : RandomProcedure.lived(random);
            lives.put(life.violation(), life.events());
        }
        return lives;
    }

    /** All histories as one log, each in its own order. */
    private List<Recorded> mixed() {
        var log = new ArrayList<Recorded>();
        var next = new HashMap<UUID, Integer>();
        for (var found = true; found; ) {
            found = false;
            for (var life : lives.entrySet()) {
                int sequence = next.merge(life.getKey(), 1, Integer::sum) - 1;
                if (sequence >= life.getValue().size()) continue;
                found = true;
                log.add(new Recorded(
                        log.size() + 1,
                        Instant.parse("2026-11-20T02:00:00Z"),
                        life.getKey(),
                        sequence,
                        life.getValue().get(sequence)));
            }
        }
        return log;
    }
}
