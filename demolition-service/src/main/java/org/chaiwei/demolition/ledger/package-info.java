/** 台账查询: the little that facts don't tell and the ledger is asked for when it is needed, with the caller's own token, so that nobody gets here what they may not see there. */
@NullMarked
package org.chaiwei.demolition.ledger;

import org.jspecify.annotations.NullMarked;
