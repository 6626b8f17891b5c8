package org.chaiwei.demolition.restriction;

import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.demolition.enforcement.RestrictionKind;
import org.chaiwei.demolition.enforcement.RestrictionState;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Which restrictions a list shows.
 *
 * @param streets those that the caller may see and asked for, sorted; null for all
 */
record RestrictionFilter(
        @Nullable Set<String> streets,
        @Nullable RestrictionState state,
        @Nullable RestrictionKind kind) {

    /** @param street the one that was asked for, which the scope covers; null for as many as there are */
    static RestrictionFilter of(
            Scope scope, @Nullable String street, @Nullable RestrictionState state, @Nullable RestrictionKind kind) {
        Set<String> all = scope.coversAll() ? null : new TreeSet<>(scope.streets());
        return new RestrictionFilter(street == null ? all : Set.of(street), state, kind);
    }
}
