package org.chaiwei.ledger.violation;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;
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

/** Under which names the events of a violation are stored. */
public final class ViolationEvents {

    /** The aggregate type of every violation event in the store. */
    public static final String AGGREGATE_TYPE = "Violation";

    /**
     * Every type that is written or has ever been written. A name or a revision never changes its meaning; a record whose fields
     * change otherwise than by an added nullable one gets a new revision.
     */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("ViolationRegistered", 1, ViolationRegistered.class),
            named("DemolitionPosted", 1, DemolitionPosted.class),
            named("LedgerClosed", 1, LedgerClosed.class),
            named("ViolationCorrected", 1, ViolationCorrected.class),
            named("StreetReassigned", 1, StreetReassigned.class),
            named("ResponsiblePersonAssigned", 1, ResponsiblePersonAssigned.class),
            named("ViolationTagged", 1, ViolationTagged.class),
            named("ViolationWithdrawn", 1, ViolationWithdrawn.class),
            named("DemolitionNotPosted", 1, DemolitionNotPosted.class),
            named("WallSealingPosted", 1, WallSealingPosted.class),
            named("AcceptancePosted", 1, AcceptancePosted.class),
            named("AcceptanceFailurePosted", 1, AcceptanceFailurePosted.class),
            named("CaseFilingPosted", 1, CaseFilingPosted.class),
            named("RestorationPosted", 1, RestorationPosted.class),
            named("ClosingRevocationRequested", 1, ClosingRevocationRequested.class),
            named("ClosingRevocationDeclined", 1, ClosingRevocationDeclined.class),
            named("LedgerClosingRevoked", 1, LedgerClosingRevoked.class),
            named("RelapseSuspected", 1, RelapseSuspected.class),
            named("RelapseSuspicionDismissed", 1, RelapseSuspicionDismissed.class),
            named("RelapseConfirmed", 1, RelapseConfirmed.class),
            named("RelapseDetected", 1, RelapseDetected.class),
            named("PatrolRecorded", 1, PatrolRecorded.class));

    private ViolationEvents() {}
}
