package org.chaiwei.ledger.importing;

import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.eventstore.StagedConflict;
import org.chaiwei.eventstore.StagedEvent;
import org.chaiwei.ledger.importing.ImportEvent.ImportCommitted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndone;
import org.chaiwei.ledger.importing.ImportRecords.Block;
import org.chaiwei.ledger.importing.ImportRecords.Direction;
import org.chaiwei.ledger.importing.ImportRecords.Row;
import org.chaiwei.ledger.importing.ImportRecords.WrongRow;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.Decision;
import org.chaiwei.ledger.violation.ImportRules;
import org.chaiwei.ledger.violation.ViolationEvents;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries a commit or an undo on by one step. Where it stands is read from the database each time, and a step that was done twice
 * has been done once: so it does not matter which instance takes the next step, nor whether the one before came to know that its own
 * had succeeded.
 *
 * <p>The steps of a commit: the event that says that it began, the blocks of rows, the event that says that all are there. Of an undo
 * likewise; there a block's withdrawals are decided from what the log holds when its turn comes.
 */
final class ImportRun {

    /** The place of the event that says that the commit or the undo is complete: after the last block of rows. */
    static final int CLOSING = Integer.MAX_VALUE;

    /** As many as a block has, so that a block is one statement. */
    private static final int BLOCK_EVENTS = 2_000;

    /** Who may undo was asked when the undo was asked for; streets are no matter any more. */
    private static final Scope ALL_STREETS = new Scope(Role.OFFICE, Set.of());

    private final ImportRecords records;
    private final Histories histories;
    private final StagedAppend staged;
    private final Parties parties;
    private final Places places;
    private final BusinessClock businessClock;
    private final Clock clock;
    private final DataSource dataSource;
    private final TransactionOperations transactions;
    private final Counter rowsAppended;

    ImportRun(
            ImportRecords records,
            Histories histories,
            StagedAppend staged,
            Parties parties,
            Places places,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            TransactionOperations transactions,
            Counter rowsAppended) {
        this.records = records;
        this.histories = histories;
        this.staged = staged;
        this.parties = parties;
        this.places = places;
        this.businessClock = businessClock;
        this.clock = clock;
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.rowsAppended = rowsAppended;
    }

    /**
     * Takes the next step.
     *
     * @return false if there was none to take
     * @throws ImportStuck if trying again would not help
     */
    boolean step(UUID id) {
        var batch = records.find(id).orElse(null);
        if (batch == null) return false;
        return switch (batch.state()) {
            case COMMITTING -> commitStep(batch);
            case UNDOING -> undoStep(batch);
            case PREVIEWED, COMMITTED, UNDONE, FAILED -> false;
        };
    }

    private boolean commitStep(ImportBatch batch) {
        var blocks = byOrdinal(batch.id(), Direction.COMMIT);
        var next = blocks.values().stream().filter(block -> !block.done()).findFirst();
        if (next.isPresent()) append(batch, Direction.COMMIT, next.get());
        else if (!blocks.containsKey(CLOSING)) stageClosing(batch.id(), Direction.COMMIT);
        else records.finish(batch.id(), ImportState.COMMITTED, clock.instant());
        return true;
    }

    private boolean undoStep(ImportBatch batch) {
        var registered = byOrdinal(batch.id(), Direction.COMMIT);
        var unsettled =
                registered.values().stream().filter(block -> !block.done()).findFirst();
        if (unsettled.isPresent()) {
            settle(batch.id(), unsettled.get());
            return true;
        }
        var blocks = byOrdinal(batch.id(), Direction.UNDO);
        var next = blocks.values().stream().filter(block -> !block.done()).findFirst();
        if (next.isPresent()) {
            append(batch, Direction.UNDO, next.get());
            return true;
        }
        var unstaged = registered.values().stream()
                .filter(block -> block.rows() > 0 && !blocks.containsKey(block.ordinal()))
                .findFirst();
        if (unstaged.isPresent()) stageWithdrawals(batch, unstaged.get());
        else if (!blocks.containsKey(CLOSING)) stageClosing(batch.id(), Direction.UNDO);
        else records.finish(batch.id(), ImportState.UNDONE, clock.instant());
        return true;
    }

    private void append(ImportBatch batch, Direction direction, Block block) {
        try {
            StagedAppend.Chunk chunk;
            do {
                chunk = staged.appendNext(block.staged(), BLOCK_EVENTS);
            } while (chunk.remaining() > 0);
            long lastPosition = chunk.lastPosition();
            transactions.executeWithoutResult(_ -> {
                if (!records.done(batch.id(), direction, block.ordinal(), lastPosition)) return;
                rowsAppended.increment(block.rows());
                if (direction == Direction.UNDO) forgetPeople(batch.id(), block.ordinal());
            });
        } catch (StagedConflict conflict) {
            if (block.rows() == 0 || conflict.aggregateIds().isEmpty()) throw new ImportStuck(batch.id(), conflict);
            switch (direction) {
                case COMMIT -> takeConflictingOut(batch, block, conflict.aggregateIds());
                case UNDO -> leaveStanding(batch.id(), block, conflict.aggregateIds());
            }
        }
    }

    /** Somebody has registered these numbers since the preview: their rows become wrong rows, all others go on. */
    private void takeConflictingOut(ImportBatch batch, Block block, Collection<UUID> violations) {
        transactions.executeWithoutResult(_ -> {
            if (records.lock(batch.id()).isEmpty()) return;
            var events = histories.takeOutOfStaging(block.staged(), violations);
            var rows = records.rowsOf(batch.id(), violations);
            parties.remove(partiesOf(rows));
            records.conflicting(
                    batch.id(),
                    block.ordinal(),
                    rows.stream()
                            .map(row -> new WrongRow(
                                    row.row(),
                                    List.of(RowProblem.of(row.row(), Column.LEDGER_NUMBER, "registered-since-preview")),
                                    EntryCells.of(events.getOrDefault(row.violation(), List.of()), places)))
                            .toList());
        });
    }

    /** Something has touched these entries since the undo came to them. */
    private void leaveStanding(UUID id, Block block, Collection<UUID> violations) {
        transactions.executeWithoutResult(_ -> {
            if (records.lock(id).isEmpty()) return;
            histories.takeOutOfStaging(block.staged(), violations);
            records.leftStanding(id, violations);
        });
    }

    /** Decides the withdrawals of a block's entries and puts them beside the log. */
    private void stageWithdrawals(ImportBatch batch, Block registered) {
        transactions.executeWithoutResult(_ -> {
            if (records.lock(batch.id()).isEmpty()) return;
            var rows = records.rows(batch.id(), registered.ordinal());
            var found = histories.whole(rows.stream().map(Row::violation).toList());
            var today = businessClock.today();
            var asked = new Asked(ALL_STREETS, today, today, Objects.requireNonNull(batch.undoReason()));
            var metadata = ImportMetadata.of(
                    batch.id(),
                    Objects.requireNonNull(batch.undoneBy()),
                    Objects.requireNonNull(batch.undoneRole()),
                    "WithdrawViolation");
            var withdrawals = new ArrayList<StagedEvent>();
            var left = new LinkedHashSet<UUID>();
            for (var row : rows) {
                var history = found.getOrDefault(row.violation(), History.NONE);
                if (history.length() == row.lastSequence() + 1
                        && ImportRules.takeBack(row.violation(), asked, history.events(), places)
                                instanceof Decision.Accepted(var events)) {
                    long sequence = history.length();
                    for (var event : events)
                        withdrawals.add(new StagedEvent(
                                row.violation(), ViolationEvents.AGGREGATE_TYPE, sequence++, event, metadata));
                } else left.add(row.violation());
            }
            if (!left.isEmpty()) records.leftStanding(batch.id(), left);
            stage(batch.id(), Direction.UNDO, registered.ordinal(), registered.rows(), withdrawals);
        });
    }

    /** The people of a block whose entries are withdrawn: there is no reason left to know them. */
    private void forgetPeople(UUID id, int ordinal) {
        parties.remove(partiesOf(records.withdrawnRows(id, ordinal)));
    }

    private void stageClosing(UUID id, Direction direction) {
        transactions.executeWithoutResult(_ -> {
            var batch = records.lock(id).orElse(null);
            if (batch == null || byOrdinal(id, direction).containsKey(CLOSING)) return;
            int rows = batch.rowsGood() - batch.rowsConflicting();
            var today = businessClock.today();
            var event = switch (direction) {
                case COMMIT -> new ImportCommitted(id, rows, batch.rowsConflicting(), today);
                case UNDO -> new ImportUndone(id, rows - batch.rowsLeft(), batch.rowsLeft(), today);
            };
            var metadata = switch (direction) {
                case COMMIT -> ImportMetadata.of(id, batch.uploadedBy(), batch.role(), "CommitImport");
                case UNDO ->
                    ImportMetadata.of(
                            id,
                            Objects.requireNonNull(batch.undoneBy()),
                            Objects.requireNonNull(batch.undoneRole()),
                            "UndoImport");
            };
            stage(
                    id,
                    direction,
                    CLOSING,
                    0,
                    List.of(new StagedEvent(id, ImportEvents.AGGREGATE_TYPE, records.eventsOf(id), event, metadata)));
        });
    }

    /** What a failed commit did not come to is thrown away; what it did without getting to know it counts as done. */
    private void settle(UUID id, Block block) {
        if (staged.remaining(block.staged()) == 0) {
            records.done(id, Direction.COMMIT, block.ordinal(), 0);
            return;
        }
        transactions.executeWithoutResult(_ -> {
            if (records.lock(id).isEmpty()) return;
            var connection = DataSourceUtils.getConnection(dataSource);
            try {
                staged.discard(connection, block.staged());
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
            parties.remove(partiesOf(records.rows(id, block.ordinal())));
            records.dropBlock(id, block.ordinal());
        });
    }

    private void stage(UUID id, Direction direction, int ordinal, int rows, List<StagedEvent> events) {
        var batch = UUID.randomUUID();
        records.addBlock(id, direction, new Block(ordinal, batch, rows, false));
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            staged.stage(connection, batch, events);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private Map<Integer, Block> byOrdinal(UUID id, Direction direction) {
        return records.blocks(id, direction).stream()
                .collect(Collectors.toMap(
                        Block::ordinal, Function.identity(), (a, _) -> a, java.util.LinkedHashMap::new));
    }

    private static List<UUID> partiesOf(List<Row> rows) {
        return rows.stream().map(Row::party).filter(Objects::nonNull).toList();
    }

    /** An import that no further try can carry on. */
    static final class ImportStuck extends RuntimeException {
        ImportStuck(UUID id, Throwable cause) {
            super("import " + id + " is stuck", cause);
        }
    }
}
