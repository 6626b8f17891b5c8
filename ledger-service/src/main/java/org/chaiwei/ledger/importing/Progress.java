package org.chaiwei.ledger.importing;

/**
 * How far a commit or an undo is.
 *
 * @param done rows whose events are in the log
 * @param total rows in all
 * @param position the last position of the import's events so far
 * @param viewsAt the position that both the book and the figures have reached: once it is {@code position} or more, everybody sees the
 *     whole import
 */
record Progress(ImportState state, int done, int total, long position, long viewsAt) {

    /** Nothing more will happen by itself, and everybody sees what has. */
    boolean isOver() {
        return switch (state) {
            case COMMITTED, UNDONE -> viewsAt >= position;
            case FAILED -> true;
            case PREVIEWED, COMMITTING, UNDOING -> false;
        };
    }
}
