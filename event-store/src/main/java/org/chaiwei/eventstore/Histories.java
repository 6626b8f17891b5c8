package org.chaiwei.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The histories of some aggregates as one query has read them, for commands that are about to load each of them; see
 * {@link EventLog#histories}. Whatever loads an aggregate {@link #during} some work gets its history from here, once: a command that is
 * tried again, or the next one for the same aggregate, reads the log. What another writer appends meanwhile does no harm, for a command
 * on an older state collides with it by its sequence, as it would if it had loaded that state itself a moment too early. Thread-safe.
 */
public final class Histories {

    private static final ScopedValue<Histories> AT_HAND = ScopedValue.newInstance();

    private final Map<UUID, List<StoredEvent>> unread;

    Histories(Map<UUID, List<StoredEvent>> read) {
        unread = new ConcurrentHashMap<>(read);
    }

    /** Does the work on the calling thread, with the histories at hand for whatever it loads on that thread. */
    public void during(Runnable work) {
        ScopedValue.where(AT_HAND, this).run(work);
    }

    /** All events of an aggregate, empty if it has none; null where they have to be read from the log. */
    static @Nullable List<StoredEvent> take(UUID aggregate) {
        return AT_HAND.isBound() ? AT_HAND.get().unread.remove(aggregate) : null;
    }
}
