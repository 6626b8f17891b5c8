package org.chaiwei.platform.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a processor's events to its view, not one by one but all of a batch at once when the batch is about to be committed: a view writes
 * many rows with one statement.
 */
final class ViewFeed implements EventHandlerInvoker {

    private static final Logger log = LoggerFactory.getLogger(ViewFeed.class);

    private static final String BATCH = ViewFeed.class.getName();

    private final View view;
    private final ViewPositions positions;
    private final ViewPositionTable table;
    private volatile @Nullable Throwable failure;

    ViewFeed(View view, ViewPositions positions, ViewPositionTable table) {
        this.view = view;
        this.positions = positions;
        this.table = table;
    }

    /** Why the last batch failed; null if it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Every event counts, for every event moves the position. */
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        var batch = CurrentUnitOfWork.get().root().<List<Recorded>>getOrComputeResource(BATCH, _ -> begin());
        if (!(message instanceof DomainEventMessage<?> event)
                || !(message instanceof TrackedEventMessage<?> tracked)
                || tracked.trackingToken() == null)
            throw new IllegalStateException("not an event of the log: " + message.getClass());
        batch.add(new Recorded(
                tracked.trackingToken().position().orElseThrow(),
                event.getTimestamp(),
                UUID.fromString(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                event.getPayload()));
    }

    private List<Recorded> begin() {
        var batch = new ArrayList<Recorded>();
        var unit = CurrentUnitOfWork.get().root();
        unit.onPrepareCommit(_ -> view.apply(batch));
        unit.afterCommit(_ -> committed(batch.getLast().position()));
        unit.onRollback(this::failed);
        return batch;
    }

    private void committed(long position) {
        failure = null;
        table.succeeded(view.name());
        positions.advanced(view.name(), position);
    }

    private void failed(UnitOfWork<?> unit) {
        var result = unit.getExecutionResult();
        var why = result != null && result.isExceptionResult()
                ? result.getExceptionResult()
                : new IllegalStateException("rolled back");
        table.failed(view.name());
        if (failure == null)
            log.error("view {} stands still after position {}", view.name(), positions.position(view.name()), why);
        failure = why;
    }
}
