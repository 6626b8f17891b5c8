package org.chaiwei.local.plan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The plan's ledger as a spreadsheet in the district's columns, ready for the ledger's import. Called by the laptop's start, by
 * benchmarks and by tests. Every call gives the same rows, on every machine.
 */
public final class PlanLedger {

    /** The header of row 1; the import's template has the same columns in the same order. */
    public static final List<String> COLUMNS = List.of(
            "台账编号", "台账类别", "街道", "社区", "小区", "街巷", "详细地址", "经度", "纬度", "使用性质", "面积(平方米)", "建筑结构", "层数", "建成年份", "发现日期",
            "发现方式", "来源", "标签", "涉及户数", "责任单位", "当事人", "联系电话", "登记日期", "拆除日期", "销账日期");

    private static final int ROWS_KEPT_IN_MEMORY = 2_000;

    private PlanLedger() {}

    /** The typed rows by ledger number; compiled anew at each call (about 0.2 s, 40 MB). */
    public static Stream<PlanEntry> rows() {
        return PlanCompiler.compile(PlanFacts.published()).stream();
    }

    /**
     * The alleys whose wall openings are to be gone in 2016, as the plan asks for 30 with more than 900 households: street code and
     * alley. No column tells them from those of 2017; the streets' own action plans do.
     */
    public static List<WallOpeningAlley> wallOpeningAlleys2016() {
        var facts = PlanFacts.published();
        return PlanCompiler.places(District.read(facts.campaignStart(), facts.asOf())).stream()
                .filter(place -> place.wallOpenings() == 2016)
                .map(place -> new WallOpeningAlley(place.community().street(), place.name()))
                .toList();
    }

    /** An alley to be treated. */
    public record WallOpeningAlley(String street, String alley) {}

    /**
     * Writes the spreadsheet, in place of an existing file.
     *
     * @throws IOException if the folder can't be written to; a half-written file may be left
     */
    public static void writeTo(Path xlsx) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(xlsx));
                var workbook = new Workbook(out, "chaiwei", "1.0")) {
            // Speed before size: the file is read once and thrown away.
            workbook.setCompressionLevel(1);
            var sheet = workbook.newWorksheet("台账");
            for (int column = 0; column < COLUMNS.size(); column++) sheet.value(0, column, COLUMNS.get(column));
            sheet.freezePane(0, 1);
            var row = 1;
            for (var entry : (Iterable<PlanEntry>) rows()::iterator) {
                write(sheet, row, cells(entry));
                if (row++ % ROWS_KEPT_IN_MEMORY == 0) sheet.flush();
            }
        }
    }

    /** Writes the same rows as CSV: UTF-8, comma, dates as 2013-04-12. */
    public static void writeCsv(Path csv) throws IOException {
        try (var out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (var entry : (Iterable<PlanEntry>) rows()::iterator) out.write(line(entry) + "\n");
        }
    }

    /** One row of the CSV; no value of ours holds a comma, a quote or a line break. */
    static String line(PlanEntry entry) {
        return cells(entry).stream()
                .map(cell -> cell == null ? "" : cell.toString())
                .collect(Collectors.joining(","));
    }

    private static void write(Worksheet sheet, int row, List<@Nullable Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case null -> {}
                case LocalDate date -> {
                    sheet.value(row, column, date);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                case Number number -> sheet.value(row, column, number);
                case Object text -> sheet.value(row, column, text.toString());
            }
        }
    }

    private static List<@Nullable Object> cells(PlanEntry e) {
        var cells = new ArrayList<@Nullable Object>(COLUMNS.size());
        cells.add(e.ledgerNumber());
        cells.add(e.kind().zh);
        cells.add(e.streetName());
        cells.add(e.communityName());
        cells.add(e.compound());
        cells.add(e.alley());
        cells.add(e.address());
        cells.add(e.lon());
        cells.add(e.lat());
        cells.add(e.use().zh);
        cells.add(e.areaM2());
        cells.add(e.structure());
        cells.add(e.storeys());
        cells.add(e.yearBuilt());
        cells.add(e.discoveredOn());
        cells.add(e.foundBy().zh);
        cells.add(e.origin().zh);
        cells.add(
                e.tags().isEmpty() ? null : e.tags().stream().map(tag -> tag.zh).collect(Collectors.joining("、")));
        cells.add(e.households());
        cells.add(e.unit());
        cells.add(e.party());
        cells.add(e.phone());
        cells.add(e.registeredOn());
        cells.add(e.demolishedOn());
        cells.add(e.closedOn());
        return cells;
    }
}
