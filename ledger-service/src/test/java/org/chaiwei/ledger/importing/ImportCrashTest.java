package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.ledger.importing.ImportRecords.Direction;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An import that is interrupted, by whatever, neither loses a row nor doubles one. */
class ImportCrashTest {

    private static final String OFFICE = TestIssuer.shared().tokenOf("office-1", Role.OFFICE);
    private static final ConditionFactory PATIENTLY = await().atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(20))
            .ignoreExceptions();
    private static final int ROWS = 12_000;

    private ServiceDatabase database;
    private LedgerInstance ledger;

    @BeforeEach
    void start() {
        database = TestPostgres.create("ledger");
        ledger = LedgerInstance.start(database);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void connections_that_break_again_and_again_delay_a_commit_and_do_nothing_else() throws SQLException {
        var id = preview(new LedgerFile().rows("甲", ROWS).csv());
        commit(id);

        for (int done = 0; done < ROWS / 2; ) {
            int before = done;
            PATIENTLY.until(() -> done(id) > before);
            breakAllConnections();
            done = doneSeenFromOutside(id);
        }

        PATIENTLY.until(() -> state(id) == ImportState.COMMITTED);
        eachRowIsThereOnce(ROWS);
    }

    @Test
    void another_start_of_the_service_goes_on_where_the_first_was_stopped() {
        var id = preview(new LedgerFile().rows("甲", ROWS).csv());
        commit(id);
        PATIENTLY.until(() -> done(id) > 0);

        ledger.close();
        ledger = LedgerInstance.start(database);

        PATIENTLY.until(() -> state(id) == ImportState.COMMITTED);
        eachRowIsThereOnce(ROWS);
    }

    @Test
    void two_instances_at_once_share_an_import_without_doing_anything_twice() {
        var id = preview(new LedgerFile().rows("甲", ROWS).csv());
        try (var second = LedgerInstance.start(database)) {
            commit(id);
            second.bean(ImportRunner.class).wake();
            PATIENTLY.until(() -> state(id) == ImportState.COMMITTED);
        }
        eachRowIsThereOnce(ROWS);
    }

    @Test
    void a_block_that_was_appended_by_someone_who_died_before_saying_so_counts_once() throws SQLException {
        var id = preview(new LedgerFile().rows("甲", 100).csv());
        try (var _ = holdingTheLock(id)) {
            commit(id);
            for (var block : ledger.bean(ImportRecords.class).blocks(UUID.fromString(id), Direction.COMMIT))
                ledger.bean(StagedAppend.class).appendNext(block.staged(), 2_000);
            assertThat(done(id)).isZero();
        }

        PATIENTLY.until(() -> state(id) == ImportState.COMMITTED);
        assertThat(done(id)).isEqualTo(100);
        eachRowIsThereOnce(100);
    }

    @Test
    void an_entry_touched_while_the_undo_runs_is_left_standing_and_named() throws SQLException {
        var id = preview(new LedgerFile().rows("甲", 20).csv());
        commit(id);
        PATIENTLY.until(() -> state(id) == ImportState.COMMITTED);
        try (var _ = holdingTheLock(id)) {
            assertThat(ledger.post("/" + id + "/undo", OFFICE, "{\"reason\":\"传错了文件\"}")
                            .status())
                    .isEqualTo(202);
            touch("甲-2");
            var run = ledger.bean(ImportRun.class);
            run.step(UUID.fromString(id)); // the undo's first event
            run.step(UUID.fromString(id)); // the withdrawals are staged
            touch("甲-5");
        }

        PATIENTLY.until(() -> state(id) == ImportState.UNDONE);
        var shown = ledger.get("/" + id, OFFICE);
        assertThat(shown.<Integer>json("$.rowsLeft")).isEqualTo(2);
        assertThat(shown.<List<String>>json("$.left[*].violation"))
                .containsExactly(
                        ViolationId.of("甲-2").toString(), ViolationId.of("甲-5").toString());
        assertThat(count("ViolationWithdrawn")).isEqualTo(18);
    }

    @Test
    void an_import_that_failed_half_way_can_be_undone_and_leaves_nothing() throws SQLException {
        var id = preview(new LedgerFile().rows("甲", 4_000).csv());
        try (var _ = holdingTheLock(id)) {
            commit(id);
            var run = ledger.bean(ImportRun.class);
            run.step(UUID.fromString(id)); // the import's first event
            run.step(UUID.fromString(id)); // the first block
            ledger.bean(JdbcTemplate.class)
                    .update("UPDATE import_batch SET state = 'FAILED' WHERE id = ?", UUID.fromString(id));
        }
        long registered = count("ViolationRegistered");
        assertThat(registered).isBetween(1L, 3_999L);

        ledger.post("/" + id + "/undo", OFFICE, "{\"reason\":\"中断\"}");

        PATIENTLY.until(() -> state(id) == ImportState.UNDONE);
        assertThat(count("ViolationRegistered")).isEqualTo(registered);
        assertThat(count("ViolationWithdrawn")).isEqualTo(registered);
        assertThat(query("SELECT count(*) FROM event_store.staged_event")).isZero();
        assertThat(query("SELECT count(*) FROM party")).isZero();
    }

    /** By hand, not by the code under test: every row of {@link LedgerFile#rows} registered once, every fourth cleared once. */
    private void eachRowIsThereOnce(int rows) {
        assertThat(count("ViolationRegistered")).isEqualTo(rows);
        assertThat(query("SELECT count(DISTINCT aggregate_id) FROM event_store.event"))
                .isEqualTo(rows + 1);
        assertThat(count("DemolitionPosted")).isEqualTo(rows / 4);
        assertThat(count("LedgerClosed")).isEqualTo(rows / 4);
        assertThat(count("ImportStarted")).isEqualTo(1);
        assertThat(count("ImportCommitted")).isEqualTo(1);
        assertThat(query("SELECT max(position) FROM event_store.event")).isEqualTo(rows + rows / 2 + 2);
        assertThat(query("SELECT count(*) FROM event_store.staged_event")).isZero();
        assertThat(query("SELECT count(*) FROM party")).isEqualTo(rows / 3);
    }

    private String preview(byte[] file) {
        var preview = ledger.upload(OFFICE, "台账.csv", file);
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        assertThat(preview.<Integer>json("$.rowsWrong")).isZero();
        return preview.json("$.id");
    }

    private void commit(String id) {
        assertThat(ledger.post("/" + id + "/commit", OFFICE, "").status()).isEqualTo(202);
    }

    /** Waits for whoever holds it: the runner lets go a moment after an import has ended. */
    private ImportLock holdingTheLock(String id) {
        return PATIENTLY
                .until(
                        () -> ImportLock.tryHold(ledger.bean(javax.sql.DataSource.class), UUID.fromString(id)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private ImportState state(String id) {
        return ledger.bean(ImportRecords.class)
                .find(UUID.fromString(id))
                .orElseThrow()
                .state();
    }

    private int done(String id) {
        return ledger.bean(ImportRecords.class)
                .find(UUID.fromString(id))
                .orElseThrow()
                .rowsDone();
    }

    private int doneSeenFromOutside(String id) throws SQLException {
        try (var owner = database.asOwner();
                var rows = owner.createStatement()
                        .executeQuery("SELECT rows_done FROM import_batch WHERE id = '" + id + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** What a restart of PostgreSQL does to the service, as often as one likes. */
    private void breakAllConnections() throws SQLException {
        try (var app = database.asApp();
                var statement = app.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()");
        }
    }

    private void touch(String number) {
        ledger.bean(JdbcTemplate.class).update("""
                        WITH head AS (UPDATE event_store.head SET position = position + 1 RETURNING position)
                        INSERT INTO event_store.event
                        SELECT head.position, now(), e.aggregate_id, gen_random_uuid(), e.sequence + 1, e.type, e.payload, e.metadata
                          FROM head, event_store.event e WHERE e.aggregate_id = ? ORDER BY e.sequence DESC LIMIT 1""", ViolationId.of(number));
    }

    private long count(String type) {
        return query(
                "SELECT count(*) FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type WHERE t.name = '"
                        + type + "'");
    }

    private long query(String sql) {
        return ledger.bean(JdbcTemplate.class).queryForObject(sql, Long.class);
    }
}
