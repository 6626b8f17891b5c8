package org.chaiwei.ledger.importing;

/** Where an import stands. The names stand in JSON and in the database and never change. */
enum ImportState {
    /** Read and judged; nothing is in the ledger yet. */
    PREVIEWED,
    /** Its events are being appended. */
    COMMITTING,
    /** All of its events are in the log. */
    COMMITTED,
    /** Its entries are being withdrawn. */
    UNDOING,
    /** Its entries are withdrawn, except those that something else touched meanwhile. */
    UNDONE,
    /** It stopped at something that trying again does not mend; what it had appended can be undone. */
    FAILED
}
