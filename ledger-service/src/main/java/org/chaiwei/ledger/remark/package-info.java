/** 说明: erasing what people typed as their reasons, by the office. */
@NullMarked
package org.chaiwei.ledger.remark;

import org.jspecify.annotations.NullMarked;
