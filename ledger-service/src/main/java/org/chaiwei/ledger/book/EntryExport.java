package org.chaiwei.ledger.book;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.chaiwei.ledger.book.EntryColumns.Column;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as a spreadsheet, in constant memory however many there are. Whatever a cell's text begins with, no program takes it
 * for a formula: XLSX says of each text that it is one, and CSV, which can't, gets an apostrophe before it.
 */
final class EntryExport {

    /** Where the entries come from: hands each of them on. */
    @FunctionalInterface
    interface Entries {
        void each(Consumer<Entry> use);
    }

    /** Rows that fastexcel holds before they go into the file. */
    private static final int ROWS_HELD = 500;

    /** What spreadsheet programs take for the beginning of a formula; the full-width forms too, which Chinese editions read alike. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final EntryColumns columns;

    EntryExport(EntryColumns columns) {
        this.columns = columns;
    }

    void xlsx(Entries entries, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "chaiwei", null)) {
            var sheet = workbook.newWorksheet("台账");
            sheet.freezePane(0, 1);
            for (int column = 0; column < columns.all().size(); column++)
                sheet.inlineString(0, column, columns.all().get(column).header());
            var row = new int[] {0};
            entries.each(entry -> {
                row[0]++;
                for (int column = 0; column < columns.all().size(); column++)
                    write(
                            sheet,
                            row[0],
                            column,
                            columns.all().get(column).value().apply(entry));
                if (row[0] % ROWS_HELD == 0) flush(sheet);
            });
            sheet.finish();
        }
    }

    void csv(Entries entries, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // Without the mark, spreadsheet programs on Windows read UTF-8 as something else.
        writer.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(writer);
        csv.writeRecord(columns.all().stream().map(Column::header).toList());
        entries.each(entry -> {
            var cells = new ArrayList<String>(columns.all().size());
            for (var column : columns.all()) cells.add(text(column.value().apply(entry)));
            csv.writeRecord(cells);
        });
        csv.flush();
    }

    private static void write(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            // Inline, because the table of shared texts would grow with the rows.
            case String text -> sheet.inlineString(row, column, text);
            case BigDecimal area
            when area.scale() == 2 -> {
                sheet.value(row, column, area);
                sheet.style(row, column).format("0.00").set();
            }
            case Number number -> sheet.value(row, column, number);
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            default -> throw new IllegalArgumentException("no cell for " + value.getClass());
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> harmless(text);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static String harmless(String text) {
        var visible = text.stripLeading();
        var formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                || !visible.isEmpty() && FORMULA_STARTS.indexOf(visible.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
