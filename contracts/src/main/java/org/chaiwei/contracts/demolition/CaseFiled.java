package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 立案: the entry became a case.
 *
 * @param caseNumber 案号
 * @param track EXISTING, TEMPORARY or UNDER_CONSTRUCTION
 */
public record CaseFiled(
        UUID violation, String street, String caseNumber, String track, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
