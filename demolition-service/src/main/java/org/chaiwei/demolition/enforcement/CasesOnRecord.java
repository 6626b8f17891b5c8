package org.chaiwei.demolition.enforcement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PartyIdentified;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the service's other parts a case as it stands, read from the log itself and never behind. */
@Component
public final class CasesOnRecord {

    private final CaseHistory history;

    CasesOnRecord(CaseHistory history) {
        this.history = history;
    }

    /**
     * The case, for somebody who may read it.
     *
     * @throws RefusedException if the role may not read cases, or not of that street, or there is no such case
     */
    public CaseOnRecord read(UUID violation, Scope by) {
        CaseReaders.check(by, null);
        var found = find(violation).orElseThrow(() -> new RefusedException(new NoSuchCase()));
        CaseReaders.check(by, found.street());
        return found;
    }

    /** The case, whoever asks. */
    public Optional<CaseOnRecord> find(UUID violation) {
        var events = history.events(violation);
        if (!(CaseState.after(events) instanceof Known known)) return Optional.empty();
        var file = known.file();
        var entry = file.entry();
        var filing = file.filing();
        return Optional.of(new CaseOnRecord(
                violation,
                entry.ledgerNumber(),
                entry.ledgerKind(),
                entry.street(),
                entry.use(),
                entry.areaM2(),
                entry.discoveredOn(),
                filing == null ? null : filing.caseNumber(),
                file.track(),
                filing == null ? null : filing.on(),
                party(events),
                file.milestones()));
    }

    /** Whom the case identified, or else whom the ledger knew. */
    private static @Nullable UUID party(List<CaseEvent> events) {
        @Nullable UUID party = null;
        for (var event : events)
            if (event instanceof LeadReceived lead && lead.party() != null) party = lead.party();
            else if (event instanceof PartyIdentified identified && identified.party() != null)
                party = identified.party();
        return party;
    }
}
