package org.chaiwei.accountability.supervision;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.accountability.access.AccessRefusal.OutsideYourStreet;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.supervision.TaskRefusal.NotYourUnitsTask;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Who sees supervised tasks and inspections: supervision, the office and the leaders all of them, a unit what concerns itself, nobody else any. */
public final class Readers {

    private static final Set<Role> OF_ALL = EnumSet.of(Role.SUPERVISION, Role.OFFICE, Role.LEADER);

    private static final Set<Role> OF_THEIR_UNIT =
            EnumSet.of(Role.STREET, Role.ENFORCEMENT, Role.ACCEPTANCE, Role.LEGAL, Role.DEPARTMENT);

    private static final Set<Role> ANY = EnumSet.copyOf(OF_ALL);

    static {
        ANY.addAll(OF_THEIR_UNIT);
    }

    private Readers() {}

    /**
     * The codes of the units whose matters this caller sees; null for all.
     *
     * @throws RefusedException if the role sees none
     */
    public static @Nullable Set<String> units(Actor actor) {
        ReadAccess.require(ANY, actor.scope());
        if (OF_ALL.contains(actor.role())) return null;
        return actor.role() == Role.STREET
                ? new TreeSet<>(actor.scope().streets())
                : Set.of(actor.role().name());
    }

    /** @throws RefusedException if this caller does not see the matters of this unit */
    public static void check(Actor actor, String unit) {
        var units = units(actor);
        if (units == null || units.contains(unit)) return;
        throw new RefusedException(
                actor.role() == Role.STREET ? new OutsideYourStreet(unit) : new NotYourUnitsTask(unit));
    }
}
