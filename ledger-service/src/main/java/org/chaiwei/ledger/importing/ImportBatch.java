package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.importing.sheet.SheetSource;
import org.jspecify.annotations.Nullable;

/**
 * 导入批次: one uploaded file and what became of it.
 *
 * @param rowsRead {@code rowsGood + rowsWrong}
 * @param duplicates those of the wrong rows whose number stands in the ledger, or earlier in the file
 * @param totals the good rows by use, all uses, in the plan's order
 * @param rowsDone of the commit or the undo that runs or ran last
 * @param rowsConflicting good rows whose numbers somebody else had registered before the commit came to them
 * @param rowsLeft entries that the undo left standing, because something else touched them while it ran
 * @param lastPosition of its events in the log, as far as they are appended
 */
record ImportBatch(
        UUID id,
        ImportState state,
        String fileName,
        byte[] fileSha256,
        SheetSource source,
        int rowsRead,
        int rowsGood,
        int rowsWrong,
        int duplicates,
        List<UseTotal> totals,
        BigDecimal areaM2,
        String uploadedBy,
        String role,
        Instant uploadedAt,
        @Nullable Instant committedAt,
        @Nullable String undoneBy,
        @Nullable String undoneRole,
        @Nullable Instant undoneAt,
        @Nullable UUID undoReason,
        @Nullable Instant finishedAt,
        int rowsDone,
        int rowsConflicting,
        int rowsLeft,
        long lastPosition) {

    /** @param use a name of {@link org.chaiwei.ledger.violation.Use} */
    record UseTotal(String use, int count, BigDecimal areaM2) {}

    /** A preview before its first row. */
    static ImportBatch previewed(
            UUID id,
            String fileName,
            byte[] fileSha256,
            SheetSource source,
            String uploadedBy,
            String role,
            Instant uploadedAt) {
        return new ImportBatch(
                id,
                ImportState.PREVIEWED,
                fileName,
                fileSha256,
                source,
                0,
                0,
                0,
                0,
                List.of(),
                BigDecimal.ZERO,
                uploadedBy,
                role,
                uploadedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0);
    }

    /** How many rows the commit or the undo that runs or ran last has to go through. */
    int rowsTotal() {
        return switch (state) {
            case UNDOING, UNDONE -> rowsGood - rowsConflicting;
            default -> rowsGood;
        };
    }
}
