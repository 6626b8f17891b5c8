package org.chaiwei.platform.view;

/** Another instance feeds the view now: this one was away for longer than its claim lasts. What it had in hand is rolled back. */
final class ClaimLost extends RuntimeException {
    ClaimLost(String view) {
        super(view, null, false, false);
    }
}
