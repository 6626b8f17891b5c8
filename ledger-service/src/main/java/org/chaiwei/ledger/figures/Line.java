package org.chaiwei.ledger.figures;

/**
 * The lines of the equation that each street, use and month obeys: opening + added − demolished − otherwise closed + revoked ±
 * corrected = closing, and one line beside it. The names stand in rows.
 */
enum Line {
    /** Registered, less what was withdrawn again. */
    ADDED,
    /** Demolished area, and the count of entries closed because all of theirs was. */
    DEMOLISHED,
    /** Closed on any other ground, with the area that still remained. */
    OTHERWISE_CLOSED,
    /** Closings that were revoked. */
    REVOKED,
    /** Corrected areas and uses, and what moved from one street to another. */
    CORRECTED,
    /** What was achieved and is no more, because it stands again: no line of the equation, for the new entry is an addition there. */
    TAKEN_BACK;

    /** Whether it moves what remains on the ledger. */
    boolean isOfTheEquation() {
        return this != TAKEN_BACK;
    }
}
