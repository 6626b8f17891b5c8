/**
 * 反弹: what is seen near a closed entry's place, whether a person confirms that its construction stands again, and the new entry that
 * this makes.
 */
@NullMarked
package org.chaiwei.ledger.relapse;

import org.jspecify.annotations.NullMarked;
