package org.chaiwei.ledger.importing.sheet;

import java.util.List;

/**
 * One row with at least one filled cell.
 *
 * @param number the row's number as a spreadsheet program shows it, from 1
 * @param cells from the first column to the last filled one
 */
public record SheetRow(int number, List<SheetCell> cells) {

    /** The cell of a column, counted from 0; blank beyond the last one. */
    public SheetCell cell(int column) {
        return column < cells.size() ? cells.get(column) : SheetCell.BLANK;
    }

    /** A cell's address as a spreadsheet program shows it, such as K5. */
    public String address(int column) {
        return CellAddress.columnName(column) + number;
    }
}
