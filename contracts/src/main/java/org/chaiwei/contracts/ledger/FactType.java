package org.chaiwei.contracts.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * By which name a fact crosses the boundary: the CloudEvents {@code type}. Its {@code subject} and its key are {@link
 * LedgerFact#violation}, its data the record as JSON, as {@link #schema} describes it.
 */
public enum FactType {
    VIOLATION_REGISTERED(ViolationRegistered.class, 1),
    VIOLATION_CORRECTED(ViolationCorrected.class, 1),
    VIOLATION_WITHDRAWN(ViolationWithdrawn.class, 1),
    STREET_REASSIGNED(StreetReassigned.class, 1),
    RESPONSIBLE_PERSON_ASSIGNED(ResponsiblePersonAssigned.class, 1),
    LEDGER_CLOSED(LedgerClosed.class, 1),
    RELAPSE_DETECTED(RelapseDetected.class, 1);

    private final Class<? extends LedgerFact> fact;
    private final int version;

    FactType(Class<? extends LedgerFact> fact, int version) {
        this.fact = fact;
        this.version = version;
    }

    public static FactType of(LedgerFact fact) {
        return switch (fact) {
            case ViolationRegistered _ -> VIOLATION_REGISTERED;
            case ViolationCorrected _ -> VIOLATION_CORRECTED;
            case ViolationWithdrawn _ -> VIOLATION_WITHDRAWN;
            case StreetReassigned _ -> STREET_REASSIGNED;
            case ResponsiblePersonAssigned _ -> RESPONSIBLE_PERSON_ASSIGNED;
            case LedgerClosed _ -> LEDGER_CLOSED;
            case RelapseDetected _ -> RELAPSE_DETECTED;
        };
    }

    /** The record that carries its data. */
    public Class<? extends LedgerFact> fact() {
        return fact;
    }

    /** The CloudEvents type, such as {@code org.chaiwei.ledger.LedgerClosed.v1}. */
    public String type() {
        return "org.chaiwei.ledger." + versionedName();
    }

    /** The JSON Schema (2020-12) of its data. */
    public String schema() {
        return resource(versionedName() + ".schema.json");
    }

    /** A fact of this type as it looks on the wire, for whoever writes a reader. */
    public String example() {
        return resource(versionedName() + ".example.json");
    }

    private String versionedName() {
        return fact.getSimpleName() + ".v" + version;
    }

    private static String resource(String name) {
        try (var resource = Objects.requireNonNull(FactType.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
