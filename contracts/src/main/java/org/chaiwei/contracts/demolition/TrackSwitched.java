package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 程序转换: what was taken for a building under construction is finished; the case goes on by another procedure.
 *
 * @param track the procedure from now on: EXISTING, TEMPORARY or UNDER_CONSTRUCTION
 */
public record TrackSwitched(UUID violation, String street, String track, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
