package org.chaiwei.ledger.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;

/** Builds a district's spreadsheet: right rows, unless a test says otherwise. */
final class LedgerFile {

    private final List<Map<Column, String>> rows = new ArrayList<>();

    /** A right row of 大栅栏街道 with this number, except for what is given: columns and texts in turn. */
    LedgerFile row(String number, Object... different) {
        var row = new EnumMap<Column, String>(Map.of(
                Column.LEDGER_NUMBER, number,
                Column.STREET, "大栅栏街道",
                Column.ADDRESS, "前门西河沿街甲" + (rows.size() + 1) + "号",
                Column.USE, "居住",
                Column.AREA, "14.85",
                Column.DISCOVERED_ON, "2013-04-01",
                Column.FOUND_BY, "普查",
                Column.ORIGIN, "既有",
                Column.REGISTERED_ON, "2013-04-12"));
        for (int i = 0; i < different.length; i += 2) row.put((Column) different[i], (String) different[i + 1]);
        rows.add(row);
        return this;
    }

    /** So many rows, every third with a person, every fourth cleared before the plan. */
    LedgerFile rows(String prefix, int count) {
        for (int i = 1; i <= count; i++) {
            row(prefix + "-" + i);
            if (i % 3 == 0) {
                rows.getLast().put(Column.PERSON, "某" + i);
                rows.getLast().put(Column.PHONE, "010-" + (60000000 + i));
            }
            if (i % 4 == 0) {
                rows.getLast().put(Column.DEMOLISHED_ON, "2014-06-01");
                rows.getLast().put(Column.CLOSED_ON, "2014-06-30");
            }
        }
        return this;
    }

    byte[] csv() {
        var csv = new StringBuilder();
        csv.append(String.join(
                ",", Stream.of(Column.values()).map(column -> column.title).toList()));
        for (var row : rows) {
            csv.append('\n');
            for (var column : Column.values()) {
                if (column.ordinal() > 0) csv.append(',');
                csv.append('"').append(row.getOrDefault(column, "")).append('"');
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("台账");
            for (var column : Column.values()) sheet.value(0, column.ordinal(), column.title);
            int at = 1;
            for (var row : rows) {
                for (var cell : row.entrySet()) sheet.value(at, cell.getKey().ordinal(), cell.getValue());
                at++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
