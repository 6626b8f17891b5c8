/** 台账: the entries as they are now. A read model: its rows, their projection, its lists, its exports. */
@NullMarked
package org.chaiwei.ledger.book;

import org.jspecify.annotations.NullMarked;
