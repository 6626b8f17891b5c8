/** The account of the book: movements, and the figures that are sums of them, as of any date and as known at any point of the record. */
@NullMarked
package org.chaiwei.ledger.figures;

import org.jspecify.annotations.NullMarked;
