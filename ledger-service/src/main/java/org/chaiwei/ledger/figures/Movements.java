package org.chaiwei.ledger.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.figures.Movement.Account;
import org.chaiwei.ledger.figures.Movement.Kind;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;

/**
 * The rules of the account: what an event moves. Pure. Demolition moves area only; registration, withdrawal and closing move the
 * count too; a correction or a reassignment moves what remains, while what was demolished before stays where it was demolished.
 */
final class Movements {

    private static final BigDecimal NO_AREA = new BigDecimal("0.00");

    private Movements() {}

    /**
     * The movements of an event, in their order within it.
     *
     * @param standing the entry's movements so far; may be empty unless {@link #needsStanding}
     */
    static List<Movement> of(ViolationEvent event, List<Movement> standing) {
        return switch (event) {
            case ViolationRegistered e -> List.of(move(e, Kind.REGISTERED, Line.ADDED, 1, e.areaM2()));
            case DemolitionPosted e ->
                List.of(move(e, Kind.DEMOLISHED, Line.DEMOLISHED, 0, e.areaM2().negate()));
            case LedgerClosed e ->
                List.of(
                        demolished(e)
                                ? move(e, Kind.CLOSED, Line.DEMOLISHED, -1, NO_AREA)
                                : move(
                                        e,
                                        Kind.CLOSED,
                                        Line.OTHERWISE_CLOSED,
                                        -1,
                                        area(standing).negate()));
            case ViolationCorrected e ->
                transfer(
                        e,
                        Kind.CORRECTED,
                        e.before(),
                        e.areaBeforeM2().subtract(e.demolishedM2()),
                        e.areaM2().subtract(e.demolishedM2()));
            case StreetReassigned e -> {
                var remaining = e.areaM2().subtract(e.demolishedM2());
                yield transfer(e, Kind.REASSIGNED, e.before(), remaining, remaining);
            }
            case ViolationWithdrawn _ -> reversed(standing);
            case AcceptanceFailurePosted e ->
                e.areaM2().signum() == 0 ? List.of() : List.of(move(e, Kind.REVERSED, Line.DEMOLISHED, 0, e.areaM2()));
            case LedgerClosingRevoked e -> List.of(move(e, Kind.REVOKED, Line.REVOKED, 1, e.areaM2()));
            case RelapseDetected e -> List.of(takenBack(e));
            case ResponsiblePersonAssigned _,
                    ViolationTagged _,
                    DemolitionNotPosted _,
                    WallSealingPosted _,
                    AcceptancePosted _,
                    CaseFilingPosted _,
                    RestorationPosted _,
                    ClosingRevocationRequested _,
                    ClosingRevocationDeclined _,
                    RelapseSuspected _,
                    RelapseSuspicionDismissed _,
                    RelapseConfirmed _,
                    PatrolRecorded _ -> List.of();
        };
    }

    /**
     * Whether an event's movements depend on the entry's earlier ones: a closing on another ground than demolition takes off what
     * still remains, and a withdrawal reverses everything, each part on its own date, so that every date shows the books as if the
     * entry had never been entered.
     */
    static boolean needsStanding(ViolationEvent event) {
        return event instanceof ViolationWithdrawn || (event instanceof LedgerClosed closed && !demolished(closed));
    }

    private static boolean demolished(LedgerClosed closed) {
        return closed.ground().equals(Ground.DEMOLISHED.name());
    }

    /** Where the closed entry had achieved it; the count goes with it where demolition had closed it. */
    private static Movement takenBack(RelapseDetected e) {
        return new Movement(
                e.violation(),
                e.occurredOn(),
                Account.of(e.closed()),
                Kind.RELAPSED,
                Line.TAKEN_BACK,
                e.ground().equals(Ground.DEMOLISHED.name()) ? 1 : 0,
                e.takenBackM2());
    }

    private static Movement move(ViolationEvent e, Kind kind, Line line, int count, BigDecimal areaM2) {
        return new Movement(e.violation(), e.occurredOn(), Account.of(e.entry()), kind, line, count, areaM2);
    }

    private static List<Movement> transfer(
            ViolationEvent e, Kind kind, Particulars before, BigDecimal remainingBefore, BigDecimal remaining) {
        var from = Account.of(before);
        var to = Account.of(e.entry());
        if (!from.equals(to))
            return List.of(
                    new Movement(
                            e.violation(), e.occurredOn(), from, kind, Line.CORRECTED, -1, remainingBefore.negate()),
                    new Movement(e.violation(), e.occurredOn(), to, kind, Line.CORRECTED, 1, remaining));
        var difference = remaining.subtract(remainingBefore);
        return difference.signum() == 0 ? List.of() : List.of(move(e, kind, Line.CORRECTED, 0, difference));
    }

    private static BigDecimal area(List<Movement> standing) {
        return standing.stream()
                .filter(movement -> movement.line().isOfTheEquation())
                .map(Movement::areaM2)
                .reduce(NO_AREA, BigDecimal::add);
    }

    /** Each day's net effect on each account and line, with the opposite sign; an entry withdrawn earlier has none left of then. */
    private static List<Movement> reversed(List<Movement> standing) {
        record Cell(UUID violation, LocalDate businessDate, Account account, Line line) {}
        record Sum(int count, BigDecimal areaM2) {}
        var net = new LinkedHashMap<Cell, Sum>();
        for (var m : standing)
            net.merge(
                    new Cell(m.violation(), m.businessDate(), m.account(), m.line()),
                    new Sum(m.count(), m.areaM2()),
                    (a, b) -> new Sum(a.count + b.count, a.areaM2.add(b.areaM2)));
        var reversed = new ArrayList<Movement>();
        net.forEach((cell, sum) -> {
            if (sum.count != 0 || sum.areaM2.signum() != 0)
                reversed.add(new Movement(
                        cell.violation,
                        cell.businessDate,
                        cell.account,
                        Kind.WITHDRAWN,
                        cell.line,
                        -sum.count,
                        sum.areaM2.negate()));
        });
        return reversed;
    }
}
