package org.chaiwei.accountability.supervision;

import java.util.List;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;

/**
 * 承办单位: a street, or a unit of the district, which is everyone of one role. A token does not say of which department somebody is, so
 * that all departments are one unit here; the responsible person tells them apart.
 *
 * @param code a street's code, or the role's name as {@code OFFICE}
 */
public record Unit(String code) {

    private static final List<Role> OF_THE_DISTRICT =
            List.of(Role.OFFICE, Role.ENFORCEMENT, Role.ACCEPTANCE, Role.LEGAL, Role.DEPARTMENT);

    /** The form of a person's pseudonym: a token's subject. */
    public static final String PSEUDONYM = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}";

    /**
     * @param field that names it
     * @param given a street's code or name, or the name of a unit of the district
     * @throws RefusedException if there is no such unit
     */
    public static Unit named(String field, String given, Streets streets) {
        var text = given.strip();
        for (var role : OF_THE_DISTRICT) if (role.name().equals(text)) return new Unit(text);
        return streets.find(text)
                .map(street -> new Unit(street.code()))
                .orElseThrow(() -> Asking.refused(new FieldError(field, "unit-unknown")));
    }

    /** Whether somebody is of this unit. */
    public boolean has(Actor actor) {
        return actor.role() == Role.STREET
                ? actor.scope().streets().contains(code)
                : actor.role().name().equals(code);
    }
}
