package org.chaiwei.eventstore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which name and revision an event's class is known in the log. A service has one; classes may then move and be renamed, what is
 * stored never changes. Immutable.
 *
 * <p>The revision is the one that the class is now written with. When its JSON changes so that older events would not be read right,
 * the revision goes up and an upcaster lifts the older ones.
 */
public final class EventTypes {

    /**
     * One event class under its stored name.
     *
     * @param name unique within the service, past tense, such as {@code OrderPlaced}
     * @param revision from 1
     */
    public record Named(String name, int revision, Class<?> type) {
        public Named {
            if (name.isBlank() || revision < 1)
                throw new IllegalArgumentException("an event type needs a name and a revision from 1: " + type);
        }
    }

    private final Map<String, Named> byName = new HashMap<>();
    private final Map<Class<?>, Named> byClass = new HashMap<>();

    private EventTypes(Named... types) {
        var names = new HashSet<String>();
        for (var type : types) {
            if (!names.add(type.name()) || byClass.put(type.type(), type) != null)
                throw new IllegalArgumentException("named twice: " + type);
            byName.put(type.name(), type);
        }
    }

    /** @throws IllegalArgumentException if a name or a class occurs twice */
    public static EventTypes of(Named... types) {
        return new EventTypes(types);
    }

    public static Named named(String name, int revision, Class<?> type) {
        return new Named(name, revision, type);
    }

    /** @throws IllegalArgumentException if the class has no name: an event is never stored under its class's */
    public Named of(Class<?> type) {
        var named = byClass.get(type);
        if (named == null) throw new IllegalArgumentException(type + " is not named in the service's EventTypes");
        return named;
    }

    @Nullable
    Named named(String name) {
        return byName.get(name);
    }
}
