package org.chaiwei.demolition.growth;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DemolitionPosted;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryCorrected;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.jspecify.annotations.Nullable;

/**
 * The account of one construction that is not from the old ledger: what of it stands. What was demolished is gone as soon as it is reported;
 * what an acceptance finds not done stands again until one passes. Pure.
 *
 * @param legacyM2 demolished before the plan
 * @param demolishedM2 what was reported as demolished since
 * @param failedM2 what of that an acceptance found not done
 * @param ended the ledger has closed or withdrawn it
 */
record NewConstruction(
        UUID violation,
        String street,
        String origin,
        BigDecimal recordedM2,
        BigDecimal legacyM2,
        BigDecimal demolishedM2,
        BigDecimal failedM2,
        boolean ended) {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    /** Origins by their names on the ledger. */
    private static final Set<String> NOT_NEW = Set.of("EXISTING");

    /**
     * The account after an event.
     *
     * @param before null where there is none
     * @return null as long as the entry is not one of these
     */
    static @Nullable NewConstruction after(@Nullable NewConstruction before, CaseEvent event) {
        if (event instanceof LeadReceived e) return received(before, e);
        return before == null ? null : before.after(event);
    }

    /** Also a second time, after a withdrawal: what people did on the spot has happened. */
    private static @Nullable NewConstruction received(@Nullable NewConstruction before, LeadReceived e) {
        if (before == null && NOT_NEW.contains(e.origin())) return null;
        return new NewConstruction(
                e.violation(),
                e.street(),
                e.origin(),
                NOT_NEW.contains(e.origin()) ? NOTHING : e.areaM2(),
                NOTHING,
                before == null ? NOTHING : before.demolishedM2,
                before == null ? NOTHING : before.failedM2,
                false);
    }

    private NewConstruction after(CaseEvent event) {
        return switch (event) {
            case EntryCorrected e -> with(street, e.areaM2(), legacyM2, demolishedM2, failedM2, ended);
            case EntryReassigned e -> with(e.street(), recordedM2, legacyM2, demolishedM2, failedM2, ended);
            case EntryWithdrawn _, EntryClosed _ -> with(street, recordedM2, legacyM2, demolishedM2, failedM2, true);
            case ClosingRevoked _ -> with(street, recordedM2, legacyM2, demolishedM2, failedM2, false);
            case DemolitionPosted e ->
                e.legacy() ? with(street, recordedM2, legacyM2.add(e.areaM2()), demolishedM2, failedM2, ended) : this;
            case Demolished e -> with(street, recordedM2, legacyM2, demolishedM2.add(e.areaM2()), failedM2, ended);
            case AcceptanceFailed e ->
                with(street, recordedM2, legacyM2, demolishedM2, failedM2.add(e.areaM2()), ended);
            case AcceptancePassed _ -> with(street, recordedM2, legacyM2, demolishedM2, NOTHING, ended);
            default -> this;
        };
    }

    private NewConstruction with(
            String inStreet,
            BigDecimal recorded,
            BigDecimal legacy,
            BigDecimal demolished,
            BigDecimal failed,
            boolean hasEnded) {
        return new NewConstruction(violation, inStreet, origin, recorded, legacy, demolished, failed, hasEnded);
    }

    /** What stands; never below zero, also where it was corrected to less than was reported as demolished. */
    BigDecimal standingM2() {
        return ended
                ? NOTHING
                : recordedM2
                        .subtract(legacyM2)
                        .subtract(demolishedM2)
                        .add(failedM2)
                        .max(NOTHING);
    }
}
