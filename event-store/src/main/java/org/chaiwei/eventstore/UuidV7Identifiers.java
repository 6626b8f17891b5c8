package org.chaiwei.eventstore;

import org.axonframework.common.IdentifierFactory;

/** Gives Axon's messages ids of version 7; found by Axon through {@link java.util.ServiceLoader}. */
public final class UuidV7Identifiers extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return UuidV7.next().toString();
    }
}
