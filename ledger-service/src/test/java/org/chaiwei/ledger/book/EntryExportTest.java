package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Status;
import org.chaiwei.ledger.violation.ViolationId;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryExportTest {

    private final EntryExport export = new EntryExport(new EntryColumns(Places.published()));

    @Test
    void both_formats_hold_the_same_cells_in_the_district_s_words() throws IOException {
        var entry = entry("大栅栏西街14号", "110102013-2013-00001");
        var inXlsx = rows(xlsx(List.of(entry)));
        var inCsv = csvRows(csv(List.of(entry)));
        assertThat(inCsv.getFirst().subList(0, 5)).containsExactly("台账编号", "台账类别", "街道", "社区", "小区");
        assertThat(inCsv.getLast())
                .contains("开墙打洞", "大栅栏街道", "商业", "14.80", "既有", "堵塞消防通道、占压管线", "2013-05-01", "在账", "10.00", "4.80");
        assertThat(inXlsx).hasSize(2);
        for (int column = 0; column < inCsv.getFirst().size(); column++) {
            var text = inXlsx.getLast().getCellText(column);
            assertThat(inXlsx.getFirst().getCellText(column))
                    .isEqualTo(inCsv.getFirst().get(column));
            if (inXlsx.getLast().getCell(column) != null
                    && inXlsx.getLast().getCell(column).getType() == CellType.STRING)
                assertThat(text).isEqualTo(inCsv.getLast().get(column));
        }
        var area = inCsv.getFirst().indexOf("面积(平方米)");
        assertThat(inXlsx.getLast().getCellAsNumber(area)).hasValue(new BigDecimal("14.80"));
        var registered = inCsv.getFirst().indexOf("登记日期");
        assertThat(inXlsx.getLast().getCellAsDate(registered).orElseThrow().toLocalDate())
                .isEqualTo(LocalDate.of(2013, 5, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+8610",
                "-5",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                " =HYPERLINK(\"http://example.org\")",
                "＝1+1",
                "=cmd|' /C calc'!A0"
            })
    void a_text_that_begins_like_a_formula_is_never_exported_as_one(String address) throws IOException {
        var inXlsx = rows(xlsx(List.of(entry(address, "1"))));
        assertThat(inXlsx.getLast()).allSatisfy(cell -> {
            if (cell != null) assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
        });
        var inCsv = csvRows(csv(List.of(entry(address, "1"))));
        assertThat(inCsv.getLast()).contains("'" + address);
        assertThat(inCsv.getLast()).allSatisfy(cell -> assertThat(cell.strip()).doesNotStartWith("="));
    }

    @Test
    void csv_begins_with_the_mark_that_spreadsheet_programs_need_for_chinese() throws IOException {
        assertThat(csv(List.of())).startsWith(0xEF, 0xBB, 0xBF);
    }

    @Test
    void what_xml_can_t_hold_does_not_break_the_file() throws IOException {
        assertThat(rows(xlsx(List.of(entry("甲\u0001<b>&\"'\uFFFE乙", "1"))))).hasSize(2);
    }

    @Test
    void a_hundred_thousand_rows_need_no_more_memory_than_a_thousand() throws IOException {
        // The heap of a service is 256 MB; the entries are made one at a time, so what grows would be the export's.
        var counted = new long[1];
        var out = new OutputStream() {
            @Override
            public void write(int b) {
                counted[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                counted[0] += length;
            }
        };
        var before = usedAfterCollection();
        var during = new long[1];
        export.xlsx(
                use -> IntStream.range(0, 100_000).forEach(i -> {
                    use.accept(entry("大栅栏西街" + i + "号", "N-" + i));
                    if (i == 90_000) during[0] = usedAfterCollection();
                }),
                out);
        assertThat(counted[0]).isGreaterThan(1_000_000);
        assertThat(during[0] - before).isLessThan(16L << 20);
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private byte[] xlsx(List<Entry> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        export.xlsx(entries::forEach, out);
        return out.toByteArray();
    }

    private byte[] csv(List<Entry> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        export.csv(entries::forEach, out);
        return out.toByteArray();
    }

    private static List<Row> rows(byte[] xlsx) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            return workbook.getFirstSheet().read();
        }
    }

    private static List<List<String>> csvRows(byte[] csv) {
        var text = new String(csv, StandardCharsets.UTF_8).substring(1);
        return CsvReader.builder().ofCsvRecord(text).stream()
                .map(record -> record.getFields())
                .toList();
    }

    private static Entry entry(String address, String number) {
        return new Entry(
                ViolationId.of(number),
                new Particulars(
                        number,
                        "WALL_OPENING",
                        "110102013",
                        null,
                        null,
                        "大栅栏西街",
                        null,
                        "COMMERCIAL",
                        List.of("FIRE_LANE", "PIPELINE"),
                        2,
                        "EXISTING"),
                new Entry.Site(address, new BigDecimal("116.389000"), new BigDecimal("39.895000"), "砖混", 1, 2004),
                new BigDecimal("14.80"),
                new BigDecimal("10.00"),
                LocalDate.of(2013, 4, 20),
                "INVENTORY",
                null,
                Status.OPEN,
                LocalDate.of(2013, 5, 1),
                null,
                null,
                true,
                null,
                Course.BEGINNING,
                new Entry.Change(1, 2, Instant.parse("2016-01-04T01:00:00Z")));
    }
}
