package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * The work of a case: what people do in it besides the steps of the procedure, who may, and by which request. The names stand in JSON and
 * never change.
 */
enum Step {
    /** 立案 */
    FILING("filing", Role.ENFORCEMENT, Role.OFFICE),
    /** 发现确认 */
    DISCOVERY("discovery", Role.STREET, Role.ENFORCEMENT),
    /** 拆除 */
    DEMOLITION("demolitions", Role.ENFORCEMENT, Role.STREET),
    /** 封堵 */
    SEALING("sealings", Role.ENFORCEMENT, Role.STREET),
    /** 验收签字: one of each role, two people. */
    ACCEPTANCE("acceptance-signatures", Role.ACCEPTANCE, Role.OFFICE),
    /** 恢复 */
    RESTORATION("restoration", Role.ENFORCEMENT, Role.STREET);

    private final String request;
    private final Set<Role> roles;

    Step(String request, Role... roles) {
        this.request = request;
        this.roles = EnumSet.copyOf(Arrays.asList(roles));
    }

    boolean isFor(Role role) {
        return roles.contains(role);
    }

    /** The roles as tokens write them, in alphabetical order. */
    List<String> roles() {
        return roles.stream().map(Role::claim).sorted().toList();
    }

    /** By which step an act is done; null for those of the procedure. */
    static @Nullable Step of(Act act) {
        return switch (act) {
            case FILED -> FILING;
            case DEMOLISHED_BY_OWNER, DEMOLISHED_BY_AGREEMENT, DEMOLISHED_BY_FORCE -> DEMOLITION;
            case SEALED -> SEALING;
            case ACCEPTED -> ACCEPTANCE;
            case RESTORED -> RESTORATION;
            default -> null;
        };
    }

    /** Who does an act, as tokens write it: a step's own roles, or who signs by the rules of that day. */
    static List<String> rolesOf(Act act, LocalDate on, Law law) {
        var step = of(act);
        return step != null
                ? step.roles()
                : law.rules().signers(on, act).stream()
                        .map(Role::claim)
                        .sorted()
                        .toList();
    }

    /** The last part of the address to which the request is posted. */
    String request() {
        return request;
    }
}
