package org.chaiwei.ledger.violation;

import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRelapsed;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.ClosingNotReady;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationAlreadyRequested;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationNotRequested;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.platform.problem.FieldError;
import org.jspecify.annotations.Nullable;

/** The rules for closing an entry by hand, and for taking a closing back: one person of the office asks, another approves. */
final class ClosingRules {

    private ClosingRules() {}

    static Decision close(CloseLedger c, Entry entry, Places places) {
        var missing = ClosingGate.missing(c, entry);
        if (!missing.isEmpty()) return refuse(ClosingNotReady.of(c.ground(), missing));
        var wrongDay = ViolationDecider.wrongDay(c.asked(), entry);
        if (wrongDay != null) return refuse(wrongDay);
        var errors = errors(c, places);
        if (!errors.isEmpty()) return refuse(new EntryInvalid(errors));
        var onRecord = c.ground() == Ground.DEMOLISHED || c.ground() == Ground.SEALED;
        return accept(new LedgerClosed(
                c.violation(),
                entry.particulars(),
                c.ground().name(),
                entry.recorded().m2(),
                false,
                c.asked().occurredOn(),
                onRecord ? null : basisOf(c)));
    }

    /** Only what belongs to the ground: nothing else that was sent along is kept. */
    private static ClosingBasis basisOf(CloseLedger c) {
        var basis = c.basis();
        return switch (c.ground()) {
            case RECTIFIED -> new ClosingBasis(basis.permitNumber(), basis.permitOn(), null, null, null, null, null);
            case DISMISSED -> new ClosingBasis(null, null, basis.reviewer(), null, null, null, null);
            case DUPLICATE -> new ClosingBasis(null, null, null, basis.duplicateOf(), null, null, null);
            case ORDER_REVOKED ->
                new ClosingBasis(null, null, null, null, basis.decisionNumber(), basis.decisionOn(), basis.decidedBy());
            case DEMOLISHED, SEALED -> ClosingBasis.NONE;
        };
    }

    private static List<FieldError> errors(CloseLedger c, Places places) {
        var basis = c.basis();
        var errors = new ArrayList<>(EntryRules.of(
                c.asked().today(),
                places,
                new EntryRules.Text("permitNumber", basis.permitNumber()),
                new EntryRules.Text("decisionNumber", basis.decisionNumber()),
                new EntryRules.Text("decidedBy", basis.decidedBy()),
                new EntryRules.Text("reviewer", basis.reviewer())));
        notAfterClosing("permitOn", basis.permitOn(), c, errors);
        notAfterClosing("decisionOn", basis.decisionOn(), c, errors);
        return errors;
    }

    private static void notAfterClosing(
            String field, @Nullable LocalDate date, CloseLedger c, List<FieldError> errors) {
        var closedOn = c.asked().occurredOn();
        if (date != null && date.isAfter(closedOn))
            errors.add(new FieldError(field, "after-the-closing", Map.of("closedOn", closedOn)));
    }

    static Decision requestRevocation(RequestClosingRevocation c, Closed closed) {
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(ViolationDecider.FREE_DAYS));
        if (closed.aftermath().relapse() != null)
            return refuse(new AlreadyRelapsed(closed.aftermath().relapse()));
        if (closed.closing().revocation() != null)
            return refuse(
                    new RevocationAlreadyRequested(closed.closing().revocation().requestedOn()));
        var wrongDay = ViolationDecider.wrongDay(c.asked(), closed.entry());
        if (wrongDay != null) return refuse(wrongDay);
        return accept(new ClosingRevocationRequested(
                c.violation(),
                closed.entry().particulars(),
                c.actor(),
                reason,
                c.asked().occurredOn()));
    }

    static Decision declineRevocation(DeclineClosingRevocation c, Closed closed) {
        var revocation = closed.closing().revocation();
        if (revocation == null) return refuse(new RevocationNotRequested());
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(ViolationDecider.FREE_DAYS));
        var wrongDay = ViolationDecider.wrongDay(c.asked(), closed.entry());
        if (wrongDay != null) return refuse(wrongDay);
        return accept(new ClosingRevocationDeclined(
                c.violation(),
                closed.entry().particulars(),
                revocation.requestedBy(),
                c.actor(),
                reason,
                c.asked().occurredOn()));
    }

    static Decision approveRevocation(ApproveClosingRevocation c, Closed closed) {
        var revocation = closed.closing().revocation();
        if (revocation == null) return refuse(new RevocationNotRequested());
        if (revocation.requestedBy().equals(c.actor())) return refuse(new AnotherPersonNeeded());
        if (closed.aftermath().relapse() != null)
            return refuse(new AlreadyRelapsed(closed.aftermath().relapse()));
        var wrongDay = ViolationDecider.wrongDay(c.asked(), closed.entry());
        if (wrongDay != null) return refuse(wrongDay);
        return Unfolding.of(
                closed,
                new LedgerClosingRevoked(
                        c.violation(),
                        closed.entry().particulars(),
                        closed.closing().ground(),
                        closed.closing().on(),
                        closed.entry().remaining().m2(),
                        revocation.requestedBy(),
                        c.actor(),
                        c.asked().occurredOn()));
    }
}
