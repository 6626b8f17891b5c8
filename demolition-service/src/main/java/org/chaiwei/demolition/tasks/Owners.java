package org.chaiwei.demolition.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.enforcement.Handling;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Whose task it is. Where the case's handler may do it, it is theirs and not everybody's of their role; those of the other roles that may do
 * it have it on their lists too. As texts they stand in rows.
 */
final class Owners {

    /** Of a handler of whom it is only known that they filed the case. */
    private static final Set<String> WHO_FILES = Set.of(Role.ENFORCEMENT.claim(), Role.OFFICE.claim());

    private Owners() {}

    /** @param roles who may do it, as tokens write them */
    static List<String> of(List<String> roles, String street, Handling.@Nullable Person handler) {
        var owners = new ArrayList<String>();
        if (handler != null && roles.stream().anyMatch(role -> isTheirs(role, handler)))
            owners.add("person:" + handler.id());
        for (var role : roles) if (handler == null || !role.equals(handler.role())) owners.add(everyone(role, street));
        return owners;
    }

    private static boolean isTheirs(String role, Handling.Person handler) {
        return handler.role() == null ? WHO_FILES.contains(role) : role.equals(handler.role());
    }

    /** Under which the tasks of a caller stand. */
    static List<String> of(Actor actor) {
        var owners = new ArrayList<String>();
        owners.add("person:" + actor.id());
        if (actor.role() == Role.STREET)
            actor.scope().streets().stream()
                    .sorted()
                    .map(street -> everyone(Role.STREET.claim(), street))
                    .forEach(owners::add);
        else owners.add(everyone(actor.role().claim(), ""));
        return owners;
    }

    private static String everyone(String role, String street) {
        return role.equals(Role.STREET.claim()) ? "street:" + street : "role:" + role;
    }
}
