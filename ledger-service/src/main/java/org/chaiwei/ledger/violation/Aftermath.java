package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.jspecify.annotations.Nullable;

/**
 * What came after an entry was closed.
 *
 * @param suspicions those that nobody has decided yet
 * @param settled the sightings that somebody has decided
 * @param relapse the new entry that its construction became, standing again; null while it has not
 * @param patrolRound the latest round of the patrol that is done, 0 for none
 */
record Aftermath(
        List<Suspicion> suspicions,
        Set<UUID> settled,
        @Nullable UUID relapse,
        int patrolRound) {

    static final Aftermath NONE = new Aftermath(List.of(), Set.of(), null, 0);

    record Suspicion(
            UUID sighting, String foundBy, @Nullable UUID partyId, String reportedBy, LocalDate seenOn) {}

    Aftermath {
        suspicions = List.copyOf(suspicions);
        settled = Set.copyOf(settled);
    }

    Optional<Suspicion> suspicion(UUID sighting) {
        return suspicions.stream().filter(s -> s.sighting.equals(sighting)).findFirst();
    }

    boolean knows(UUID sighting) {
        return settled.contains(sighting) || suspicion(sighting).isPresent();
    }

    Aftermath after(RelapseSuspected e) {
        var more = new ArrayList<>(suspicions);
        more.add(new Suspicion(e.sighting(), e.foundBy(), e.partyId(), e.reportedBy(), e.occurredOn()));
        return new Aftermath(more, settled, relapse, patrolRound);
    }

    Aftermath after(RelapseSuspicionDismissed e) {
        return settling(e.sighting(), relapse);
    }

    Aftermath after(RelapseConfirmed e) {
        return settling(e.sighting(), e.relapse());
    }

    Aftermath after(PatrolRecorded e) {
        return new Aftermath(suspicions, settled, relapse, Math.max(patrolRound, e.round()));
    }

    private Aftermath settling(UUID sighting, @Nullable UUID became) {
        var more = new HashSet<>(settled);
        more.add(sighting);
        return new Aftermath(
                suspicions.stream().filter(s -> !s.sighting.equals(sighting)).toList(), more, became, patrolRound);
    }
}
