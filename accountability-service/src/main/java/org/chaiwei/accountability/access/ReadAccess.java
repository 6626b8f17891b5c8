package org.chaiwei.accountability.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.accountability.access.AccessRefusal.OutsideYourStreet;
import org.chaiwei.accountability.access.AccessRefusal.RoleMayNot;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Who may read figures, and who the facts under them. Figures are for everyone who has a part in the district's work; the three
 * administrators keep the machine and have none. Facts name entries, so departments, who are told what they subscribe to, don't see them here.
 */
public final class ReadAccess {

    private static final Set<Role> OF_FIGURES = EnumSet.of(
            Role.STREET,
            Role.OFFICE,
            Role.ENFORCEMENT,
            Role.ACCEPTANCE,
            Role.LEGAL,
            Role.SUPERVISION,
            Role.LEADER,
            Role.DEPARTMENT);

    private static final Set<Role> OF_FACTS = EnumSet.of(
            Role.STREET, Role.OFFICE, Role.ENFORCEMENT, Role.ACCEPTANCE, Role.LEGAL, Role.SUPERVISION, Role.LEADER);

    private ReadAccess() {}

    /** @throws RefusedException if the role may not read figures */
    public static void toFigures(Scope scope) {
        require(OF_FIGURES, scope);
    }

    /**
     * @param street the one street whose figures are asked for; null for the district, which everyone may know
     * @throws RefusedException if the role may not read figures, or not of that street
     */
    public static void toFigures(Scope scope, @Nullable String street) {
        require(OF_FIGURES, scope);
        if (street != null && !scope.covers(street)) throw new RefusedException(new OutsideYourStreet(street));
    }

    /**
     * The streets whose facts this caller sees; null for all.
     *
     * @param asked the one street that was asked for, null for as many as there are
     * @throws RefusedException if the role may not read facts, or not of that street
     */
    public static @Nullable Set<String> toFacts(Scope scope, @Nullable String asked) {
        require(OF_FACTS, scope);
        if (asked == null) return scope.coversAll() ? null : new TreeSet<>(scope.streets());
        if (!scope.covers(asked)) throw new RefusedException(new OutsideYourStreet(asked));
        return Set.of(asked);
    }

    /** @throws RefusedException unless the caller has one of the roles */
    public static void require(Collection<Role> roles, Scope scope) {
        if (!roles.contains(scope.role()))
            throw new RefusedException(
                    new RoleMayNot(roles.stream().map(Role::claim).toList()));
    }
}
