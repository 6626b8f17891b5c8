package org.chaiwei.ledger.book;

import java.util.function.LongConsumer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;

/** How far the book and its {@link Chapter}s have come. Thread-safe. */
public final class BookPosition {

    private final ViewPositions positions;

    BookPosition(ViewPositions positions) {
        this.positions = positions;
    }

    /** Waits, bounded, until a caller's own write is in the book. */
    public void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(BookProjection.NAME, ownWrite);
    }

    public long position() {
        return positions.position(BookProjection.NAME);
    }

    /** @param advanced called with the new position after each batch, cheaply and without throwing */
    public void onAdvance(LongConsumer advanced) {
        positions.onAdvance(BookProjection.NAME, advanced);
    }
}
