package org.chaiwei.ledger.importing.sheet;

import java.util.List;

/**
 * What was read, to be told to whoever uploaded it.
 *
 * @param encoding the encoding found in a CSV file, UTF-8 or GB18030; of an XLSX always UTF-8
 * @param sheet the sheet that was read; empty for CSV
 * @param otherSheets the sheets that were left aside
 * @param epoch1904 whether serial 0 is 1904-01-01, as old Macintosh programs count
 */
public record SheetSource(Format format, String encoding, String sheet, List<String> otherSheets, boolean epoch1904) {

    public enum Format {
        XLSX,
        CSV
    }
}
