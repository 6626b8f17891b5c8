package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.ProblemTexts;

/**
 * One thing wrong with one row. What it says in words is made when somebody asks, in their language.
 *
 * @param column the column's title; empty where the row as a whole is meant
 * @param code stable, in kebab case
 * @param details what the texts name: limits, allowed words, another row's number; never what stands in the cell, which may be a name
 */
record RowProblem(int row, String column, String code, Map<String, Object> details) {

    /** Details as they will be read again from JSON: texts, whole numbers and lists of texts. */
    RowProblem {
        var plain = new TreeMap<String, Object>();
        details.forEach((name, value) -> plain.put(
                name,
                switch (value) {
                    case BigDecimal number -> number.toPlainString();
                    case LocalDate date -> date.toString();
                    default -> value;
                }));
        details = plain;
    }

    static RowProblem of(int row, Column column, String code) {
        return new RowProblem(row, column.title, code, Map.of());
    }

    static RowProblem of(int row, Column column, String code, Map<String, Object> details) {
        return new RowProblem(row, column.title, code, details);
    }

    /** What the ledger's own rules found, with the field's name turned into the column's. */
    static RowProblem of(int row, FieldError error) {
        return new RowProblem(
                row,
                Column.ofField(error.field()).map(column -> column.title).orElse(error.field()),
                error.code(),
                error.details());
    }

    /**
     * What it says in a language.
     *
     * @param part {@code message} or {@code remedy}
     */
    String text(ProblemTexts texts, String part, Locale language) {
        var named = new HashMap<String, Object>(details);
        named.put("field", column);
        var text = texts.text(language, "field." + code + "." + part, named);
        return text == null ? code : text;
    }
}
