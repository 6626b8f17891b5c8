package org.chaiwei.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * By which name a fact crosses the boundary: the CloudEvents {@code type}. The types of a service are listed by its sealed interface,
 * such as {@code LedgerFact.TYPES}.
 *
 * @param service whose fact it is, such as {@code ledger}
 * @param fact the record that carries its data
 * @param version from 1; a version only ever grows by optional fields
 */
public record FactType(String service, Class<? extends Fact> fact, int version) {

    /** The CloudEvents type, such as {@code org.chaiwei.ledger.LedgerClosed.v1}. */
    public String type() {
        return "org.chaiwei." + service + "." + versionedName();
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

    private String resource(String name) {
        try (var resource = Objects.requireNonNull(fact.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public String toString() {
        return type();
    }
}
