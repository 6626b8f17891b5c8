package org.chaiwei.ledger.importing;

import java.util.Map;
import org.chaiwei.platform.problem.FieldError;

/**
 * One thing wrong with one row. What it says in words is made when somebody asks, in their language.
 *
 * @param column the column's title; empty where the row as a whole is meant
 * @param code stable, in kebab case
 * @param details what the texts name: limits, allowed words, another row's number; never what stands in the cell, which may be a name
 */
record RowProblem(int row, String column, String code, Map<String, Object> details) {

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
}
