package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.rules.Ruling.Objection;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with an act that has not been done.
 *
 * @param roles who may do it
 * @param earliest the first lawful day as things stand; null where more is wanting than time
 * @param earliestProvisional counted over a year whose calendar is not known
 * @param latest the last day in time; null where there is none, or none yet
 * @param objections what stands against it today
 */
public record Prospect(
        Act act,
        Set<Role> roles,
        @Nullable LocalDate earliest,
        boolean earliestProvisional,
        @Nullable LocalDate latest,
        boolean latestProvisional,
        List<Objection> objections) {

    /** Whether nothing is wanting but time, and what is put on record on the very day. */
    public boolean isOpen() {
        return earliest != null;
    }
}
