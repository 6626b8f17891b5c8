package org.chaiwei.demolition.enforcement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives other packages' tests cases without a log. */
public final class CasesInTimeForTests {

    private CasesInTimeForTests() {}

    /** @param events of each case, all that there ever will be */
    public static CasesInTime of(Map<UUID, List<CaseEvent>> events) {
        return new CasesInTime(violations -> violations.stream()
                .collect(
                        Collectors.toMap(Function.identity(), violation -> events.getOrDefault(violation, List.of()))));
    }
}
