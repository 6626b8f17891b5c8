package org.chaiwei.ledger.party;

import java.util.UUID;

/**
 * A person on the way into the registry.
 *
 * @param id given by the caller, who puts it into an event
 * @param street whose officials may see the person: the entry's street
 */
public record NewParty(UUID id, String street, Person person) {}
