/**
 * Spreadsheet files from outside, read row by row: what kind of file it is, whether it can be trusted, and what stands in its cells.
 * Knows nothing of the ledger. Every limit holds before memory is spent, so that a hostile file costs no more than an honest one.
 *
 * <p>XLSX is read by a reader of our own rather than by a library's: a library builds its rows before anyone can count their cells,
 * reads the upload into memory a second time, and passes formulas and merged cells over. Here one pass counts, refuses and reads.
 */
@NullMarked
package org.chaiwei.ledger.importing.sheet;

import org.jspecify.annotations.NullMarked;
