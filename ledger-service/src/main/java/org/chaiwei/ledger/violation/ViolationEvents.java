package org.chaiwei.ledger.violation;

import java.util.List;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;

/** Under which names the events of a violation are stored. */
public final class ViolationEvents {

    /** The aggregate type of every violation event in the store. */
    public static final String AGGREGATE_TYPE = "Violation";

    /**
     * Every type that is written or has ever been written. A name or a revision never changes its meaning; a record whose fields
     * change otherwise than by an added nullable one gets a new revision beside the old one.
     */
    public static final List<Type> TYPES = List.of(
            new Type("ViolationRegistered", 1, ViolationRegistered.class),
            new Type("DemolitionPosted", 1, DemolitionPosted.class),
            new Type("LedgerClosed", 1, LedgerClosed.class),
            new Type("ViolationCorrected", 1, ViolationCorrected.class),
            new Type("StreetReassigned", 1, StreetReassigned.class),
            new Type("ResponsiblePersonAssigned", 1, ResponsiblePersonAssigned.class),
            new Type("ViolationTagged", 1, ViolationTagged.class),
            new Type("ViolationWithdrawn", 1, ViolationWithdrawn.class));

    private ViolationEvents() {}

    /** A logical name and revision, and the record that is read and written under it. */
    public record Type(String name, int revision, Class<? extends ViolationEvent> event) {}
}
