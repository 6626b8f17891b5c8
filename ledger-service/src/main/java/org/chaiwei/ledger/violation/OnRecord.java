package org.chaiwei.ledger.violation;

import java.util.Optional;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationCommand.Duplicated;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.ledger.violation.ViolationState.Withdrawn;
import org.springframework.stereotype.Component;

/** What the log itself says of an entry, for a command to another entry that depends on it. Never behind. */
@Component
public class OnRecord {

    /** A longer chain of duplicates is taken for one that comes back. */
    private static final int CHAIN_MAX = 100;

    private final History history;

    OnRecord(History history) {
        this.history = history;
    }

    /** How the entry stands that shall stand for {@code duplicate} too. */
    public Duplicated duplicated(UUID original, UUID duplicate) {
        var next = Optional.of(original);
        for (int i = 0; i < CHAIN_MAX; i++) {
            if (next.isEmpty()) return Duplicated.ON_THE_LEDGER;
            if (next.get().equals(duplicate)) return Duplicated.DUPLICATE_OF_THIS;
            switch (ViolationState.after(history.events(next.get()))) {
                case Unregistered _, Withdrawn _ -> {
                    return Duplicated.NOT_ON_THE_LEDGER;
                }
                case Open _ -> next = Optional.empty();
                case Closed closed ->
                    next = Optional.ofNullable(closed.closing().duplicateOf());
            }
        }
        return Duplicated.DUPLICATE_OF_THIS;
    }

    /** The command that makes the new entry of a relapse that was confirmed; empty where none was for this sighting. */
    public Optional<RegisterRelapse> relapse(UUID closedViolation, UUID sighting, Asked asked) {
        var events = history.events(closedViolation);
        return events.stream()
                .filter(event -> event instanceof RelapseConfirmed confirmed
                        && confirmed.sighting().equals(sighting))
                .map(RelapseConfirmed.class::cast)
                .findFirst()
                .map(confirmed -> new RegisterRelapse(
                        confirmed.relapse(),
                        confirmed,
                        ((Closed) ViolationState.after(events)).entry().site(),
                        asked));
    }
}
