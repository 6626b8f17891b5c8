/**
 * 说明: what people typed as their reasons, kept beside the events that refer to it by id, encrypted, so that it can be erased
 * while the event stays.
 */
@NullMarked
package org.chaiwei.ledger.remark;

import org.jspecify.annotations.NullMarked;
