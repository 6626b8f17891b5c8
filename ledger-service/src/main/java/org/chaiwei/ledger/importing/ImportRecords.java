package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.eventstore.BinaryCopy;
import org.chaiwei.ledger.importing.ImportBatch.UseTotal;
import org.chaiwei.ledger.importing.sheet.SheetSource;
import org.chaiwei.platform.sealing.Sealed;
import org.chaiwei.platform.sealing.Sealer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the import. Every method is one statement, in the caller's transaction where there is one. */
final class ImportRecords {

    /** Whether a block registers entries or takes them back. */
    enum Direction {
        COMMIT,
        UNDO
    }

    /** @param staged the batch of {@link org.chaiwei.eventstore.StagedAppend} that holds the block's events */
    record Block(int ordinal, UUID staged, int rows, boolean done) {}

    /** A good row, which became or will become an entry. */
    record Row(int row, UUID violation, @Nullable UUID party, long lastSequence) {}

    /** A wrong row. @param cells as they were, in the order of the columns; encrypted while they are kept */
    record WrongRow(int row, List<RowProblem> problems, List<String> cells) {}

    private static final TypeReference<List<RowProblem>> PROBLEMS = new TypeReference<>() {};
    private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};
    private static final TypeReference<List<UseTotal>> TOTALS = new TypeReference<>() {};

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Sealer sealer;

    ImportRecords(JdbcTemplate jdbc, JsonMapper json, Sealer sealer) {
        this.template = jdbc;
        this.jdbc = JdbcClient.create(jdbc);
        this.json = json;
        this.sealer = sealer;
    }

    void add(ImportBatch batch) {
        jdbc.sql("""
                        INSERT INTO import_batch (id, state, file_name, file_sha256, format, encoding, sheet, other_sheets, rows_read,
                               rows_good, rows_wrong, duplicates, totals, area_m2, uploaded_by, role, uploaded_at)
                        VALUES (:id, :state, :fileName, :sha256, :format, :encoding, :sheet, :otherSheets, :read,
                               :good, :wrong, :duplicates, :totals, :areaM2, :by, :role, :at)
                        """)
                .param("id", batch.id())
                .param("state", batch.state().name())
                .param("fileName", batch.fileName())
                .param("sha256", batch.fileSha256())
                .param("format", batch.source().format().name())
                .param("encoding", batch.source().encoding())
                .param("sheet", batch.source().sheet())
                .param("otherSheets", batch.source().otherSheets().toArray(String[]::new))
                .param("read", batch.rowsRead())
                .param("good", batch.rowsGood())
                .param("wrong", batch.rowsWrong())
                .param("duplicates", batch.duplicates())
                .param("totals", json.writeValueAsString(batch.totals()))
                .param("areaM2", batch.areaM2())
                .param("by", batch.uploadedBy())
                .param("role", batch.role())
                .param("at", timestamp(batch.uploadedAt()))
                .update();
    }

    /** What is known only after the last row. */
    void count(UUID id, int read, int good, int wrong, int duplicates, List<UseTotal> totals, BigDecimal areaM2) {
        jdbc.sql("""
                        UPDATE import_batch
                           SET rows_read = :read, rows_good = :good, rows_wrong = :wrong, duplicates = :duplicates,
                               totals = :totals, area_m2 = :areaM2
                         WHERE id = :id
                        """)
                .param("read", read)
                .param("good", good)
                .param("wrong", wrong)
                .param("duplicates", duplicates)
                .param("totals", json.writeValueAsString(totals))
                .param("areaM2", areaM2)
                .param("id", id)
                .update();
    }

    Optional<ImportBatch> find(UUID id) {
        return jdbc.sql("SELECT * FROM import_batch WHERE id = :id")
                .param("id", id)
                .query((row, _) -> batch(row))
                .optional();
    }

    /** The same, and nobody else changes it until the caller's transaction ends. */
    Optional<ImportBatch> lock(UUID id) {
        return jdbc.sql("SELECT * FROM import_batch WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, _) -> batch(row))
                .optional();
    }

    /** The newest first. @param uploadedBy only theirs; null for all */
    List<ImportBatch> newest(@Nullable String uploadedBy, int limit) {
        return jdbc.sql("""
                        SELECT * FROM import_batch
                         WHERE cast(:by AS text) IS NULL OR uploaded_by = :by
                         ORDER BY uploaded_at DESC, id LIMIT :limit
                        """)
                .param("by", uploadedBy)
                .param("limit", limit)
                .query((row, _) -> batch(row))
                .list();
    }

    /** Other imports of the very same file, the newest first. */
    List<ImportBatch> ofSameFile(byte[] sha256, UUID except, @Nullable String uploadedBy) {
        return jdbc.sql("""
                        SELECT * FROM import_batch
                         WHERE file_sha256 = :sha256 AND id <> :except AND (cast(:by AS text) IS NULL OR uploaded_by = :by)
                         ORDER BY uploaded_at DESC LIMIT 5
                        """)
                .param("sha256", sha256)
                .param("except", except)
                .param("by", uploadedBy)
                .query((row, _) -> batch(row))
                .list();
    }

    List<UUID> running() {
        return jdbc.sql("SELECT id FROM import_batch WHERE state IN ('COMMITTING', 'UNDOING') ORDER BY uploaded_at, id")
                .query(UUID.class)
                .list();
    }

    /** Previews that nobody committed. */
    List<UUID> previewsUploadedBefore(Instant instant) {
        return jdbc.sql("SELECT id FROM import_batch WHERE state = 'PREVIEWED' AND uploaded_at < :instant")
                .param("instant", timestamp(instant))
                .query(UUID.class)
                .list();
    }

    void commits(UUID id, Instant at) {
        jdbc.sql("""
                        UPDATE import_batch SET state = 'COMMITTING', committed_at = :at, rows_done = 0, finished_at = NULL
                         WHERE id = :id
                        """).param("at", timestamp(at)).param("id", id).update();
    }

    void undoes(UUID id, String by, String role, UUID reason, Instant at) {
        jdbc.sql("""
                        UPDATE import_batch SET state = 'UNDOING', undone_by = :by, undone_role = :role, undo_reason = :reason,
                               undone_at = :at, rows_done = 0, finished_at = NULL
                         WHERE id = :id
                        """)
                .param("by", by)
                .param("role", role)
                .param("reason", reason)
                .param("at", timestamp(at))
                .param("id", id)
                .update();
    }

    void finish(UUID id, ImportState state, Instant at) {
        jdbc.sql("UPDATE import_batch SET state = :state, finished_at = :at WHERE id = :id")
                .param("state", state.name())
                .param("at", timestamp(at))
                .param("id", id)
                .update();
    }

    /** With it go its blocks, rows and wrong rows. */
    void delete(UUID id) {
        jdbc.sql("DELETE FROM import_batch WHERE id = :id").param("id", id).update();
    }

    void addBlock(UUID id, Direction direction, Block block) {
        jdbc.sql(
                        "INSERT INTO import_block (import_id, direction, ordinal, staged, rows) VALUES (:id, :direction, :ordinal, :staged, :rows)")
                .param("id", id)
                .param("direction", direction.name())
                .param("ordinal", block.ordinal())
                .param("staged", block.staged())
                .param("rows", block.rows())
                .update();
    }

    List<Block> blocks(UUID id, Direction direction) {
        return jdbc.sql("""
                        SELECT ordinal, staged, rows, done FROM import_block
                         WHERE import_id = :id AND direction = :direction ORDER BY ordinal
                        """)
                .param("id", id)
                .param("direction", direction.name())
                .query((row, _) -> new Block(
                        row.getInt("ordinal"),
                        row.getObject("staged", UUID.class),
                        row.getInt("rows"),
                        row.getBoolean("done")))
                .list();
    }

    /**
     * The block's events are in the log.
     *
     * @return false if that had been said before: it counts once
     */
    boolean done(UUID id, Direction direction, int ordinal, long lastPosition) {
        return jdbc.sql("""
                        WITH block AS (
                            UPDATE import_block SET done = true
                             WHERE import_id = :id AND direction = :direction AND ordinal = :ordinal AND NOT done RETURNING rows)
                        UPDATE import_batch
                           SET rows_done = rows_done + block.rows, last_position = greatest(last_position, :position)
                          FROM block WHERE id = :id
                        """)
                        .param("id", id)
                        .param("direction", direction.name())
                        .param("ordinal", ordinal)
                        .param("position", lastPosition)
                        .update()
                == 1;
    }

    /** A block that was never appended, with its rows. */
    void dropBlock(UUID id, int ordinal) {
        jdbc.sql("DELETE FROM import_row WHERE import_id = :id AND block = :ordinal")
                .param("id", id)
                .param("ordinal", ordinal)
                .update();
        jdbc.sql("""
                        WITH block AS (
                            DELETE FROM import_block
                             WHERE import_id = :id AND direction = 'COMMIT' AND ordinal = :ordinal RETURNING rows)
                        UPDATE import_batch SET rows_good = rows_good - block.rows, rows_read = rows_read - block.rows
                          FROM block WHERE id = :id
                        """).param("id", id).param("ordinal", ordinal).update();
    }

    /** How many of the import's own events the log holds. */
    long eventsOf(UUID id) {
        return jdbc.sql("SELECT count(*) FROM event_store.event WHERE aggregate_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    /** Adds the rows of a block. @param rows as {@link #prepare} made them; each once */
    void addRows(BinaryCopy rows) {
        template.execute((ConnectionCallback<Long>) connection ->
                rows.send(connection, "import_row (import_id, row, block, violation, party, last_sequence)"));
    }

    /** The rows of a block as they are stored, in memory only. */
    static BinaryCopy prepare(UUID id, int block, List<Row> rows) {
        var copy = new BinaryCopy(6);
        for (var row : rows)
            copy.row()
                    .uuid(id)
                    .integer(row.row())
                    .integer(block)
                    .uuid(row.violation())
                    .uuid(row.party())
                    .bigint(row.lastSequence());
        return copy;
    }

    /** The rows of one block, in the file's order. */
    List<Row> rows(UUID id, int block) {
        return jdbc.sql("""
                        SELECT row, violation, party, last_sequence FROM import_row
                         WHERE import_id = :id AND block = :block ORDER BY row
                        """)
                .param("id", id)
                .param("block", block)
                .query((row, _) -> row(row))
                .list();
    }

    /** The rows of one block whose entries the undo withdraws. */
    List<Row> withdrawnRows(UUID id, int block) {
        return jdbc.sql("""
                        SELECT row, violation, party, last_sequence FROM import_row
                         WHERE import_id = :id AND block = :block AND NOT left_standing ORDER BY row
                        """)
                .param("id", id)
                .param("block", block)
                .query((row, _) -> row(row))
                .list();
    }

    List<Row> rowsOf(UUID id, Collection<UUID> violations) {
        return jdbc.sql("""
                        SELECT row, violation, party, last_sequence FROM import_row
                         WHERE import_id = :id AND violation = ANY (:violations) ORDER BY row
                        """)
                .param("id", id)
                .param("violations", violations.toArray(UUID[]::new))
                .query((row, _) -> row(row))
                .list();
    }

    /** Those entries of the import whose histories have gone on. */
    List<Row> touched(UUID id) {
        return jdbc.sql("""
                        SELECT row, violation, party, last_sequence FROM import_row r
                         WHERE import_id = :id
                           AND EXISTS (SELECT FROM event_store.event e
                                        WHERE e.aggregate_id = r.violation AND e.sequence = r.last_sequence + 1)
                         ORDER BY row
                        """).param("id", id).query((row, _) -> row(row)).list();
    }

    List<UUID> parties(UUID id) {
        return jdbc.sql("SELECT party FROM import_row WHERE import_id = :id AND party IS NOT NULL")
                .param("id", id)
                .query(UUID.class)
                .list();
    }

    /** Takes good rows out that turned out to conflict, and adds them to the wrong ones. */
    void conflicting(UUID id, int block, List<WrongRow> rows) {
        jdbc.sql("DELETE FROM import_row WHERE import_id = :id AND row = ANY (:rows)")
                .param("id", id)
                .param("rows", rows.stream().map(WrongRow::row).toArray(Integer[]::new))
                .update();
        jdbc.sql("""
                        UPDATE import_block SET rows = rows - :count
                         WHERE import_id = :id AND direction = 'COMMIT' AND ordinal = :block
                        """)
                .param("count", rows.size())
                .param("id", id)
                .param("block", block)
                .update();
        jdbc.sql("""
                        UPDATE import_batch SET rows_conflicting = rows_conflicting + :count, rows_done = rows_done + :count
                         WHERE id = :id
                        """).param("count", rows.size()).param("id", id).update();
        addWrongRows(id, rows);
    }

    /** Entries that the undo does not withdraw. */
    void leftStanding(UUID id, Collection<UUID> violations) {
        jdbc.sql("""
                        WITH rows AS (
                            UPDATE import_row SET left_standing = true
                             WHERE import_id = :id AND violation = ANY (:violations) AND NOT left_standing RETURNING 1)
                        UPDATE import_batch SET rows_left = rows_left + (SELECT count(*) FROM rows) WHERE id = :id
                        """)
                .param("id", id)
                .param("violations", violations.toArray(UUID[]::new))
                .update();
    }

    /** The first entries that an undo left standing. */
    List<Row> leftStanding(UUID id, int limit) {
        return jdbc.sql("""
                        SELECT row, violation, party, last_sequence FROM import_row
                         WHERE import_id = :id AND left_standing ORDER BY row LIMIT :limit
                        """)
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    void addWrongRows(UUID id, List<WrongRow> rows) {
        var sealed = rows.stream()
                .map(row -> sealer.seal(boundTo(id, row.row()), json.writeValueAsString(row.cells())))
                .toList();
        jdbc.sql("""
                        INSERT INTO import_wrong_row (import_id, row, problems, master_key, data_key, cells)
                        SELECT :id, t.*
                          FROM unnest(:rows::integer[], :problems::text[], :masterKeys::text[], :dataKeys::bytea[], :cells::bytea[]) AS t
                        """)
                .param("id", id)
                .param("rows", rows.stream().map(WrongRow::row).toArray(Integer[]::new))
                .param(
                        "problems",
                        rows.stream()
                                .map(row -> json.writeValueAsString(row.problems()))
                                .toArray(String[]::new))
                .param("masterKeys", sealed.stream().map(Sealed::masterKey).toArray(String[]::new))
                .param("dataKeys", sealed.stream().map(Sealed::dataKey).toArray(byte[][]::new))
                .param("cells", sealed.stream().map(Sealed::content).toArray(byte[][]::new))
                .update();
    }

    /** A row's cells open for this import and this row only. */
    private static UUID boundTo(UUID id, int row) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ row);
    }

    /** The problems of the first wrong rows, at most so many problems. */
    List<RowProblem> problems(UUID id, int limit) {
        return jdbc
                .sql("SELECT problems FROM import_wrong_row WHERE import_id = :id ORDER BY row LIMIT :limit")
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> json.readValue(row.getString(1), PROBLEMS))
                .list()
                .stream()
                .flatMap(List::stream)
                .limit(limit)
                .toList();
    }

    /** All wrong rows in the file's order, read a page at a time. */
    Stream<WrongRow> wrongRows(UUID id) {
        return Stream.iterate(
                        wrongRowsAfter(id, 0),
                        page -> !page.isEmpty(),
                        page -> wrongRowsAfter(id, page.getLast().row()))
                .flatMap(List::stream);
    }

    private List<WrongRow> wrongRowsAfter(UUID id, int row) {
        return jdbc.sql("""
                        SELECT row, problems, master_key, data_key, cells FROM import_wrong_row
                         WHERE import_id = :id AND row > :row ORDER BY row LIMIT 500
                        """)
                .param("id", id)
                .param("row", row)
                .query((wrong, _) -> new WrongRow(
                        wrong.getInt(1),
                        json.readValue(wrong.getString(2), PROBLEMS),
                        json.readValue(
                                sealer.open(
                                        boundTo(id, wrong.getInt(1)),
                                        new Sealed(wrong.getString(3), wrong.getBytes(4), wrong.getBytes(5))),
                                CELLS)))
                .list();
    }

    /** Wrong rows hold personal data: they go when nobody needs them any more. */
    int forgetWrongRowsUploadedBefore(Instant instant) {
        return jdbc.sql("""
                        DELETE FROM import_wrong_row w USING import_batch b
                         WHERE b.id = w.import_id AND b.uploaded_at < :instant AND b.state IN ('COMMITTED', 'UNDONE', 'FAILED')
                        """).param("instant", timestamp(instant)).update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("row"),
                row.getObject("violation", UUID.class),
                row.getObject("party", UUID.class),
                row.getLong("last_sequence"));
    }

    private ImportBatch batch(ResultSet row) throws SQLException {
        return new ImportBatch(
                row.getObject("id", UUID.class),
                ImportState.valueOf(row.getString("state")),
                row.getString("file_name"),
                row.getBytes("file_sha256"),
                new SheetSource(
                        SheetSource.Format.valueOf(row.getString("format")),
                        row.getString("encoding"),
                        row.getString("sheet"),
                        List.of((String[]) row.getArray("other_sheets").getArray()),
                        false),
                row.getInt("rows_read"),
                row.getInt("rows_good"),
                row.getInt("rows_wrong"),
                row.getInt("duplicates"),
                json.readValue(row.getString("totals"), TOTALS),
                row.getBigDecimal("area_m2"),
                row.getString("uploaded_by"),
                row.getString("role"),
                instant(row, "uploaded_at"),
                nullableInstant(row, "committed_at"),
                row.getString("undone_by"),
                row.getString("undone_role"),
                nullableInstant(row, "undone_at"),
                row.getObject("undo_reason", UUID.class),
                nullableInstant(row, "finished_at"),
                row.getInt("rows_done"),
                row.getInt("rows_conflicting"),
                row.getInt("rows_left"),
                row.getLong("last_position"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
