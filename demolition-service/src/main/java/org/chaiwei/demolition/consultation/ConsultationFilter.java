package org.chaiwei.demolition.consultation;

import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.demolition.enforcement.Department;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which open consultations a list shows.
 *
 * @param streets those that the caller may see and asked for, sorted; null for all
 * @param answerer only what this official may answer, by their pseudonymous id; null for all
 */
record ConsultationFilter(
        @Nullable Set<String> streets,
        @Nullable Department department,
        @Nullable String answerer) {

    /** @param street the one that was asked for, which the scope covers; null for as many as there are */
    static ConsultationFilter of(Actor actor, @Nullable String street, @Nullable Department department) {
        var scope = actor.scope();
        Set<String> all = scope.coversAll() ? null : new TreeSet<>(scope.streets());
        return new ConsultationFilter(
                street == null ? all : Set.of(street), department, actor.role() == Role.DEPARTMENT ? actor.id() : null);
    }
}
