package org.chaiwei.ledger.importing.sheet;

import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one spreadsheet file. Not thread-safe; used once. */
public sealed interface SheetReader extends AutoCloseable permits XlsxRows, CsvRows {

    /**
     * Opens a file by what it is, whatever it is called.
     *
     * @throws RefusedException with a {@link SheetRefusal} if it is no spreadsheet that can be trusted
     */
    static SheetReader open(FileBytes file, SheetLimits limits) {
        return switch (FileKind.of(file)) {
            case FileKind.Zip _ -> XlsxRows.open(file, limits);
            case FileKind.Text _ -> CsvRows.open(file, limits);
            case FileKind.Refused(var refusal) -> throw new RefusedException(refusal);
        };
    }

    SheetSource source();

    /**
     * The next row with a filled cell, null after the last.
     *
     * @throws RefusedException with a {@link SheetRefusal} if the file turns out not to be trusted. Some reasons, such as merged
     *     cells, come only after the last row: until null has been returned nothing that was read may be kept.
     */
    @Nullable
    SheetRow next();

    @Override
    void close();
}
