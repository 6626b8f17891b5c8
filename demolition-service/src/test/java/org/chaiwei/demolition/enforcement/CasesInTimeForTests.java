package org.chaiwei.demolition.enforcement;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives other packages' tests cases without a log. */
public final class CasesInTimeForTests {

    private CasesInTimeForTests() {}

    /** @param events of each case, all that there ever will be */
    public static CasesInTime of(Map<UUID, List<CaseEvent>> events) {
        return new CasesInTime(violation -> events.getOrDefault(violation, List.of()));
    }
}
