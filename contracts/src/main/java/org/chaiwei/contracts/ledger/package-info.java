/**
 * What the ledger tells the other services: one record a fact, its JSON Schema and an example beside it. A fact says nothing by
 * which a person could be found: no door number, name, phone or identity number; a person is a {@code partyId}.
 *
 * <p>A version only ever grows by optional fields; anything else is a new version beside the old one. Readers pass over fields and
 * accept codes they don't know.
 */
@NullMarked
package org.chaiwei.contracts.ledger;

import org.jspecify.annotations.NullMarked;
