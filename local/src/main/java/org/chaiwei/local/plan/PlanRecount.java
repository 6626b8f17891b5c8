package org.chaiwei.local.plan;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chaiwei.local.plan.PlanFacts.Figure;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * Counts a ledger's spreadsheet by hand, so to speak: it reads the five columns that figures depend on and adds up. For tests, and
 * for those who doubt the platform's own answer. It knows nothing of how the rows were made.
 */
public final class PlanRecount {

    private final List<Counted> rows;

    private PlanRecount(List<Counted> rows) {
        this.rows = rows;
    }

    /**
     * The figures of one day.
     *
     * @param cleared entries closed by that day, and the area demolished by it
     * @param remaining registered less cleared
     * @param remainingByUse by 使用性质 as written in the spreadsheet
     * @param remainingByStreet by the street's full name
     */
    public record Figures(
            LocalDate asOf,
            Figure registered,
            Figure cleared,
            Figure remaining,
            Map<String, Figure> remainingByUse,
            Map<String, Figure> remainingByStreet) {}

    private record Counted(
            String street,
            String use,
            BigDecimal areaM2,
            LocalDate registeredOn,
            @Nullable LocalDate demolishedOn,
            @Nullable LocalDate closedOn) {}

    /**
     * Reads the first sheet of a spreadsheet with the columns of {@link PlanLedger#COLUMNS}, in any order.
     *
     * @throws IOException if the file isn't a spreadsheet
     * @throws IllegalArgumentException if a column is missing
     */
    public static PlanRecount of(Path xlsx) throws IOException {
        try (var in = Files.newInputStream(xlsx);
                var workbook = new ReadableWorkbook(in);
                var sheet = workbook.getFirstSheet().openStream()) {
            var counted = new ArrayList<Counted>();
            var rows = sheet.iterator();
            var columns = new HashMap<String, Integer>();
            for (var cell : rows.next()) columns.put(cell.getText(), cell.getColumnIndex());
            var street = column(columns, "街道");
            var use = column(columns, "使用性质");
            var area = column(columns, "面积(平方米)");
            var registered = column(columns, "登记日期");
            var demolished = column(columns, "拆除日期");
            var closed = column(columns, "销账日期");
            while (rows.hasNext()) {
                var row = rows.next();
                counted.add(new Counted(
                        row.getCellText(street),
                        row.getCellText(use),
                        row.getCellAsNumber(area).orElseThrow().setScale(2),
                        row.getCellAsDate(registered).orElseThrow().toLocalDate(),
                        date(row, demolished),
                        date(row, closed)));
            }
            return new PlanRecount(counted);
        }
    }

    /** How many rows the spreadsheet has under its header. */
    public int rows() {
        return rows.size();
    }

    /** The figures by the business dates in the spreadsheet. */
    public Figures asOf(LocalDate day) {
        var byUse = new TreeMap<String, Figure>();
        var byStreet = new TreeMap<String, Figure>();
        var registered = Figure.ZERO;
        var cleared = Figure.ZERO;
        for (var row : rows) {
            if (row.registeredOn.isAfter(day)) continue;
            var put = new Figure(1, row.areaM2);
            var gone =
                    new Figure(by(day, row.closedOn) ? 1 : 0, by(day, row.demolishedOn) ? row.areaM2 : BigDecimal.ZERO);
            registered = registered.plus(put);
            cleared = cleared.plus(gone);
            byUse.merge(row.use, put.minus(gone), Figure::plus);
            byStreet.merge(row.street, put.minus(gone), Figure::plus);
        }
        return new Figures(day, registered, cleared, registered.minus(cleared), byUse, byStreet);
    }

    private static boolean by(LocalDate day, @Nullable LocalDate date) {
        return date != null && !date.isAfter(day);
    }

    private static int column(Map<String, Integer> columns, String name) {
        var column = columns.get(name);
        if (column == null) throw new IllegalArgumentException("no column " + name);
        return column;
    }

    private static @Nullable LocalDate date(Row row, int column) {
        return row.hasCell(column)
                ? row.getCellAsDate(column).map(at -> at.toLocalDate()).orElse(null)
                : null;
    }
}
