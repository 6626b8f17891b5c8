package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * What the service's other parts ask of a case.
 *
 * @param areaM2 the recorded area
 * @param caseNumber 案号; null before the filing, as are track and filedOn
 * @param party the pseudonymous id of 当事人; null where the registry does not have them
 * @param milestones what is on record, in the order in which it was recorded
 */
public record CaseOnRecord(
        UUID violation,
        String ledgerNumber,
        String ledgerKind,
        String street,
        String use,
        BigDecimal areaM2,
        LocalDate discoveredOn,
        @Nullable String caseNumber,
        @Nullable Track track,
        @Nullable LocalDate filedOn,
        @Nullable UUID party,
        List<Milestone> milestones) {}
