package org.chaiwei.ledger.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaiwei.ledger.place.Community;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The spreadsheets that the import gives out: the empty template and the wrong rows of a preview. Every cell is a text, which no
 * program takes for a formula, however it begins. Streamed: memory holds some rows at a time.
 */
final class Spreadsheets {

    private static final String LEDGER_SHEET = "台账";
    private static final String HINTS_SHEET = "填表说明";
    private static final int ROWS_WITH_CHOICES = 5_000;
    private static final int FLUSH_ROWS = 500;
    private static final List<String> HINTS = List.of(
            "第一行是列名，请勿改动；列的顺序不限，带 * 的列必填。",
            "不要合并单元格，不要使用公式；一行一处违法建设，台账编号不能重复。",
            "面积以平方米计，最多两位小数。日期写作 2015-03-01。经纬度为 WGS84，要么都填，要么都不填。",
            "开墙打洞须填涉及户数，区属单位须填责任单位。标签可填多个，用顿号（、）分开。",
            "2016 年以前已拆除并销账的，拆除日期和销账日期都填；其余两项都留空。",
            "当事人和联系电话导入后单独加密保存，请勿写在其他列中。");

    private Spreadsheets() {}

    /** A workbook with the header, a choice of words where a column has some, and a sheet of hints. */
    static void template(OutputStream out, Places places) throws IOException {
        try (var workbook = new Workbook(out, "chaiwei", "1.0")) {
            var ledger = workbook.newWorksheet(LEDGER_SHEET);
            header(ledger, List.of());
            choices(ledger, Column.LEDGER_KIND, Words.LEDGER_KIND.all());
            choices(ledger, Column.USE, Words.USE.all());
            choices(ledger, Column.FOUND_BY, Words.FOUND_BY.all());
            choices(ledger, Column.ORIGIN, Words.ORIGIN.all());
            choices(
                    ledger,
                    Column.STREET,
                    places.streets().stream().map(Street::name).toList());
            ledger.finish();
            hints(workbook.newWorksheet(HINTS_SHEET), places);
        }
    }

    /** The header alone, with the byte order mark by which Excel knows that it is UTF-8. */
    static void templateCsv(OutputStream out) throws IOException {
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\ufeff');
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(
                Arrays.stream(Column.values()).map(column -> column.title).toList());
        csv.flush();
    }

    /**
     * A wrong row with what is wrong with it.
     *
     * @param cells one text a column, in the columns' order
     */
    record WrongRow(int row, List<String> cells, String reasons, String remedies) {}

    /** The wrong rows under the template's header, which can be mended and uploaded as they are. */
    static void wrongRows(OutputStream out, Stream<WrongRow> rows) throws IOException {
        try (var workbook = new Workbook(out, "chaiwei", "1.0")) {
            var sheet = workbook.newWorksheet(LEDGER_SHEET);
            header(sheet, List.of(Header.ORIGINAL_ROW, Header.REASON, Header.REMEDY));
            int at = 1;
            for (var wrong : (Iterable<WrongRow>) rows::iterator) {
                for (int column = 0; column < wrong.cells.size(); column++)
                    if (!wrong.cells.get(column).isEmpty()) sheet.inlineString(at, column, wrong.cells.get(column));
                int beside = Column.values().length;
                sheet.inlineString(at, beside, Integer.toString(wrong.row));
                sheet.inlineString(at, beside + 1, wrong.reasons);
                sheet.inlineString(at, beside + 2, wrong.remedies);
                if (at++ % FLUSH_ROWS == 0) sheet.flush();
            }
            sheet.finish();
        }
    }

    private static void header(Worksheet sheet, List<String> more) {
        int at = 0;
        for (var column : Column.values()) {
            sheet.value(0, at, column.required ? column.title + "*" : column.title);
            sheet.width(at++, 14);
        }
        for (var title : more) sheet.value(0, at++, title);
        sheet.range(0, 0, 0, at - 1).style().bold().fillColor("DDEBF7").set();
        sheet.freezePane(0, 1);
    }

    /** Excel offers the words; it takes them as one comma-separated list, which may not be longer than 255 characters. */
    private static void choices(Worksheet sheet, Column column, List<String> words) {
        sheet.range(1, column.ordinal(), ROWS_WITH_CHOICES, column.ordinal())
                .validateWithListByFormula("\"" + String.join(",", words) + "\"")
                .showErrorMessage(true);
    }

    private static void hints(Worksheet sheet, Places places) throws IOException {
        int row = 0;
        for (var hint : HINTS) sheet.value(row++, 0, hint);
        row++;
        sheet.value(row, 0, "标签");
        for (var tag : Words.TAG.all()) sheet.value(row++, 1, tag);
        row++;
        for (var street : places.streets()) {
            sheet.value(row, 0, street.name());
            for (var community : communities(places, street)) sheet.value(row++, 1, community);
        }
        sheet.width(0, 24);
        sheet.width(1, 32);
        sheet.finish();
    }

    private static List<String> communities(Places places, Street street) {
        return places.communities().stream()
                .filter(community -> community.streetCode().equals(street.code()))
                .map(Community::name)
                .toList();
    }
}
