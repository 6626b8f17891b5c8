package org.chaiwei.ledger.violation;

import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationCommand.ImportViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ledger for the import, which appends a batch of its own making and so can't ask entry by entry. Pure, like the
 * rules themselves: a preview may ask them as often as it likes.
 */
public final class ImportRules {

    private ImportRules() {}

    /**
     * What a row becomes: ViolationRegistered and, with a past clearance, DemolitionPosted of the whole area and LedgerClosed, each
     * on its own date. {@code asked.occurredOn} is the date of registration; one before 2016-01-01 makes the entry legacy. No date
     * needs a reason. A clearance has to lie before 2016-01-01: what is cleared since passes the gate of its ground.
     *
     * @param history the events of {@link ViolationId#of} the row's number so far, empty for a new one; the first event's sequence
     *     is their number. An entry that stands is refused, a withdrawn one is entered again
     */
    public static Decision takeOver(
            Registration row,
            @Nullable PastClearance clearance,
            UUID importBatch,
            Asked asked,
            List<? extends ViolationEvent> history,
            Places places) {
        return ViolationDecider.decide(
                new ImportViolation(ViolationId.of(row.ledgerNumber()), row, clearance, importBatch, asked),
                ViolationState.after(history),
                places);
    }

    /**
     * What undoing a batch does to one of its entries: ViolationWithdrawn, or a refusal where more has happened to it than can be
     * taken back.
     *
     * @param asked with the reason's remark, the same for the whole batch
     * @param history the events of the entry so far
     */
    public static Decision takeBack(
            UUID violation, Asked asked, List<? extends ViolationEvent> history, Places places) {
        return ViolationDecider.decide(new WithdrawViolation(violation, asked), ViolationState.after(history), places);
    }

    /** Whether an entry with this history, not empty, is on the ledger: registered, and not withdrawn since. */
    public static boolean stands(List<? extends ViolationEvent> history) {
        return switch (ViolationState.after(history)) {
            case ViolationState.Open _, ViolationState.Closed _ -> true;
            case ViolationState.Unregistered _, ViolationState.Withdrawn _ -> false;
        };
    }
}
