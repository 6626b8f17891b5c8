package org.chaiwei.ledger.designation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.chaiwei.ledger.violation.Particulars;
import org.jspecify.annotations.Nullable;

/**
 * A compound or an alley of a street, by the name under which the ledger's entries stand in it.
 *
 * @param kind a name of {@link Kind}
 * @param street code of the street
 * @param name 小区 or 街巷, as entries write it
 */
record FreePlace(String kind, String street, String name) {

    /** The names stand in events and in JSON. */
    enum Kind {
        /** 小区 */
        COMPOUND,
        /** 街巷、胡同 */
        ALLEY
    }

    /** The same for the same place, so that no place is designated twice. */
    UUID id() {
        var named = "chaiwei:designation:" + kind + ":" + street + ":" + name;
        return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
    }

    boolean holds(Particulars entry) {
        return street.equals(entry.street()) && name.equals(nameIn(entry));
    }

    private @Nullable String nameIn(Particulars entry) {
        return switch (Kind.valueOf(kind)) {
            case COMPOUND -> entry.compound();
            case ALLEY -> entry.alley();
        };
    }
}
