package org.chaiwei.ledger.importing;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.eventstore.StagedEvent;
import org.chaiwei.ledger.importing.ImportEvent.ImportStarted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndoStarted;
import org.chaiwei.ledger.importing.ImportRecords.Block;
import org.chaiwei.ledger.importing.ImportRecords.Direction;
import org.chaiwei.ledger.importing.ImportRefusal.EntriesTouched;
import org.chaiwei.ledger.importing.ImportRefusal.EntriesTouched.TouchedEntry;
import org.chaiwei.ledger.importing.ImportRefusal.ImportNotReady;
import org.chaiwei.ledger.importing.ImportRefusal.ImportUnknown;
import org.chaiwei.ledger.importing.ImportRefusal.NothingToImport;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Starts the commit and the undo of an import: the state and the event that says who asked for it change in one transaction. What
 * follows is the {@link ImportRunner}'s, on whichever instance.
 */
final class Imports {

    /** The place of the event that says that the commit or the undo began: before the first block of rows. */
    static final int OPENING = 0;

    private static final int TOUCHED_SHOWN = 100;

    private final ImportRecords records;
    private final StagedAppend staged;
    private final Remarks remarks;
    private final BusinessClock businessClock;
    private final Clock clock;
    private final DataSource dataSource;
    private final TransactionOperations transactions;

    Imports(
            ImportRecords records,
            StagedAppend staged,
            Remarks remarks,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            TransactionOperations transactions) {
        this.records = records;
        this.staged = staged;
        this.remarks = remarks;
        this.businessClock = businessClock;
        this.clock = clock;
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /**
     * Lets a preview's good rows become entries.
     *
     * @throws RefusedException with {@link ImportUnknown}, {@link ImportNotReady} or {@link NothingToImport}
     */
    void commit(UUID id, Actor actor) {
        transactions.executeWithoutResult(_ -> {
            var batch = records.lock(id).orElseThrow(() -> new RefusedException(new ImportUnknown()));
            if (batch.state() != ImportState.PREVIEWED) throw new RefusedException(new ImportNotReady(batch.state()));
            if (batch.rowsGood() == 0) throw new RefusedException(new NothingToImport());
            records.commits(id, clock.instant());
            stage(
                    id,
                    Direction.COMMIT,
                    OPENING,
                    0,
                    new ImportStarted(
                            id,
                            HexFormat.of().formatHex(batch.fileSha256()),
                            batch.rowsGood(),
                            batch.areaM2(),
                            businessClock.today()),
                    ImportMetadata.of(id, actor.id(), actor.role().claim(), "CommitImport"));
        });
    }

    /**
     * Takes all entries of an import back.
     *
     * @param reason why, as typed; kept beside the events
     * @throws RefusedException with {@link ImportUnknown}, {@link ImportNotReady}, or {@link EntriesTouched} if anything else has
     *     happened to one of them: then nothing is taken back
     */
    void undo(UUID id, String reason, Actor actor) {
        transactions.executeWithoutResult(_ -> {
            var batch = records.lock(id).orElseThrow(() -> new RefusedException(new ImportUnknown()));
            if (batch.state() != ImportState.COMMITTED && batch.state() != ImportState.FAILED)
                throw new RefusedException(new ImportNotReady(batch.state()));
            var touched = records.touched(id);
            if (!touched.isEmpty())
                throw new RefusedException(new EntriesTouched(
                        touched.size(),
                        touched.stream()
                                .limit(TOUCHED_SHOWN)
                                .map(row -> new TouchedEntry(row.violation(), row.row()))
                                .toList()));
            var remark = UUID.randomUUID();
            remarks.enter(remark, reason);
            records.undoes(id, actor.id(), actor.role().claim(), remark, clock.instant());
            stage(
                    id,
                    Direction.UNDO,
                    OPENING,
                    records.eventsOf(id),
                    new ImportUndoStarted(id, remark, businessClock.today()),
                    ImportMetadata.of(id, actor.id(), actor.role().claim(), "UndoImport"));
        });
    }

    private void stage(
            UUID id, Direction direction, int ordinal, long sequence, ImportEvent event, Map<String, String> metadata) {
        var batch = UUID.randomUUID();
        records.addBlock(id, direction, new Block(ordinal, batch, 0, false));
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            staged.stage(
                    connection,
                    batch,
                    List.of(new StagedEvent(id, ImportEvents.AGGREGATE_TYPE, sequence, event, metadata)));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
