package org.chaiwei.ledger.importing.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds a workbook part by part, so that a test can put into each what no honest program would. */
final class TestWorkbook {

    /** Writes a part's bytes; may be asked for gigabytes, since only the compressed form is kept. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Map<String, Content> parts = new LinkedHashMap<>();
    private final List<String> sheets = new ArrayList<>();
    private String workbookProperties = "";

    TestWorkbook() {
        with("[Content_Types].xml", "<Types/>");
        with("_rels/.rels", """
                <Relationships><Relationship Id="r0" Target="xl/workbook.xml"
                 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""");
    }

    TestWorkbook with(String part, String content) {
        return with(part, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    TestWorkbook with(String part, Content content) {
        parts.put(part, content);
        return this;
    }

    TestWorkbook without(String part) {
        parts.remove(part);
        return this;
    }

    TestWorkbook epoch1904() {
        workbookProperties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** @param sheetData rows such as {@code <row r="1"><c r="A1"><v>1</v></c></row>} */
    TestWorkbook sheet(String name, String sheetData) {
        return sheet(name, sheetData, "");
    }

    TestWorkbook sheet(String name, String sheetData, String after) {
        return sheet(
                name,
                out -> out.write(("<worksheet><sheetData>" + sheetData + "</sheetData>" + after + "</worksheet>")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    TestWorkbook sheet(String name, Content content) {
        sheets.add(name);
        return with("xl/worksheets/sheet" + sheets.size() + ".xml", content);
    }

    TestWorkbook texts(String... texts) {
        return with("xl/sharedStrings.xml", "<sst>" + String.join("", texts) + "</sst>");
    }

    FileBytes build() {
        var workbook =
                new StringBuilder("<workbook>").append(workbookProperties).append("<sheets>");
        var relationships = new StringBuilder("<Relationships>");
        for (int i = 1; i <= sheets.size(); i++) {
            workbook.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\" xmlns:r=\"urn:r\"/>"
                    .formatted(sheets.get(i - 1), i, i));
            relationships.append("<Relationship Id=\"r%d\" Type=\"x/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(i, i));
        }
        if (parts.containsKey("xl/sharedStrings.xml"))
            relationships.append("<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>");
        parts.putIfAbsent(
                "xl/workbook.xml",
                out -> out.write((workbook + "</sheets></workbook>").getBytes(StandardCharsets.UTF_8)));
        parts.putIfAbsent(
                "xl/_rels/workbook.xml.rels",
                out -> out.write((relationships + "</Relationships>").getBytes(StandardCharsets.UTF_8)));
        return zip(parts);
    }

    static FileBytes zip(Map<String, Content> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().writeTo(zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FileBytes.of(bytes.toByteArray());
    }

    /** The same text over and over. */
    static Content repeated(String before, String unit, long times, String after) {
        return out -> {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            byte[] units = unit.repeat(1000).getBytes(StandardCharsets.UTF_8);
            for (long i = 0; i < times / 1000; i++) out.write(units);
            out.write(after.getBytes(StandardCharsets.UTF_8));
        };
    }
}
