/**
 * 当事人: the registry of those who answer for a construction. The only place of the system that holds names and phones, encrypted,
 * a key a person. Everything else, events and logs and other services, knows a {@code partyId}.
 */
@NullMarked
package org.chaiwei.ledger.party;

import org.jspecify.annotations.NullMarked;
