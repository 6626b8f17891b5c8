package org.chaiwei.demolition.enforcement;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineReached;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.rules.Watch.Whom;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a case, and what has been made known of its deadlines. Who files a case is its handler until another is named; one who was
 * named before the filing stays. A case that goes to another street keeps its people until others are named.
 *
 * @param raised by the deadlines' ids
 */
public record Handling(@Nullable Person handler, @Nullable Person supervisor, Map<UUID, Raised> raised) {

    static final Handling NONE = new Handling(null, null, Map.of());

    /**
     * @param id a pseudonym
     * @param role as tokens write it; null for one who filed the case and of whom no more is on record
     */
    public record Person(String id, @Nullable String role) {}

    /**
     * What has been made known of one deadline.
     *
     * @param level the highest so far; null for none
     * @param rung of the ladder, from 1; 0 for none
     */
    public record Raised(@Nullable DeadlineLevel level, int rung) {

        static final Raised NOTHING = new Raised(null, 0);

        boolean covers(DeadlineLevel other) {
            return level != null && level.compareTo(other) >= 0;
        }
    }

    public Handling {
        raised = Map.copyOf(raised);
    }

    Raised raised(UUID deadline) {
        return raised.getOrDefault(deadline, Raised.NOTHING);
    }

    /** Whom the case names; null for nobody, and for whoever is not a person of the case. */
    @Nullable
    Person person(Whom whom) {
        return switch (whom) {
            case HANDLER -> handler;
            case SUPERVISOR -> supervisor;
            case STREET, OFFICE, LEADER -> null;
        };
    }

    boolean lacks(Whom whom) {
        return whom.isOfTheCase() && person(whom) == null;
    }

    Handling after(CaseEvent event) {
        return switch (event) {
            case CaseFiled e
            when e.filedBy() != null && handler == null ->
                new Handling(new Person(e.filedBy(), null), supervisor, raised);
            case HandlerAssigned e ->
                new Handling(
                        new Person(e.handler(), e.handlerRole()),
                        e.supervisor() == null ? null : new Person(e.supervisor(), e.supervisorRole()),
                        raised);
            case DeadlineReached e ->
                with(
                        e.deadline(),
                        new Raised(
                                DeadlineLevel.valueOf(e.level()),
                                raised(e.deadline()).rung()));
            case DeadlineEscalated e ->
                with(e.deadline(), new Raised(raised(e.deadline()).level(), e.rung()));
            default -> this;
        };
    }

    private Handling with(UUID deadline, Raised next) {
        var more = new HashMap<>(raised);
        more.put(deadline, next);
        return new Handling(handler, supervisor, more);
    }

    static Handling after(Iterable<? extends CaseEvent> history) {
        var handling = NONE;
        for (var event : history) handling = handling.after(event);
        return handling;
    }
}
