package org.chaiwei.demolition.enforcement;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chaiwei.platform.security.Role;

/** What people do in a case, who may, and by which request. The names stand in JSON and never change. */
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

    /** The last part of the address to which the request is posted. */
    String request() {
        return request;
    }
}
