package org.chaiwei.ledger.importing;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.importing.ImportEvent.ImportCommitted;
import org.chaiwei.ledger.importing.ImportEvent.ImportStarted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndoStarted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndone;

/** Under which names the events of an import are stored. */
public final class ImportEvents {

    /** The aggregate type of every import event in the store. */
    public static final String AGGREGATE_TYPE = "ImportBatch";

    /** Every type that is written or has ever been written; see {@link ImportEvent}. */
    public static final List<EventTypes.Named> TYPES = List.of(
            EventTypes.named("ImportStarted", 1, ImportStarted.class),
            EventTypes.named("ImportCommitted", 1, ImportCommitted.class),
            EventTypes.named("ImportUndoStarted", 1, ImportUndoStarted.class),
            EventTypes.named("ImportUndone", 1, ImportUndone.class));

    private ImportEvents() {}
}
