package org.chaiwei.platform.view;

/** How far a rebuild is. The names stand in rows and in the API. */
public enum RebuildPhase {
    /** Empty tables are made. */
    PREPARING,
    /** They are filled, up to the head of the log. */
    FILLING,
    /** Their further indexes are built. */
    INDEXING,
    /** What has happened meanwhile is taken in; again after each try to swap that met a table in use. */
    CATCHING_UP,
    /** The serving view is held, and the new tables take its place. */
    SWAPPING,
    /** The new tables serve. */
    DONE,
    /** The old ones serve on. */
    FAILED;

    boolean isEnd() {
        return this == DONE || this == FAILED;
    }
}
