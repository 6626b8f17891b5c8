/** The district's 15 sub-districts and 263 communities, as published: reference data that changes with the map, not with the ledger. */
@NullMarked
package org.chaiwei.ledger.place;

import org.jspecify.annotations.NullMarked;
