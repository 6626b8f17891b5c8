package org.chaiwei.ledger.importing.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaiwei.ledger.importing.sheet.SheetReaderTest.csv;
import static org.chaiwei.ledger.importing.sheet.SheetReaderTest.read;
import static org.chaiwei.ledger.importing.sheet.TestWorkbook.repeated;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.BrokenCsvRow;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.CellTooLong;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEmpty;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEncrypted;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileHasMacros;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.MergedCells;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoSpreadsheet;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoWorkbook;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.OldExcelFile;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyColumns;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyRows;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooMuchInside;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.UnknownEncoding;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.WrongDelimiter;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.junit.jupiter.api.Test;

/** Files that mean harm or come from a mishap: each gets its own refusal, and none costs more memory than an honest file. */
class HostileFilesTest {

    private static final long HEAP_SPENT_AT_MOST = 100L << 20;

    @Test
    void a_zip_bomb_is_refused_while_it_inflates() {
        var bomb = new TestWorkbook()
                .sheet("s", repeated("<worksheet>", "<c>" + "0".repeat(1000) + "</c>", 300_000, ""))
                .build();

        assertThat(bomb.length()).isLessThan(1 << 20);
        assertThat(refusalOf(bomb)).isEqualTo(new TooMuchInside("ratio", SheetLimits.STANDARD.ratio()));
    }

    @Test
    void a_bomb_that_compresses_modestly_is_refused_at_the_limit_of_what_may_come_out() {
        var limits = new SheetLimits(1000, 64, 100, 10, 3, 1_000_000, 10_000, 1_000_000);
        var file = new TestWorkbook()
                .sheet("s", repeated("<worksheet><sheetData>", "<row></row>", 100_000, ""))
                .build();

        assertThat(refusalOf(file, limits)).isEqualTo(new TooMuchInside("inflatedBytes", 1_000_000));
    }

    @Test
    void one_text_of_hundreds_of_megabytes_is_never_put_together() {
        var file = new TestWorkbook()
                .sheet("s", repeated("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>", "甲", 60_000_000, ""))
                .build();

        assertThat(refusalOf(file)).isInstanceOf(TooMuchInside.class);
    }

    @Test
    void a_text_in_a_million_pieces_is_never_put_together() {
        var file = new TestWorkbook()
                .sheet("s", repeated("<worksheet><sheetData><row><c t=\"inlineStr\"><is>", "<t>甲乙</t>", 2_000_000, ""))
                .build();

        assertThat(refusalOf(file)).isInstanceOf(NoWorkbook.class);
    }

    @Test
    void a_row_of_a_million_columns_is_refused() {
        var cells = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) cells.append("<c><v>").append(i).append("</v></c>");
        var file = new TestWorkbook().sheet("s", "<row>" + cells + "</row>").build();

        assertThat(refusalOf(file)).isEqualTo(new TooManyColumns(1, 64));
        assertThat(refusalOf(csv("甲,".repeat(1_000_000)))).isEqualTo(new TooManyColumns(1, 64));
    }

    @Test
    void an_address_far_to_the_right_makes_no_room_for_the_cells_in_between() {
        for (var address : List.of("XFD1", "ZZZZZ1", "ZZZZZZZZZZZZ1"))
            assertThat(refusalOf(new TestWorkbook()
                            .sheet("s", "<row r=\"1\"><c r=\"%s\"><v>1</v></c></row>".formatted(address))
                            .build()))
                    .isEqualTo(new TooManyColumns(1, 64));
    }

    @Test
    void more_rows_than_the_limit_are_refused() {
        var limits = new SheetLimits(2, 64, 100, 10, 3, 1_000_000, 100, 1_000_000);

        assertThat(read(csv("头\n1\n2\n"), limits)).hasSize(3);
        assertThat(refusalOf(csv("头\n1\n2\n3\n"), limits)).isEqualTo(new TooManyRows(2));
        assertThat(refusalOf(
                        new TestWorkbook()
                                .sheet("s", "<row><c><v>1</v></c></row>".repeat(4))
                                .build(),
                        limits))
                .isEqualTo(new TooManyRows(2));
    }

    @Test
    void merged_cells_are_refused_with_their_place() {
        var file = new TestWorkbook()
                .sheet(
                        "s",
                        "<row><c><v>1</v></c></row>",
                        "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B2:B9\"/></mergeCells>")
                .build();

        assertThat(refusalOf(file)).isEqualTo(new MergedCells(List.of("A1:C1", "B2:B9")));
    }

    @Test
    void entities_are_neither_expanded_nor_fetched() {
        var laughs = new TestWorkbook()
                .sheet("s", out -> out.write("""
                                <!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
                                <worksheet><sheetData><row><c t="inlineStr"><is><t>&b;&c;</t></is></c></row></sheetData></worksheet>""".getBytes(UTF_8)))
                .build();

        assertThat(refusalOf(laughs)).isInstanceOf(NoWorkbook.class);
    }

    @Test
    void elements_nested_without_end_are_refused() {
        var file = new TestWorkbook()
                .sheet("s", repeated("<worksheet><sheetData>", "<row>", 10_000_000, ""))
                .build();

        assertThat(refusalOf(file)).isEqualTo(new NoWorkbook("elements nested too deep"));
    }

    @Test
    void a_workbook_full_of_names_that_no_sheet_has_is_refused() {
        var names = new StringBuilder();
        for (int i = 0; i < 100_000; i++) names.append("<n").append(i).append("/>");
        var file = new TestWorkbook().sheet("s", names.toString()).build();

        assertThat(refusalOf(file)).isEqualTo(new NoWorkbook("too many elements that no sheet has"));
    }

    @Test
    void a_renamed_program_a_picture_and_a_web_page_are_called_what_they_are() {
        assertThat(refusalOf(bytes("MZ\u0090\0\3"))).isEqualTo(new NoSpreadsheet("Windows EXE"));
        assertThat(refusalOf(bytes("\u007fELF"))).isEqualTo(new NoSpreadsheet("Linux ELF"));
        assertThat(refusalOf(bytes("\u0089PNG"))).isEqualTo(new NoSpreadsheet("PNG"));
        assertThat(refusalOf(csv("\ufeff\r\n<html><table>"))).isEqualTo(new NoSpreadsheet("HTML/XML"));
        assertThat(refusalOf(bytes(""))).isEqualTo(new FileEmpty());
    }

    @Test
    void an_old_excel_file_and_an_encrypted_one_are_told_apart_by_what_lies_inside() {
        var container = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

        assertThat(refusalOf(bytes(container + utf16("Workbook")))).isEqualTo(new OldExcelFile());
        assertThat(refusalOf(bytes(container + utf16("EncryptedPackage")))).isEqualTo(new FileEncrypted());
        assertThat(refusalOf(bytes(container))).isEqualTo(new NoSpreadsheet("Office 97"));
    }

    @Test
    void a_workbook_with_programs_in_it_is_refused() {
        var file =
                new TestWorkbook().with("xl/vbaProject.bin", "x").sheet("s", "").build();

        assertThat(refusalOf(file)).isEqualTo(new FileHasMacros());
    }

    @Test
    void a_zip_of_anything_else_is_no_workbook() {
        var document = new LinkedHashMap<String, TestWorkbook.Content>();
        document.put("word/document.xml", out -> out.write('x'));

        assertThat(refusalOf(TestWorkbook.zip(document))).isEqualTo(new NoWorkbook("no [Content_Types].xml"));
        assertThat(refusalOf(new TestWorkbook()
                        .with("xl/workbook.xml", "<document/>")
                        .build()))
                .isEqualTo(new NoWorkbook("no workbook"));
    }

    @Test
    void a_zip_with_thousands_of_entries_is_refused_by_its_directory() {
        var workbook = new TestWorkbook();
        for (int i = 0; i < 2_000; i++) workbook.with("part" + i, "");

        assertThat(refusalOf(workbook.sheet("s", "").build())).isEqualTo(new TooMuchInside("entries", 1_000));
    }

    @Test
    void a_workbook_cut_short_anywhere_or_damaged_anywhere_is_refused_and_nothing_else_happens() {
        byte[] whole = new TestWorkbook()
                .texts("<si><t>甲</t></si>")
                .sheet("s", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
                .build()
                .array();
        for (int length = 4; length < whole.length; length++)
            assertThat(refusalOf(FileBytes.of(Arrays.copyOf(whole, length)))).isInstanceOf(NoWorkbook.class);
        for (int at = 4; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            try {
                read(FileBytes.of(damaged)); // some bytes matter to nobody, such as a part's time
            } catch (RefusedException e) {
                assertThat(e.refusal()).isInstanceOf(SheetRefusal.class);
            }
        }
    }

    @Test
    void text_in_another_encoding_and_bytes_that_are_no_text_are_refused() {
        assertThat(refusalOf(FileBytes.of("台账编号,面积".getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(new UnknownEncoding("UTF-16"));
        assertThat(refusalOf(csv("台账编号,面\0积"))).isEqualTo(new UnknownEncoding("NUL"));
        assertThat(refusalOf(bytes("number,\u00ff\u00ff"))).isEqualTo(new UnknownEncoding("?"));
    }

    @Test
    void a_csv_parted_by_anything_but_commas_is_refused_with_what_was_found() {
        assertThat(refusalOf(csv("台账编号;街道;面积\n1;2;3"))).isEqualTo(new WrongDelimiter(";"));
        assertThat(refusalOf(csv("台账编号\t街道\t面积\n1\t2\t3"))).isEqualTo(new WrongDelimiter("Tab"));
        assertThat(refusalOf(csv("台账编号，街道，面积\n"))).isEqualTo(new WrongDelimiter("，"));
    }

    @Test
    void a_quotation_mark_that_never_closes_is_refused_with_its_row_and_read_no_further_than_a_field_may_go() {
        assertThat(refusalOf(csv("头,头\n1,\"" + "甲".repeat(8_000_000)))).isEqualTo(new BrokenCsvRow(2));
        assertThat(refusalOf(csv("头,头\n1,\"二\n"))).isEqualTo(new BrokenCsvRow(2));
        assertThat(refusalOf(csv("头\n" + "甲".repeat(40_000)))).isEqualTo(new CellTooLong(2, 32_767));
    }

    private static Refusal refusalOf(FileBytes file) {
        return refusalOf(file, SheetLimits.STANDARD);
    }

    /** Reads the file on this thread and says why it was refused and how much was allocated: garbage counts, too. */
    private static Refusal refusalOf(FileBytes file, SheetLimits limits) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var refused = catchThrowableOfType(RefusedException.class, () -> read(file, limits));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(HEAP_SPENT_AT_MOST);
        assertThat(refused).as("not refused").isNotNull();
        return refused.refusal();
    }

    private static FileBytes bytes(String latin1) {
        return FileBytes.of(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String utf16(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }
}
