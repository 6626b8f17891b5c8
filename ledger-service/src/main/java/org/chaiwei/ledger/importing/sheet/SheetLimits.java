package org.chaiwei.ledger.importing.sheet;

/**
 * How large a file may be, in every direction in which one can grow.
 *
 * @param rows filled rows below the header
 * @param columns filled columns
 * @param cellChars characters of one cell; a spreadsheet program's own limit is 32,767
 * @param entries files inside the ZIP of an XLSX
 * @param sheets sheets of a workbook
 * @param inflatedBytes what may come out of the ZIP in all, whatever its directory promises
 * @param ratio how many times larger than its compressed form a part may become, once beyond 8 MiB
 * @param textBytes texts of an XLSX that are kept in memory while it is read, in UTF-8
 */
public record SheetLimits(
        int rows, int columns, int cellChars, int entries, int sheets, long inflatedBytes, int ratio, int textBytes) {

    /**
     * 200,000 rows: three times the plan's ledger. 400 MB of XML: what 200,000 rows of 25 well filled columns come to, twice.
     * 48 MB of texts: those of 200,000 rows with 80 Chinese characters each that no other row has. A cell: as long as Excel lets it be.
     */
    public static final SheetLimits STANDARD =
            new SheetLimits(200_000, 64, 32_767, 1_000, 32, 400_000_000, 250, 48_000_000);
}
