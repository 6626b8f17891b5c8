package org.chaiwei.platform.security;

import java.util.Set;

/**
 * What a caller may see and change. Every command and query takes one.
 *
 * @param streets the codes of a street official's streets; without meaning for the other roles
 */
public record Scope(Role role, Set<String> streets) {

    public static final Scope PUBLIC = new Scope(Role.PUBLIC, Set.of());

    /** Of what a service does by itself. */
    public static final Scope SYSTEM = new Scope(Role.SYSTEM, Set.of());

    public Scope {
        streets = Set.copyOf(streets);
    }

    /** Whether the caller's office reaches this street: a street official's own streets, nobody's without a login, else all. */
    public boolean covers(String street) {
        return switch (role) {
            case STREET -> streets.contains(street);
            case PUBLIC -> false;
            default -> true;
        };
    }

    /** Whether {@link #covers} holds for every street there is. */
    public boolean coversAll() {
        return role != Role.STREET && role != Role.PUBLIC;
    }
}
