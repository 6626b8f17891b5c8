package org.chaiwei.ledger.importing.sheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chaiwei.ledger.importing.sheet.SheetCell.Kind;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.CellTooLong;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEmpty;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileHasMacros;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.MergedCells;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoWorkbook;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyColumns;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooManyRows;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooMuchInside;
import org.chaiwei.ledger.importing.sheet.SheetSource.Format;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sheet of an XLSX workbook (ECMA-376, strict or transitional): the one called 台账 if there is one, else the first. Row by
 * row; in memory are the shared texts and one row.
 */
final class XlsxRows implements SheetReader {

    static final String PREFERRED_SHEET = "台账";

    /** What a spreadsheet program itself can hold; cells beyond are nobody's. */
    private static final int COLUMNS_OF_EXCEL = 16_384;

    private static final int ROWS_OF_EXCEL = 1_048_576;
    private static final int MERGED_RANGES_SHOWN = 5;

    private final SheetLimits limits;
    private final SheetSource source;
    private final TextTable texts;
    private final Xml sheet;
    private final StringBuilder text = new StringBuilder();
    private SheetCell[] cells = new SheetCell[32];
    private int rowNumber;
    private int filledRows;
    private boolean done;

    private XlsxRows(SheetLimits limits, SheetSource source, TextTable texts, Xml sheet) {
        this.limits = limits;
        this.source = source;
        this.texts = texts;
        this.sheet = sheet;
        while (!done && !sheet.starts("sheetData")) done = !sheet.next();
        if (done) throw refused("the sheet has no data");
    }

    static XlsxRows open(FileBytes file, SheetLimits limits) {
        var zip = ZipParts.of(file, limits);
        if (!zip.has("[Content_Types].xml")) throw refused("no [Content_Types].xml");
        if (zip.hasEndingWith("vbaProject.bin")) throw new RefusedException(new FileHasMacros());
        var workbookPart = relationships(zip, "").stream()
                .filter(r -> r.type.endsWith("/officeDocument"))
                .findFirst()
                .orElseThrow(() -> refused("no workbook"))
                .target;
        var workbook = Workbook.read(zip, workbookPart);
        if (workbook.sheets.size() > limits.sheets())
            throw new RefusedException(new TooMuchInside("sheets", limits.sheets()));
        if (workbook.sheets.isEmpty()) throw new RefusedException(new FileEmpty());
        var chosen = workbook.sheets.stream()
                .filter(s -> s.name.equals(PREFERRED_SHEET))
                .findFirst()
                .orElse(workbook.sheets.getFirst());
        var byId = new HashMap<String, String>();
        String textsPart = null;
        for (var relationship : relationships(zip, workbookPart)) {
            byId.put(relationship.id, relationship.target);
            if (relationship.type.endsWith("/sharedStrings")) textsPart = relationship.target;
        }
        var sheetPart = byId.get(chosen.relationship);
        if (sheetPart == null) throw refused("the sheet's part is not named");
        var others = workbook.sheets.stream()
                .filter(s -> s != chosen)
                .map(Workbook.SheetName::name)
                .toList();
        var source = new SheetSource(Format.XLSX, "UTF-8", chosen.name, others, workbook.epoch1904);
        var texts = new TextTable(limits.textBytes());
        if (textsPart != null) readTexts(zip, textsPart, texts);
        return new XlsxRows(limits, source, texts, new Xml(zip.open(sheetPart)));
    }

    @Override
    public SheetSource source() {
        return source;
    }

    @Override
    public @Nullable SheetRow next() {
        while (!done) {
            if (!sheet.next()) {
                throw refused("the sheet ends in the middle");
            } else if (sheet.starts("row")) {
                var row = row();
                if (row != null) return row;
            } else if (sheet.ends("sheetData")) {
                refuseMergedCells();
                done = true;
            }
        }
        return null;
    }

    @Override
    public void close() {
        sheet.close();
    }

    private @Nullable SheetRow row() {
        rowNumber = numberOf(sheet.attribute("r"), rowNumber);
        int elements = 0;
        int previous = -1;
        int width = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (!sheet.starts("c")) continue;
            var address = sheet.attribute("r");
            int column = address == null ? previous + 1 : CellAddress.columnOf(address);
            if (column <= previous) throw refused("cells out of order in row " + rowNumber);
            if (column >= COLUMNS_OF_EXCEL || ++elements > COLUMNS_OF_EXCEL) throw tooWide();
            previous = column;
            var cell = cell(sheet.attribute("t"));
            if (cell.isBlank()) continue;
            if (column >= limits.columns()) throw tooWide();
            if (column >= cells.length) cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
            for (int i = width; i < column; i++) cells[i] = SheetCell.BLANK;
            cells[column] = cell;
            width = column + 1;
        }
        if (width == 0) return null;
        if (++filledRows > limits.rows() + 1) throw new RefusedException(new TooManyRows(limits.rows()));
        return new SheetRow(rowNumber, List.of(Arrays.copyOf(cells, width)));
    }

    private static int numberOf(@Nullable String attribute, int before) {
        int number;
        try {
            number = attribute == null ? before + 1 : Integer.parseInt(attribute);
        } catch (NumberFormatException e) {
            throw refused("a row's number is none");
        }
        if (number <= before) throw refused("rows out of order");
        if (number > ROWS_OF_EXCEL) throw refused("a row beyond the last");
        return number;
    }

    private SheetCell cell(@Nullable String type) {
        boolean formula = false;
        text.setLength(0);
        while (sheet.next() && !sheet.ends("c")) {
            if (!sheet.isStart()) continue;
            switch (sheet.name()) {
                case "v", "t" -> sheet.text(text);
                case "f" -> {
                    formula = true;
                    sheet.text(new StringBuilder());
                }
                case "rPh" -> skip("rPh");
                default -> {}
            }
        }
        if (formula) return SheetCell.FORMULA;
        var value = "s".equals(type) ? (text.isEmpty() ? "" : texts.get(text.toString())) : text.toString();
        if (value.length() > limits.cellChars())
            throw new RefusedException(new CellTooLong(rowNumber, limits.cellChars()));
        return switch (Objects.requireNonNullElse(type, "n")) {
            case "n" -> value.isBlank() ? SheetCell.BLANK : number(value.strip());
            case "e" -> new SheetCell(Kind.ERROR, value);
            default -> SheetCell.text(value);
        };
    }

    /** 1.38E10 is a phone number; 1E999999999 is an attack on whoever writes it out. */
    private static SheetCell number(String digits) {
        try {
            var number = new BigDecimal(digits);
            if (digits.length() <= 40 && Math.abs(number.scale()) <= 40)
                return new SheetCell(Kind.NUMBER, number.stripTrailingZeros().toPlainString());
        } catch (NumberFormatException e) {
            // no number after all
        }
        return new SheetCell(Kind.ERROR, "");
    }

    private void skip(String element) {
        while (!sheet.ends(element)) if (!sheet.next()) return;
    }

    /** They come after the last row. Which of a merged range's rows a value belongs to is anybody's guess, so nobody guesses. */
    private void refuseMergedCells() {
        var ranges = new ArrayList<String>();
        while (sheet.next()) {
            if (sheet.starts("mergeCell") && ranges.size() < MERGED_RANGES_SHOWN) {
                var range = Objects.requireNonNullElse(sheet.attribute("ref"), "");
                if (range.matches("[A-Z]{1,3}\\d{1,7}:[A-Z]{1,3}\\d{1,7}")) ranges.add(range);
            }
        }
        if (!ranges.isEmpty()) throw new RefusedException(new MergedCells(List.copyOf(ranges)));
    }

    private static void readTexts(ZipParts zip, String part, TextTable texts) {
        try (var xml = new Xml(zip.open(part))) {
            var text = new StringBuilder();
            while (xml.next()) {
                if (xml.starts("si")) text.setLength(0);
                else if (xml.starts("t")) xml.text(text);
                else if (xml.starts("rPh")) // how a Japanese reader pronounces it
                while (!xml.ends("rPh") && xml.next()) {}
                else if (xml.ends("si")) texts.add(text);
            }
        }
    }

    private RefusedException tooWide() {
        return new RefusedException(new TooManyColumns(rowNumber, limits.columns()));
    }

    private static RefusedException refused(String why) {
        return new RefusedException(new NoWorkbook(why));
    }

    private record Relationship(String id, String type, String target) {}

    /** What a part refers to; targets are paths from the root of the ZIP. */
    private static List<Relationship> relationships(ZipParts zip, String part) {
        int slash = part.lastIndexOf('/') + 1;
        var folder = part.substring(0, slash);
        var found = new ArrayList<Relationship>();
        try (var xml = new Xml(zip.open(folder + "_rels/" + part.substring(slash) + ".rels"))) {
            while (xml.next()) {
                if (!xml.starts("Relationship")) continue;
                var target = Objects.requireNonNullElse(xml.attribute("Target"), "");
                found.add(new Relationship(
                        Objects.requireNonNullElse(xml.attribute("Id"), ""),
                        Objects.requireNonNullElse(xml.attribute("Type"), ""),
                        target.startsWith("/") ? target.substring(1) : folder + target));
            }
        }
        return found;
    }

    private record Workbook(List<SheetName> sheets, boolean epoch1904) {

        private record SheetName(String name, String relationship) {}

        private static final Map<String, Boolean> TRUTH = Map.of("1", true, "true", true);

        static Workbook read(ZipParts zip, String part) {
            var sheets = new ArrayList<SheetName>();
            boolean epoch1904 = false;
            boolean workbook = false;
            try (var xml = new Xml(zip.open(part))) {
                while (xml.next()) {
                    if (!xml.isStart()) continue;
                    switch (xml.name()) {
                        case "workbook" -> workbook = true;
                        case "workbookPr" ->
                            epoch1904 = TRUTH.getOrDefault(
                                    Objects.requireNonNullElse(xml.attribute("date1904"), ""), false);
                        case "sheet" ->
                            sheets.add(new SheetName(
                                    Objects.requireNonNullElse(xml.attribute("name"), ""),
                                    Objects.requireNonNullElse(xml.attribute("id"), "")));
                        default -> {}
                    }
                }
            }
            if (!workbook) throw refused("no workbook");
            return new Workbook(sheets, epoch1904);
        }
    }
}
