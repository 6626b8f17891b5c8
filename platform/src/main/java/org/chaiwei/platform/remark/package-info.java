/**
 * 说明: what people typed as their reasons, kept beside the events that refer to it by id, encrypted, so that it can be erased
 * while the event stays.
 *
 * <p>Every service has the table; a service that takes in reasons asks for {@link org.chaiwei.platform.remark.Remarks}, and needs a master
 * key from then on.
 */
@NullMarked
package org.chaiwei.platform.remark;

import org.jspecify.annotations.NullMarked;
