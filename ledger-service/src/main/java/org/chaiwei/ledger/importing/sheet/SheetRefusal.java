package org.chaiwei.ledger.importing.sheet;

import java.util.List;
import org.chaiwei.platform.problem.Refusal;

/** Why a file is not read. The file as a whole is refused: nothing of it is kept. */
public sealed interface SheetRefusal extends Refusal {

    @Override
    default int status() {
        return 422;
    }

    /** No bytes, or no filled cell. */
    record FileEmpty() implements SheetRefusal {}

    /** @param looksLike what the first bytes say it is, such as "PDF" or "Windows EXE" */
    record NoSpreadsheet(String looksLike) implements SheetRefusal {
        @Override
        public int status() {
            return 415;
        }
    }

    /** The binary .xls of 1997 to 2003. */
    record OldExcelFile() implements SheetRefusal {
        @Override
        public int status() {
            return 415;
        }
    }

    /** A workbook that opens with a password only, or a ZIP with encrypted entries. */
    record FileEncrypted() implements SheetRefusal {}

    /** A workbook that carries programs (.xlsm). */
    record FileHasMacros() implements SheetRefusal {}

    /**
     * A ZIP that is no XLSX workbook, or a broken one.
     *
     * @param why what is missing or wrong, for whoever mends the program that wrote it
     */
    record NoWorkbook(String why) implements SheetRefusal {}

    /**
     * More inside than in anything honest.
     *
     * @param what which limit of {@link SheetLimits} is passed
     */
    record TooMuchInside(String what, long limit) implements SheetRefusal {}

    record TooManyRows(int limit) implements SheetRefusal {}

    /** @param row the row that is too wide */
    record TooManyColumns(int row, int limit) implements SheetRefusal {}

    record CellTooLong(int row, int limit) implements SheetRefusal {}

    /** @param ranges the first merged ranges, such as A1:C1 */
    record MergedCells(List<String> ranges) implements SheetRefusal {}

    /** @param found what the text seems to be; it is neither UTF-8 nor GB18030 */
    record UnknownEncoding(String found) implements SheetRefusal {}

    /** @param found the character that seems to part the fields of a CSV file, instead of the comma */
    record WrongDelimiter(String found) implements SheetRefusal {}

    /** A CSV row that can't be read: a quotation mark that is never closed, or one field longer than any limit. */
    record BrokenCsvRow(int row) implements SheetRefusal {}
}
