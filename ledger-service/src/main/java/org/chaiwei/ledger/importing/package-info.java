/**
 * 导入: a district's spreadsheet becomes entries of the ledger. First a preview that says what is wrong row by row and keeps the good
 * rows' events beside the log; then, when whoever uploaded it says so, the events are appended chunk by chunk, by whichever instance
 * of the service is alive; and a batch can be undone as long as nothing else has touched its entries.
 *
 * <p>The uploaded file is not kept. Names and phone numbers of good rows go into the party registry, the cells of wrong rows are kept
 * encrypted so that they can be downloaded and mended, and both go when the preview goes.
 */
@NullMarked
package org.chaiwei.ledger.importing;

import org.jspecify.annotations.NullMarked;
