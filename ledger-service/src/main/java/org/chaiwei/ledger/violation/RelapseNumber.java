package org.chaiwei.ledger.violation;

import java.util.regex.Pattern;

/**
 * The ledger numbers of relapses (反弹): the closed entry's number with {@code -F1}, the next one {@code -F2} and so on. Nobody can give
 * such a number by form or by spreadsheet, so the number of a relapse is free when it is confirmed, and is still free when it is made.
 */
final class RelapseNumber {

    private static final Pattern OF_RELAPSE = Pattern.compile("(.+)-F(\\d{1,3})");

    private RelapseNumber() {}

    static String after(String ledgerNumber) {
        var relapse = OF_RELAPSE.matcher(ledgerNumber);
        return relapse.matches()
                ? relapse.group(1) + "-F" + (Integer.parseInt(relapse.group(2)) + 1)
                : ledgerNumber + "-F1";
    }

    static boolean isOne(String ledgerNumber) {
        return OF_RELAPSE.matcher(ledgerNumber).matches();
    }
}
