package org.chaiwei.ledger.importing.sheet;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.BrokenCsvRow;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.CellTooLong;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyColumns;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyRows;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.UnknownEncoding;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.WrongDelimiter;
import org.chaiwei.ledger.importing.sheet.SheetSource.Format;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180, comma). In UTF-8, with or without a byte order mark, or in GB18030, which Chinese Excel still saves by
 * default: what is valid UTF-8 is taken for it, since Chinese text in GB18030 practically never is.
 */
final class CsvRows implements SheetReader {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** The parser's own buffer: a field that outgrows it is refused as broken, one between the cell's limit and this one as too long. */
    private static final int FIELD_CHARS_MAX = 128 * 1024;

    private final SheetLimits limits;
    private final SheetSource source;
    private final CloseableIterator<SheetRow> rows;
    private int filledRows;
    private int rowNumber;

    private CsvRows(FileBytes file, SheetLimits limits, Charset charset) {
        this.limits = limits;
        this.source = new SheetSource(Format.CSV, charset.name(), "", List.of(), false);
        this.rows = CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .maxBufferSize(FIELD_CHARS_MAX)
                .build(new Rows(), new InputStreamReader(file.stream(), strict(charset)))
                .iterator();
    }

    static CsvRows open(FileBytes file, SheetLimits limits) {
        if (file.startsWith(0xFF, 0xFE) || file.startsWith(0xFE, 0xFF))
            throw new RefusedException(new UnknownEncoding("UTF-16"));
        for (int i = file.offset(); i < file.offset() + file.length(); i++)
            if (file.array()[i] == 0) throw new RefusedException(new UnknownEncoding("NUL"));
        if (file.startsWith(0xEF, 0xBB, 0xBF)) {
            var afterMark = new FileBytes(file.array(), file.offset() + 3, file.length() - 3);
            if (!isValid(afterMark, StandardCharsets.UTF_8)) throw new RefusedException(new UnknownEncoding("UTF-8?"));
            return new CsvRows(afterMark, limits, StandardCharsets.UTF_8);
        }
        if (isValid(file, StandardCharsets.UTF_8)) return new CsvRows(file, limits, StandardCharsets.UTF_8);
        if (isValid(file, GB18030)) return new CsvRows(file, limits, GB18030);
        throw new RefusedException(new UnknownEncoding("?"));
    }

    @Override
    public SheetSource source() {
        return source;
    }

    @Override
    public @Nullable SheetRow next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                rowNumber = row.number();
                if (row.cells().isEmpty()) continue;
                if (filledRows++ == 0) refuseOtherDelimiters(row);
                if (filledRows > limits.rows() + 1) throw new RefusedException(new TooManyRows(limits.rows()));
                return row;
            }
            return null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RefusedException refused)
                throw refused; // the parser wraps what its handler throws
            throw new RefusedException(new BrokenCsvRow(rowNumber + 1));
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells by the first row, which holds the column's names and so none of these characters. */
    private static void refuseOtherDelimiters(SheetRow first) {
        if (first.cells().size() > 1) return;
        var only = first.cell(0).text();
        for (var delimiter : List.of("\t", ";", "，", "；", "|"))
            if (only.contains(delimiter))
                throw new RefusedException(new WrongDelimiter(delimiter.equals("\t") ? "Tab" : delimiter));
    }

    private static boolean isValid(FileBytes file, Charset charset) {
        var bytes = file.buffer();
        var decoder = strict(charset);
        var chars = CharBuffer.allocate(8 * 1024);
        while (true) {
            var result = decoder.decode(bytes, chars.clear(), true);
            if (result.isError()) return false;
            if (result.isUnderflow()) break;
        }
        return true;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Makes a row of each record; a record without a filled cell becomes a row without cells. */
    private final class Rows extends AbstractBaseCsvCallbackHandler<SheetRow> {

        private int number;
        private SheetCell[] cells = new SheetCell[32];
        private int width;

        @Override
        protected void handleBegin(long startingLineNumber) {
            number++;
            width = 0;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (length > limits.cellChars()) throw new RefusedException(new CellTooLong(number, limits.cellChars()));
            var cell = length == 0 ? SheetCell.BLANK : SheetCell.text(new String(buffer, offset, length));
            if (cell.isBlank()) return;
            if (column >= limits.columns()) throw new RefusedException(new TooManyColumns(number, limits.columns()));
            if (column >= cells.length) cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
            for (int i = width; i < column; i++) cells[i] = SheetCell.BLANK;
            cells[column] = cell;
            width = column + 1;
        }

        @Override
        protected SheetRow buildRecord() {
            return new SheetRow(number, List.of(Arrays.copyOf(cells, width)));
        }
    }
}
