package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What happened to an import as a whole, on record in the log before and after what it did to the entries. Stored for ever under
 * its {@link ImportEvents#TYPES logical name and revision}: fields are only added, and each revision has a golden file. Names
 * nobody: who did it is in the metadata, why it was undone is in a remark that can be erased.
 */
public sealed interface ImportEvent {

    UUID importBatch();

    /** The business date in Asia/Shanghai on which it was asked for or done. */
    LocalDate occurredOn();

    /**
     * Somebody committed a preview; from here on its entries follow.
     *
     * @param fileSha256 of the uploaded file, hexadecimal
     * @param rows the rows that will become entries
     * @param areaM2 their area together
     */
    record ImportStarted(UUID importBatch, String fileSha256, int rows, BigDecimal areaM2, LocalDate occurredOn)
            implements ImportEvent {}

    /**
     * All entries of the import are in the log.
     *
     * @param rows how many became entries
     * @param rowsConflicting how many did not, because somebody else had registered their numbers since the preview
     */
    record ImportCommitted(UUID importBatch, int rows, int rowsConflicting, LocalDate occurredOn)
            implements ImportEvent {}

    /**
     * Somebody takes the import back; from here on its entries are withdrawn.
     *
     * @param reasonRemark the remark that says why
     */
    record ImportUndoStarted(UUID importBatch, UUID reasonRemark, LocalDate occurredOn) implements ImportEvent {}

    /**
     * All entries of the import are withdrawn.
     *
     * @param rowsWithdrawn how many entries were
     * @param rowsLeft how many were not, because something else touched them while the undo ran
     */
    record ImportUndone(UUID importBatch, int rowsWithdrawn, int rowsLeft, LocalDate occurredOn)
            implements ImportEvent {}
}
