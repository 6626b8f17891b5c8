package org.chaiwei.demolition.enforcement;

import java.util.EnumSet;
import java.util.Set;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/** Who may read single cases, and of which streets. A role that is not named here may not. */
public final class CaseReaders {

    private static final Set<Role> READERS = EnumSet.of(
            Role.STREET,
            Role.OFFICE,
            Role.ENFORCEMENT,
            Role.ACCEPTANCE,
            Role.LEGAL,
            Role.SUPERVISION,
            Role.LEADER,
            Role.AUDITADMIN);

    private CaseReaders() {}

    /**
     * @param street whose case is asked for, null where it is not known which
     * @throws RefusedException if the role may not read cases, or not of that street
     */
    public static void check(Scope scope, @Nullable String street) {
        if (!READERS.contains(scope.role()))
            throw new RefusedException(
                    new RoleMayNot(READERS.stream().map(Role::claim).sorted().toList()));
        if (street != null && !scope.covers(street)) throw new RefusedException(new OutsideYourStreet(street));
    }
}
