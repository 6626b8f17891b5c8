package org.chaiwei.ledger.importing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.ledger.importing.sheet.SheetCell.Kind;
import org.chaiwei.ledger.importing.sheet.SheetSource.Format;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {

    @Test
    void a_workbook_of_another_writer_is_read_cell_by_cell() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("台账");
            sheet.value(0, 0, "台账编号");
            sheet.value(0, 1, "面积");
            sheet.value(2, 0, " 大栅栏-0001\u00a0");
            sheet.value(2, 1, new java.math.BigDecimal("14.85"));
            sheet.value(2, 3, LocalDate.of(2015, 3, 1));
            sheet.inlineString(2, 4, "内联 & <文本>");
        }

        var rows = read(FileBytes.of(bytes.toByteArray()));

        assertThat(rows).extracting(SheetRow::number).containsExactly(1, 3);
        assertThat(rows.get(1).cells())
                .containsExactly(
                        new SheetCell(Kind.TEXT, "大栅栏-0001"),
                        new SheetCell(Kind.NUMBER, "14.85"),
                        SheetCell.BLANK,
                        new SheetCell(Kind.NUMBER, "42064"),
                        new SheetCell(Kind.TEXT, "内联 & <文本>"));
        assertThat(rows.get(1).address(4)).isEqualTo("E3");
    }

    @Test
    void a_shared_text_may_be_written_in_pieces_and_with_its_pronunciation() {
        var file = new TestWorkbook()
                .texts(
                        "<si><r><t>大栅</t></r><r><t xml:space=\"preserve\">栏 </t></r></si>",
                        "<si><t>東</t><rPh><t>トウ</t></rPh></si>")
                .sheet("s", "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>")
                .build();

        assertThat(read(file).getFirst().cells()).extracting(SheetCell::text).containsExactly("大栅栏", "東");
    }

    @Test
    void a_large_number_is_written_out_and_a_monstrous_one_is_an_error() {
        var file = new TestWorkbook()
                .sheet("s", "<row><c><v>1.38E10</v></c><c><v>1E999999999</v></c><c t=\"e\"><v>#N/A</v></c></row>")
                .build();

        assertThat(read(file).getFirst().cells())
                .containsExactly(
                        new SheetCell(Kind.NUMBER, "13800000000"),
                        new SheetCell(Kind.ERROR, ""),
                        new SheetCell(Kind.ERROR, "#N/A"));
    }

    @Test
    void a_formula_is_told_apart_and_the_value_that_another_program_computed_is_dropped() {
        var file = new TestWorkbook()
                .sheet(
                        "s",
                        "<row><c><f>SUM(A2:A9)</f><v>12</v></c><c t=\"inlineStr\"><is><t>=HYPERLINK(1)</t></is></c></row>")
                .build();

        assertThat(read(file).getFirst().cells()).containsExactly(SheetCell.FORMULA, SheetCell.FORMULA);
        assertThat(read(csv("a,=1+1\n")).getFirst().cell(1)).isEqualTo(SheetCell.FORMULA);
    }

    @Test
    void the_sheet_called_after_the_ledger_is_read_and_the_others_are_named() {
        var file = new TestWorkbook()
                .sheet("填表说明", "<row><c t=\"inlineStr\"><is><t>说明</t></is></c></row>")
                .sheet("台账", "<row><c t=\"inlineStr\"><is><t>数据</t></is></c></row>")
                .epoch1904()
                .build();

        try (var reader = SheetReader.open(file, SheetLimits.STANDARD)) {
            assertThat(reader.source()).isEqualTo(new SheetSource(Format.XLSX, "UTF-8", "台账", List.of("填表说明"), true));
            assertThat(reader.next()).extracting(row -> row.cell(0).text()).isEqualTo("数据");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void a_csv_is_read_in_the_encodings_that_districts_use(String encoding) {
        var file = FileBytes.of("台账编号,面积\r\n\r\n大栅栏-1,\"1,5\"\r\n,,\r\n".getBytes(Charset.forName(encoding)));

        try (var reader = SheetReader.open(file, SheetLimits.STANDARD)) {
            assertThat(reader.source().encoding()).isEqualTo(encoding);
        }
        var rows = read(file);
        assertThat(rows).extracting(SheetRow::number).containsExactly(1, 3);
        assertThat(rows.get(1).cells()).extracting(SheetCell::text).containsExactly("大栅栏-1", "1,5");
    }

    @Test
    void the_byte_order_mark_of_a_csv_is_no_part_of_its_first_cell() {
        assertThat(read(csv("\ufeff台账编号\n")).getFirst().cell(0).text()).isEqualTo("台账编号");
    }

    @Test
    void a_file_may_lie_anywhere_in_an_array() {
        byte[] workbook = new TestWorkbook()
                .sheet("s", "<row><c><v>7</v></c></row>")
                .build()
                .array();
        var request = new byte[workbook.length + 100];
        System.arraycopy(workbook, 0, request, 60, workbook.length);

        assertThat(read(new FileBytes(request, 60, workbook.length))
                        .getFirst()
                        .cell(0)
                        .text())
                .isEqualTo("7");
    }

    static FileBytes csv(String text) {
        return FileBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<SheetRow> read(FileBytes file) {
        return read(file, SheetLimits.STANDARD);
    }

    static List<SheetRow> read(FileBytes file, SheetLimits limits) {
        var rows = new ArrayList<SheetRow>();
        try (var reader = SheetReader.open(file, limits)) {
            for (var row = reader.next(); row != null; row = reader.next()) rows.add(row);
        }
        return rows;
    }
}
