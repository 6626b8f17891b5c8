package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.PatrolRounds;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.jspecify.annotations.Nullable;

/**
 * How far an entry's enforcement has come, and what came after its closing.
 *
 * @param acceptedM2 the demolished area that was accepted, as the demolition service told it
 * @param sealedOn when its wall was sealed last
 * @param caseNumber 案号, of the case that was filed last
 * @param restoredOn when its place was restored
 * @param duplicateOf the entry for which it was closed as a duplicate
 * @param revocationRequestedOn since when somebody asks for its closing to be revoked; null where nobody does
 * @param revocationRequestedBy the pseudonymous id of whoever asks
 * @param relapseOf the closed entry whose construction it is, standing again
 * @param relapsedInto the entry that its construction became, standing again
 * @param patrolDueOn when somebody has to look at the place next; null where nobody has to
 * @param patrolRound which round that is: 30, 90 or 365 days after the closing
 */
record Course(
        BigDecimal acceptedM2,
        @Nullable LocalDate sealedOn,
        @Nullable String caseNumber,
        @Nullable LocalDate caseFiledOn,
        @Nullable LocalDate restoredOn,
        @Nullable UUID duplicateOf,
        @Nullable LocalDate revocationRequestedOn,
        @Nullable String revocationRequestedBy,
        @Nullable UUID relapseOf,
        @Nullable UUID relapsedInto,
        @Nullable LocalDate patrolDueOn,
        @Nullable Integer patrolRound) {

    static final Course BEGINNING =
            new Course(new BigDecimal("0.00"), null, null, null, null, null, null, null, null, null, null, null);

    /** Places where something was cleared are looked at again; what was closed on paper before the plan was looked at then. */
    private static final List<String> PATROLLED = List.of(Ground.DEMOLISHED.name(), Ground.SEALED.name());

    Course after(AcceptancePosted e) {
        return new Course(
                acceptedM2.add(e.areaM2()),
                sealedOn,
                caseNumber,
                caseFiledOn,
                restoredOn,
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                relapseOf,
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    Course after(WallSealingPosted e) {
        return new Course(
                acceptedM2,
                e.occurredOn(),
                caseNumber,
                caseFiledOn,
                restoredOn,
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                relapseOf,
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    Course after(CaseFilingPosted e) {
        return new Course(
                acceptedM2,
                sealedOn,
                e.caseNumber(),
                e.occurredOn(),
                restoredOn,
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                relapseOf,
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    Course after(RestorationPosted e) {
        return new Course(
                acceptedM2,
                sealedOn,
                caseNumber,
                caseFiledOn,
                e.occurredOn(),
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                relapseOf,
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    Course after(LedgerClosed e) {
        var patrolled = !e.legacy() && PATROLLED.contains(e.ground());
        return closing(e.basis() == null ? null : e.basis().duplicateOf(), null, null)
                .patrolled(relapsedInto, patrolled ? e.occurredOn() : null, 0);
    }

    Course after(ClosingRevocationRequested e) {
        return closing(duplicateOf, e.occurredOn(), e.requestedBy());
    }

    Course after(ClosingRevocationDeclined e) {
        return closing(duplicateOf, null, null);
    }

    Course after(LedgerClosingRevoked e) {
        return closing(null, null, null).patrolled(relapsedInto, null, 0);
    }

    Course after(RelapseConfirmed e) {
        return patrolled(e.relapse(), null, 0);
    }

    Course after(PatrolRecorded e) {
        if (e.round() == 0 || patrolDueOn == null || patrolRound == null) return this;
        return patrolled(relapsedInto, patrolDueOn.minusDays(patrolRound), e.round());
    }

    Course after(RelapseDetected e) {
        return new Course(
                acceptedM2,
                sealedOn,
                caseNumber,
                caseFiledOn,
                restoredOn,
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                e.closedViolation(),
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    private Course closing(@Nullable UUID duplicate, @Nullable LocalDate requestedOn, @Nullable String requestedBy) {
        return new Course(
                acceptedM2,
                sealedOn,
                caseNumber,
                caseFiledOn,
                restoredOn,
                duplicate,
                requestedOn,
                requestedBy,
                relapseOf,
                relapsedInto,
                patrolDueOn,
                patrolRound);
    }

    /** @param closedOn from when the rounds count; null where none is to come */
    private Course patrolled(@Nullable UUID relapse, @Nullable LocalDate closedOn, int done) {
        var next = closedOn == null
                ? null
                : PatrolRounds.DAYS.stream()
                        .filter(days -> days > done)
                        .findFirst()
                        .orElse(null);
        return new Course(
                acceptedM2,
                sealedOn,
                caseNumber,
                caseFiledOn,
                restoredOn,
                duplicateOf,
                revocationRequestedOn,
                revocationRequestedBy,
                relapseOf,
                relapse,
                closedOn == null || next == null ? null : closedOn.plusDays(next),
                next);
    }
}
