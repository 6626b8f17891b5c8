/** 收件箱: what each person has to know, filled from the cases' events, and the ways on which it leaves the service. */
@NullMarked
package org.chaiwei.demolition.inbox;

import org.jspecify.annotations.NullMarked;
