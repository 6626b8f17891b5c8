package org.chaiwei.platform.view;

/**
 * Another feeds or holds the view now: an instance or a rebuild was away for longer than its claim lasts. What it had in hand is rolled back. A rebuild that
 * meets it tries to swap once more.
 */
public final class ClaimLost extends RuntimeException {
    public ClaimLost(String view) {
        super(view, null, false, false);
    }
}
