package org.chaiwei.accountability.supervision;

import java.util.List;
import org.chaiwei.platform.security.Role;

/** What a supervised task comes from, and so who gives it, looks at its answer, extends it and withdraws it. */
public enum Source {
    /** A finding of an inspection (督查发现). Given through the inspection only. */
    INSPECTION(Role.SUPERVISION),
    /** A decision of a meeting (会议议定事项). Given through the meeting only. */
    MEETING(Role.OFFICE, Role.SUPERVISION, Role.LEADER),
    /** A leader's instruction (领导批示). */
    LEADER(Role.SUPERVISION, Role.LEADER),
    /** What came in from the public, the press or above (群众、媒体、上级反映). */
    REPORT(Role.OFFICE, Role.SUPERVISION, Role.LEADER);

    private final List<Role> supervisors;

    Source(Role... supervisors) {
        this.supervisors = List.of(supervisors);
    }

    List<Role> supervisors() {
        return supervisors;
    }

    /** Whether it has a place of its own where its tasks are given, so that nobody gives one beside it. */
    boolean hasOwnPlace() {
        return this == INSPECTION || this == MEETING;
    }
}
