/** 巡查: the places of closed entries are looked at again 30, 90 and 365 days after the closing, and that is recorded also where nothing is found. */
@NullMarked
package org.chaiwei.ledger.patrol;

import org.jspecify.annotations.NullMarked;
