/** 台账: the ledger of violations, its figures and its imports. */
@NullMarked
package org.chaiwei.ledger;

import org.jspecify.annotations.NullMarked;
