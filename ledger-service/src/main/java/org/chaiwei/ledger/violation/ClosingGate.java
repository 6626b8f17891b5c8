package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * What has to be on record before an entry may leave the open ledger, by ground. Source: the plan and the procedure, "Grounds for
 * closing". Pure.
 */
final class ClosingGate {

    /** Something that is not on record yet. Its {@link #code} is in the problem texts; who can supply it is told with it. */
    enum Missing {
        AREA_DEMOLISHED("demolishedM2", Role.ENFORCEMENT),
        WALL_OPENING("ledgerKind", Role.OFFICE, Role.STREET),
        SEALING("sealing", Role.ENFORCEMENT),
        HOUSEHOLDS("households", Role.ENFORCEMENT),
        ACCEPTANCE("acceptance", Role.ACCEPTANCE, Role.OFFICE),
        PERMIT_NUMBER("permitNumber", Role.OFFICE),
        PERMIT_DATE("permitOn", Role.OFFICE),
        REASON("reason", Role.OFFICE),
        REVIEWER("reviewer", Role.LEGAL, Role.OFFICE),
        SECOND_PERSON("reviewer", Role.LEGAL, Role.OFFICE),
        DUPLICATE("duplicateOf", Role.OFFICE, Role.STREET),
        DUPLICATE_ON_THE_LEDGER("duplicateOf", Role.OFFICE, Role.STREET),
        DUPLICATE_OF_ANOTHER("duplicateOf", Role.OFFICE, Role.STREET),
        DECISION_NUMBER("decisionNumber", Role.LEGAL),
        DECISION_DATE("decisionOn", Role.LEGAL),
        DECIDING_BODY("decidedBy", Role.LEGAL);

        private final String field;
        private final List<Role> suppliers;

        Missing(String field, Role... suppliers) {
            this.field = field;
            this.suppliers = List.of(suppliers);
        }

        /** Where it belongs: a field of the request, or of the entry. */
        String field() {
            return field;
        }

        List<Role> suppliers() {
            return suppliers;
        }

        String code() {
            return "missing-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private ClosingGate() {}

    /**
     * The ground on which the entry closes as soon as acceptance has passed, without anyone asking. Not while something demolished
     * waits to be posted: then the recorded area itself is in doubt, and a person has to look.
     */
    static Optional<Ground> passedByItself(Entry entry) {
        var casework = entry.casework();
        if (casework.acceptedOn() == null
                || casework.waits()
                || !casework.failed().isEmpty()) return Optional.empty();
        if (ofDemolition(entry).isEmpty()) return Optional.of(Ground.DEMOLISHED);
        return ofSealing(entry).isEmpty() ? Optional.of(Ground.SEALED) : Optional.empty();
    }

    /** What is missing for what a person asks, in the order in which it would be supplied; empty where the entry may close. */
    static List<Missing> missing(CloseLedger c, Entry entry) {
        var basis = c.basis();
        return switch (c.ground()) {
            case DEMOLISHED -> ofDemolition(entry);
            case SEALED -> ofSealing(entry);
            case RECTIFIED ->
                those(
                        basis.permitNumber() == null ? Missing.PERMIT_NUMBER : null,
                        basis.permitOn() == null ? Missing.PERMIT_DATE : null);
            case DISMISSED ->
                those(
                        c.asked().reasonRemark() == null ? Missing.REASON : null,
                        basis.reviewer() == null
                                ? Missing.REVIEWER
                                : basis.reviewer().equals(c.actor()) ? Missing.SECOND_PERSON : null);
            case DUPLICATE -> those(ofDuplicate(c));
            case ORDER_REVOKED ->
                those(
                        basis.decisionNumber() == null ? Missing.DECISION_NUMBER : null,
                        basis.decisionOn() == null ? Missing.DECISION_DATE : null,
                        basis.decidedBy() == null ? Missing.DECIDING_BODY : null);
        };
    }

    private static List<Missing> ofDemolition(Entry entry) {
        var allGone = entry.recorded().equals(entry.demolished())
                && entry.demolished().m2().compareTo(BigDecimal.ZERO) > 0;
        var accepted = entry.casework().acceptedOn() != null
                && entry.casework().postedUnaccepted().isEmpty();
        return those(allGone ? null : Missing.AREA_DEMOLISHED, accepted ? null : Missing.ACCEPTANCE);
    }

    private static List<Missing> ofSealing(Entry entry) {
        if (!entry.particulars().ledgerKind().equals(LedgerKind.WALL_OPENING.name()))
            return List.of(Missing.WALL_OPENING);
        var sealing = entry.casework().sealing();
        return those(
                sealing == null ? Missing.SEALING : null,
                sealing == null || sealing.households() < 1 ? Missing.HOUSEHOLDS : null,
                sealing == null || !sealing.accepted() ? Missing.ACCEPTANCE : null);
    }

    private static @Nullable Missing ofDuplicate(CloseLedger c) {
        if (c.basis().duplicateOf() == null) return Missing.DUPLICATE;
        if (c.basis().duplicateOf().equals(c.violation())) return Missing.DUPLICATE_OF_ANOTHER;
        return switch (c.duplicated()) {
            case null -> Missing.DUPLICATE_ON_THE_LEDGER;
            case NOT_ON_THE_LEDGER -> Missing.DUPLICATE_ON_THE_LEDGER;
            case DUPLICATE_OF_THIS -> Missing.DUPLICATE_OF_ANOTHER;
            case ON_THE_LEDGER -> null;
        };
    }

    private static List<Missing> those(@Nullable Missing... missing) {
        var those = new ArrayList<Missing>();
        for (var one : missing) if (one != null) those.add(one);
        return List.copyOf(those);
    }
}
