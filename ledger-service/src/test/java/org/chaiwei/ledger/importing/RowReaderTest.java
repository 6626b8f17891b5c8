package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chaiwei.ledger.importing.ImportRefusal.HeaderUnclear;
import org.chaiwei.ledger.importing.sheet.SheetCell;
import org.chaiwei.ledger.importing.sheet.SheetCell.Kind;
import org.chaiwei.ledger.importing.sheet.SheetRow;
import org.chaiwei.ledger.party.Person;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.PastClearance;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.platform.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2016, 5, 1);
    private static final Places PLACES = Places.published();

    @Test
    void a_row_is_read_as_what_its_columns_mean() {
        var draft = read(Map.ofEntries(
                Map.entry(Column.LEDGER_KIND, "开墙打洞"),
                Map.entry(Column.COMMUNITY, "前门西河沿社区"),
                Map.entry(Column.USE, "商业"),
                Map.entry(Column.TAGS, "堵塞消防通道、一类大街"),
                Map.entry(Column.HOUSEHOLDS, "3户"),
                Map.entry(Column.STOREYS, "1.0"),
                Map.entry(Column.YEAR_BUILT, "１９９８年"),
                Map.entry(Column.PERSON, "某某某"),
                Map.entry(Column.PHONE, "13800000000"),
                Map.entry(Column.DEMOLISHED_ON, "2014/6/1"),
                Map.entry(Column.CLOSED_ON, "2014年6月30日")));

        assertThat(draft.problems()).isEmpty();
        assertThat(draft.registration().ledgerKind()).isEqualTo(LedgerKind.WALL_OPENING);
        assertThat(draft.registration().site().street()).isEqualTo("110102013");
        assertThat(draft.registration().use()).isEqualTo(Use.COMMERCIAL);
        assertThat(draft.registration().tags()).isEqualTo(Set.of(Tag.FIRE_LANE, Tag.MAIN_STREET_1));
        assertThat(draft.registration().households()).isEqualTo(3);
        assertThat(draft.registration().building().storeys()).isEqualTo(1);
        assertThat(draft.registration().building().yearBuilt()).isEqualTo(1998);
        assertThat(draft.registration().partyId()).isNull();
        assertThat(draft.person()).isEqualTo(new Person("某某某", "13800000000"));
        assertThat(draft.registeredOn()).isEqualTo("2013-04-12");
        assertThat(draft.clearance()).isEqualTo(new PastClearance(LocalDate.of(2014, 6, 1), LocalDate.of(2014, 6, 30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-04-12",
                "2013/4/12",
                "2013.4.12",
                "2013年4月12日",
                "20130412",
                "２０１３年４月１２日",
                "2013-04-12 00:00:00"
            })
    void a_date_may_be_written_as_people_write_dates(String written) {
        assertThat(read(Map.of(Column.REGISTERED_ON, written)).registeredOn()).isEqualTo("2013-04-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"41376", "41376.5", "20130412"})
    void a_date_may_be_a_number_of_the_program(String serial) {
        assertThat(reader(false)
                        .read(row(cells(Map.of(), Map.of(Column.REGISTERED_ON, serial))))
                        .registeredOn())
                .isEqualTo("2013-04-12");
    }

    @Test
    void a_workbook_of_an_old_macintosh_counts_days_from_1904() {
        assertThat(reader(true)
                        .read(row(cells(Map.of(), Map.of(Column.REGISTERED_ON, "39914"))))
                        .registeredOn())
                .isEqualTo("2013-04-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-02-30", "2013-13-01", "昨天", "12/4/2013", "0", "60", "1899-12-30", "99999999999"})
    void what_is_no_date_is_not_guessed(String written) {
        assertThat(codes(read(Map.of(Column.REGISTERED_ON, written)))).contains("登记日期 cell-not-a-date");
        if (written.matches("\\d+"))
            assertThat(codes(reader(false).read(row(cells(Map.of(), Map.of(Column.REGISTERED_ON, written))))))
                    .contains("登记日期 cell-not-a-date");
    }

    @Test
    void all_that_is_wrong_with_a_row_is_said_at_once() {
        var draft = read(Map.ofEntries(
                Map.entry(Column.LEDGER_NUMBER, ""),
                Map.entry(Column.STREET, "大栅蓝"),
                Map.entry(Column.LON, "200"),
                Map.entry(Column.LAT, ""),
                Map.entry(Column.USE, "住"),
                Map.entry(Column.AREA, "12平方米"),
                Map.entry(Column.STOREYS, "2.5"),
                Map.entry(Column.TAGS, "消防"),
                Map.entry(Column.PERSON, ""),
                Map.entry(Column.PHONE, "无"),
                Map.entry(Column.REGISTERED_ON, "2016-05-02"),
                Map.entry(Column.DEMOLISHED_ON, "2014-06-01")));

        assertThat(codes(draft))
                .containsExactlyInAnyOrder(
                        "台账编号 cell-required",
                        "街道 cell-street-unknown",
                        "纬度 cell-coordinate-alone",
                        "使用性质 cell-not-one-of",
                        "面积(平方米) cell-not-a-number",
                        "层数 cell-not-an-integer",
                        "标签 cell-tag-unknown",
                        "当事人 cell-phone-without-person",
                        "登记日期 cell-date-in-future",
                        "销账日期 cell-clearance-incomplete");
    }

    @Test
    void a_cell_is_said_to_be_wrong_once() {
        for (var column : Column.values()) {
            var cells = cells(Map.of(Column.LON, "116.389", Column.LAT, "39.895", Column.PERSON, "某"), Map.of());
            cells.set(column.ordinal(), new SheetCell(Kind.FORMULA, ""));

            assertThat(reader(false).read(row(cells)).problems())
                    .filteredOn(problem -> problem.column().equals(column.title))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code())
                                .isIn("cell-formula", "cell-clearance-incomplete", "cell-phone-without-person");
                        assertThat(problem.row()).isEqualTo(7);
                    });
        }
    }

    @Test
    void the_noise_of_binary_fractions_is_no_third_decimal_but_a_third_decimal_is() {
        assertThat(read(Map.of(Column.AREA, "14.850000000000001"))
                        .registration()
                        .areaM2())
                .isEqualTo(new BigDecimal("14.85"));
        assertThat(read(Map.of(Column.AREA, "14.855")).registration().areaM2()).isEqualTo(new BigDecimal("14.855"));
    }

    @Test
    void a_character_damaged_in_an_earlier_file_is_noticed() {
        assertThat(codes(read(Map.of(Column.ALLEY, "\ufffd\ufffd胡同")))).containsExactly("街巷 cell-unreadable");
    }

    @Test
    void a_cell_beside_the_table_is_named_by_its_address() {
        var cells = cells(Map.of(), Map.of());
        cells.add(SheetCell.BLANK);
        cells.add(new SheetCell(Kind.TEXT, "备注"));

        assertThat(reader(false).read(row(cells)).problems())
                .containsExactly(new RowProblem(7, "", "cell-outside-table", Map.of("cell", "AA7")));
    }

    @Test
    void the_columns_may_stand_in_any_order_and_the_optional_ones_may_be_missing() {
        var titles = Stream.of(Column.values())
                .filter(column -> column.required)
                .map(column -> column.title)
                .toList()
                .reversed();

        var header = Header.of(row(
                titles.stream().map(title -> new SheetCell(Kind.TEXT, title)).toList()));

        assertThat(header.indexOf(Column.REGISTERED_ON)).isZero();
        assertThat(header.indexOf(Column.LEDGER_NUMBER)).isEqualTo(titles.size() - 1);
        assertThat(header.indexOf(Column.TAGS)).isEqualTo(-1);
    }

    @Test
    void columns_that_are_missing_unknown_or_there_twice_are_named() {
        var titles = new ArrayList<String>();
        for (var column : Column.values()) if (column != Column.AREA) titles.add(column.title);
        titles.add("台账编号（唯一）");
        titles.add("备注");
        titles.add("原因");

        assertThatThrownBy(() -> Header.of(row(titles.stream()
                        .map(title -> new SheetCell(Kind.TEXT, title))
                        .toList())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal())
                                .isEqualTo(new HeaderUnclear(List.of("面积(平方米)"), List.of("备注"), List.of("台账编号"))));
    }

    private static Draft read(Map<Column, String> different) {
        return reader(false).read(row(cells(different, Map.of())));
    }

    private static RowReader reader(boolean epoch1904) {
        return new RowReader(Header.of(row(titles())), PLACES, TODAY, epoch1904);
    }

    private static List<SheetCell> titles() {
        return Stream.of(Column.values())
                .map(column -> new SheetCell(Kind.TEXT, column.title))
                .toList();
    }

    /** A right row, except for what is given. */
    private static List<SheetCell> cells(Map<Column, String> texts, Map<Column, String> numbers) {
        var values = new EnumMap<Column, String>(Map.of(
                Column.LEDGER_NUMBER, "大栅栏-0001",
                Column.STREET, "大栅栏街道",
                Column.ADDRESS, "前门西河沿街1号院内",
                Column.USE, "居住",
                Column.AREA, "14.85",
                Column.DISCOVERED_ON, "2013-04-01",
                Column.FOUND_BY, "普查",
                Column.ORIGIN, "既有",
                Column.REGISTERED_ON, "2013-04-12"));
        values.putAll(texts);
        var cells = new ArrayList<SheetCell>();
        for (var column : Column.values()) {
            var text = values.getOrDefault(column, "");
            cells.add(
                    numbers.containsKey(column)
                            ? new SheetCell(Kind.NUMBER, numbers.get(column))
                            : text.isEmpty() ? SheetCell.BLANK : new SheetCell(Kind.TEXT, text));
        }
        return cells;
    }

    private static SheetRow row(List<SheetCell> cells) {
        return new SheetRow(7, cells);
    }

    private static List<String> codes(Draft draft) {
        return draft.problems().stream()
                .map(problem -> problem.column() + " " + problem.code())
                .toList();
    }
}
