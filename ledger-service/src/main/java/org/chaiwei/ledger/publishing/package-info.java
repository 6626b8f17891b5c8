/** What the ledger tells the other services: each event of an entry that they need, as the fact of the contracts. */
@NullMarked
package org.chaiwei.ledger.publishing;

import org.jspecify.annotations.NullMarked;
