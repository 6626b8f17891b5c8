package org.chaiwei.ledger.book;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/** Who may read single entries, and of which streets. A role that is not named here may not. */
public final class ReadAccess {

    private static final Set<Role> READERS = EnumSet.of(
            Role.STREET,
            Role.OFFICE,
            Role.ENFORCEMENT,
            Role.ACCEPTANCE,
            Role.LEGAL,
            Role.SUPERVISION,
            Role.LEADER,
            Role.AUDITADMIN);

    private ReadAccess() {}

    /**
     * The streets whose entries count for this caller, sorted; null for all.
     *
     * @param asked the one street that was asked for, null for as many as there are
     * @throws RefusedException if the role may not read entries, or not of that street
     */
    public static @Nullable Set<String> streets(Scope scope, @Nullable String asked) {
        if (!READERS.contains(scope.role()))
            throw new RefusedException(
                    new RoleMayNot(READERS.stream().map(Role::claim).toList()));
        if (asked == null) return scope.coversAll() ? null : new TreeSet<>(scope.streets());
        if (!scope.covers(asked)) throw new RefusedException(new OutsideYourStreet(asked));
        return Set.of(asked);
    }

    /**
     * As {@link #streets(Scope, String)}, for a street as a caller names it.
     *
     * @param asked by code or name; null or blank for as many as there are
     * @throws RefusedException also if there is no such street
     */
    public static @Nullable Set<String> streets(Scope scope, @Nullable String asked, Places places) {
        if (asked == null || asked.isBlank()) return streets(scope, null);
        var street = places.street(asked)
                .orElseThrow(() ->
                        new RefusedException(new InvalidRequest(List.of(new FieldError("street", "street-unknown")))));
        return streets(scope, street.code());
    }
}
