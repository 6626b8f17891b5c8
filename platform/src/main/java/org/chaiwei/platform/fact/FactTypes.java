package org.chaiwei.platform.fact;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which facts a reader takes in, and which it knows and passes over. A fact of any other type is parked under its key and shown, never
 * dropped: it may be of a newer revision than this service understands.
 *
 * {@snippet :
 * FactTypes.from("ledger")
 *         .reading("org.chaiwei.ledger.LedgerClosed.v1", LedgerClosed.class)
 *         .passingOver("org.chaiwei.ledger.PatrolRecorded.v1");
 * }
 *
 * Immutable; each method gives a new one.
 */
public final class FactTypes {

    private final String service;
    private final Map<String, Class<?>> read;
    private final Set<String> passedOver;

    private FactTypes(String service, Map<String, Class<?>> read, Set<String> passedOver) {
        this.service = service;
        this.read = Map.copyOf(read);
        this.passedOver = Set.copyOf(passedOver);
    }

    /** @param service whose facts, such as {@code ledger} */
    public static FactTypes from(String service) {
        return new FactTypes(service, Map.of(), Set.of());
    }

    /** @param data the record into which the fact's JSON is read; fields that it doesn't have are passed over */
    public FactTypes reading(String type, Class<?> data) {
        var more = new HashMap<>(read);
        more.put(type, data);
        var less = new HashSet<>(passedOver);
        less.remove(type);
        return new FactTypes(service, more, less);
    }

    public FactTypes passingOver(String type) {
        return passingOver(Set.of(type));
    }

    /** Those of the types that are not read. */
    public FactTypes passingOver(Collection<String> types) {
        var more = new HashSet<>(passedOver);
        more.addAll(types);
        more.removeAll(read.keySet());
        return new FactTypes(service, read, more);
    }

    /** Whose facts these are. */
    public String service() {
        return service;
    }

    /** The records of the types that are read, by CloudEvents type. */
    public Map<String, Class<?>> read() {
        return read;
    }

    public Set<String> passedOver() {
        return passedOver;
    }
}
