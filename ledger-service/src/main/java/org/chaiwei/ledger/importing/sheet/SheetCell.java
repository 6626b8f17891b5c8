package org.chaiwei.ledger.importing.sheet;

/**
 * What stands in one cell.
 *
 * @param text the cell's text, spaces around it removed; of a number its digits without trailing zeros, never in scientific notation; empty when
 *     there is nothing
 */
public record SheetCell(Kind kind, String text) {

    /** What the file says the cell is. A cell of a CSV file is {@link #TEXT} or {@link #BLANK}. */
    public enum Kind {
        BLANK,
        TEXT,
        /** A number, which may be the serial of a day. */
        NUMBER,
        /** A computed cell; its text is empty, because a value that another program computed is not taken over. */
        FORMULA,
        /** An error of the program that wrote the file, such as #N/A. */
        ERROR
    }

    /** A cell with nothing in it. */
    public static final SheetCell BLANK = new SheetCell(Kind.BLANK, "");

    static final SheetCell FORMULA = new SheetCell(Kind.FORMULA, "");

    /** A text that begins like a formula is taken for one: a spreadsheet program would make one of it. */
    static SheetCell text(String text) {
        var stripped = strip(text);
        if (stripped.isEmpty()) return BLANK;
        return stripped.charAt(0) == '=' ? FORMULA : new SheetCell(Kind.TEXT, stripped);
    }

    public boolean isBlank() {
        return kind == Kind.BLANK;
    }

    /** Also removes the no-break and the zero-width spaces that copying from a web page leaves behind. */
    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) from++;
        while (from < to && isSpace(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u200b' || c == '\ufeff';
    }
}
