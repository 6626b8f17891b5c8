package org.chaiwei.ledger.violation;

import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.PLACES;
import static org.chaiwei.ledger.violation.Examples.TODAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptanceFailure;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.PostSealing;
import org.chaiwei.platform.security.Scope;

/** One entry's life as commands are given one after the other; and what the demolition service tells of it. */
final class Story {

    static final List<Signature> BOTH = List.of(new Signature("u-a", "acceptance"), new Signature("u-o", "office"));

    private ViolationState state = new ViolationState.Unregistered();
    private final List<ViolationEvent> history = new ArrayList<>();

    static Story of(ViolationEvent... events) {
        var story = new Story();
        for (var event : events) story.happened(event);
        return story;
    }

    private void happened(ViolationEvent event) {
        state = state.evolve(event);
        history.add(event);
    }

    /** Gives the command, which must be accepted; what happened by it is in {@link #last}. */
    Story then(ViolationCommand command) {
        switch (when(command)) {
            case Decision.Accepted(var events) -> events.forEach(this::happened);
            case Decision.Refused(var refusal) -> throw new AssertionError(command + " was refused: " + refusal);
        }
        return this;
    }

    Decision when(ViolationCommand command) {
        return ViolationDecider.decide(command, state, PLACES);
    }

    ViolationState state() {
        return state;
    }

    /** The names of the last so many events. */
    List<String> last(int count) {
        return history.subList(history.size() - count, history.size()).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    List<ViolationEvent> history() {
        return history;
    }

    // ---- what the demolition service tells; each fact's id is that of its number

    static PostDemolition demolished(int fact, String areaM2, LocalDate on) {
        return new PostDemolition(ID, id(fact), id(1_000 + fact), new BigDecimal(areaM2), system(on));
    }

    static PostAcceptance accepted(int fact, String areaM2, LocalDate on) {
        return new PostAcceptance(ID, id(fact), new BigDecimal(areaM2), false, BOTH, system(on));
    }

    static PostAcceptanceFailure failed(int fact, LocalDate on) {
        return new PostAcceptanceFailure(ID, id(fact), false, "STILL_STANDING", system(on));
    }

    static PostSealing sealed(int fact, int households, LocalDate on) {
        return new PostSealing(ID, id(fact), id(2_000 + fact), households, system(on));
    }

    static PostAcceptance sealingAccepted(int fact, LocalDate on) {
        return new PostAcceptance(ID, id(fact), new BigDecimal("0.00"), true, BOTH, system(on));
    }

    static UUID id(int number) {
        return new UUID(0x7000, number);
    }

    static Asked system(LocalDate on) {
        return new Asked(Scope.SYSTEM, on, TODAY, null);
    }
}
