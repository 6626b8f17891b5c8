package org.chaiwei.ledger.importing.sheet;

/** Addresses of cells as spreadsheet programs write them: letters for the column, then the row from 1. */
final class CellAddress {

    private CellAddress() {}

    /** A (0), B (1) … Z (25), AA (26) … */
    static String columnName(int column) {
        var name = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) name.append((char) ('A' + rest % 26));
        return name.reverse().toString();
    }

    /** The column of an address such as K5, from 0; -1 if it has no letters, {@code Integer.MAX_VALUE} if far beyond any sheet. */
    static int columnOf(String address) {
        int column = 0;
        int i = 0;
        for (; i < address.length() && address.charAt(i) >= 'A' && address.charAt(i) <= 'Z'; i++) {
            if (i == 5) return Integer.MAX_VALUE;
            column = column * 26 + address.charAt(i) - 'A' + 1;
        }
        return i == 0 ? -1 : column - 1;
    }
}
