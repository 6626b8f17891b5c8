package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chaiwei.eventstore.BinaryCopy;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.eventstore.StagedEvent;
import org.chaiwei.ledger.importing.ImportBatch.UseTotal;
import org.chaiwei.ledger.importing.ImportRecords.Block;
import org.chaiwei.ledger.importing.ImportRecords.Direction;
import org.chaiwei.ledger.importing.ImportRecords.Row;
import org.chaiwei.ledger.importing.ImportRecords.WrongRow;
import org.chaiwei.ledger.importing.Judge.Verdict;
import org.chaiwei.ledger.importing.sheet.SheetLimits;
import org.chaiwei.ledger.importing.sheet.SheetReader;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEmpty;
import org.chaiwei.ledger.importing.sheet.SheetRow;
import org.chaiwei.ledger.importing.sheet.SheetSource;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvents;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns an uploaded file into a preview: judged row by row, the good rows' events staged beside the log, their people in the
 * registry, the wrong rows kept to be mended. All in one transaction, so that a file that is refused at its last row, or a service
 * that dies in the middle, leaves nothing behind. Memory holds some thousand rows at a time, however many there are.
 */
final class Previews {

    /** Rows that are judged together: one query tells what the ledger holds of them. Some portions are in memory at a time. */
    private static final int ROWS_AT_ONCE = 500;

    /** Events that are appended as one statement, which holds up other writers for some tens of milliseconds. */
    private static final int BLOCK_EVENTS = 2_000;

    private final ImportRecords records;
    private final Histories histories;
    private final StagedAppend staged;
    private final Parties parties;
    private final Places places;
    private final BusinessClock businessClock;
    private final Clock clock;
    private final DataSource dataSource;
    private final TransactionOperations transactions;

    Previews(
            ImportRecords records,
            Histories histories,
            StagedAppend staged,
            Parties parties,
            Places places,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            TransactionOperations transactions) {
        this.records = records;
        this.histories = histories;
        this.staged = staged;
        this.parties = parties;
        this.places = places;
        this.businessClock = businessClock;
        this.clock = clock;
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /**
     * Reads, judges and stages a file.
     *
     * @return the preview's id
     * @throws RefusedException if the file as a whole is refused, or the actor may not import
     */
    UUID preview(UploadedFile file, Actor actor) {
        return transactions.execute(_ -> {
            try (var reader = SheetReader.open(file.bytes(), SheetLimits.STANDARD)) {
                return new Reading(file, actor, reader).all();
            }
        });
    }

    /**
     * Throws a preview away, with its people and its staged events.
     *
     * @return false if it is no preview any more
     */
    boolean discard(UUID id) {
        return transactions.execute(_ -> {
            var batch = records.lock(id);
            if (batch.isEmpty() || batch.get().state() != ImportState.PREVIEWED) return false;
            parties.remove(records.parties(id));
            var connection = DataSourceUtils.getConnection(dataSource);
            for (var block : records.blocks(id, Direction.COMMIT)) staged.discard(connection, block.staged());
            DataSourceUtils.releaseConnection(connection, dataSource);
            records.delete(id);
            return true;
        });
    }

    /** Some rows of the file, and what was understood of each. */
    private record Portion(List<SheetRow> rows, List<Draft> drafts) {}

    /** What some rows have become: wrong rows, and blocks that are full. */
    private record Judged(List<WrongRow> wrong, List<FullBlock> blocks) {}

    /** Good rows that will be appended as one statement, in memory in the form in which they are stored. */
    private record FullBlock(Block block, BinaryCopy rows, Parties.Prepared parties, StagedAppend.Prepared events) {}

    /**
     * One file on its way through three threads, each a few portions ahead of the next: it is read, judged and encoded, stored. Only the last has to
     * do with the transaction.
     */
    private final class Reading {

        private final UUID id = UUID.randomUUID();
        private final SheetReader reader;
        private final RowReader rowReader;
        private final Judging judging;

        Reading(UploadedFile file, Actor actor, SheetReader reader) {
            LocalDate today = businessClock.today();
            var first = reader.next();
            if (first == null) throw new RefusedException(new FileEmpty());
            this.reader = reader;
            SheetSource source = reader.source();
            this.rowReader = new RowReader(Header.of(first), places, today, source.epoch1904());
            this.judging = new Judging(
                    id,
                    rowReader,
                    new Judge(id, actor.scope(), today, places, UUID::randomUUID),
                    ImportMetadata.of(id, actor.id(), actor.role().claim(), "ImportViolation"));
            records.add(ImportBatch.previewed(
                    id,
                    file.name(),
                    file.sha256(),
                    source,
                    actor.id(),
                    actor.role().claim(),
                    clock.instant()));
        }

        UUID all() {
            try (var read = new ReadAhead<>(this::read);
                    var judged = new ReadAhead<>(() -> judging.next(read))) {
                for (var portion = judged.next(); portion != null; portion = judged.next()) store(portion);
            }
            judging.count();
            return id;
        }

        /** The next rows as they stand and as they are understood, null after the last. */
        private @Nullable Portion read() {
            var rows = new ArrayList<SheetRow>(ROWS_AT_ONCE);
            while (rows.size() < ROWS_AT_ONCE) {
                var row = reader.next();
                if (row == null) break;
                rows.add(row);
            }
            return rows.isEmpty()
                    ? null
                    : new Portion(rows, rows.stream().map(rowReader::read).toList());
        }

        private void store(Judged judged) {
            if (!judged.wrong().isEmpty()) records.addWrongRows(id, judged.wrong());
            for (var full : judged.blocks()) {
                parties.enter(full.parties());
                records.addBlock(id, Direction.COMMIT, full.block());
                records.addRows(full.rows());
                var connection = DataSourceUtils.getConnection(dataSource);
                staged.stage(connection, full.events());
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }

    /** The second of the three: looks up what the log holds on a connection of its own, and writes nothing. */
    private final class Judging {

        private final UUID id;
        private final RowReader rowReader;
        private final Judge judge;
        private final Map<String, String> metadata;
        private final Map<Use, UseTotal> totals = new EnumMap<>(Use.class);
        private final List<FullBlock> full = new ArrayList<>();
        private final List<Verdict.Good> block = new ArrayList<>();
        private int eventsInBlock;
        private int blocks;
        private int rowsGood;
        private int rowsWrong;
        private int duplicates;
        private boolean ended;

        Judging(UUID id, RowReader rowReader, Judge judge, Map<String, String> metadata) {
            this.id = id;
            this.rowReader = rowReader;
            this.judge = judge;
            this.metadata = metadata;
            for (var use : Use.values()) totals.put(use, new UseTotal(use.name(), 0, new BigDecimal("0.00")));
        }

        /** What the next rows have become, null after the last. */
        @Nullable
        Judged next(ReadAhead<Portion> read) {
            if (ended) return null;
            var portion = read.next();
            ended = portion == null;
            var wrong = portion == null ? List.<WrongRow>of() : judge(portion);
            if (ended) closeBlock();
            var judged = new Judged(wrong, List.copyOf(full));
            full.clear();
            return judged;
        }

        private List<WrongRow> judge(Portion portion) {
            var rows = portion.rows();
            var drafts = portion.drafts();
            var violations = drafts.stream()
                    .map(draft -> ViolationId.of(draft.registration().ledgerNumber()))
                    .toList();
            var inLedger = histories.forRegistration(violations);
            var wrong = new ArrayList<WrongRow>();
            for (int i = 0; i < rows.size(); i++) {
                var violation = violations.get(i);
                var history = inLedger.getOrDefault(violation, History.NONE);
                switch (judge.judge(drafts.get(i), violation, history)) {
                    case Verdict.Good good -> take(good);
                    case Verdict.Wrong no -> {
                        rowsWrong++;
                        if (no.isDuplicate()) duplicates++;
                        wrong.add(new WrongRow(no.row(), no.problems(), rowReader.texts(rows.get(i))));
                    }
                }
            }
            return wrong;
        }

        private void take(Verdict.Good good) {
            if (eventsInBlock + good.events().size() > BLOCK_EVENTS) closeBlock();
            block.add(good);
            eventsInBlock += good.events().size();
            rowsGood++;
            var registration = good.draft().registration();
            totals.compute(
                    registration.use(),
                    (use, total) -> new UseTotal(
                            use.name(), total.count() + 1, total.areaM2().add(registration.areaM2())));
        }

        private void closeBlock() {
            if (block.isEmpty()) return;
            int ordinal = ++blocks;
            var batch = UUID.randomUUID();
            full.add(new FullBlock(
                    new Block(ordinal, batch, block.size(), false),
                    ImportRecords.prepare(
                            id, ordinal, block.stream().map(this::row).toList()),
                    parties.prepare(block.stream()
                            .map(Verdict.Good::party)
                            .filter(Objects::nonNull)
                            .toList()),
                    staged.prepare(batch, block.stream().flatMap(this::events)::iterator)));
            block.clear();
            eventsInBlock = 0;
        }

        private Row row(Verdict.Good good) {
            return new Row(
                    good.row(),
                    good.violation(),
                    good.party() == null ? null : good.party().id(),
                    good.firstSequence() + good.events().size() - 1);
        }

        private Stream<StagedEvent> events(Verdict.Good good) {
            var sequence = new long[] {good.firstSequence()};
            return good.events().stream()
                    .map(event -> new StagedEvent(
                            good.violation(), ViolationEvents.AGGREGATE_TYPE, sequence[0]++, event, metadata));
        }

        /** To be called by the thread of the transaction, after the last row. */
        void count() {
            records.count(
                    id,
                    rowsGood + rowsWrong,
                    rowsGood,
                    rowsWrong,
                    duplicates,
                    List.copyOf(totals.values()),
                    totals.values().stream().map(UseTotal::areaM2).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }
}
