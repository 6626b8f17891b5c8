package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the demolition service has told of an entry, in the order in which it told it.
 *
 * <p>The demolitions are a queue: posted are as many from its head as the recorded area has room for; what comes after one that has
 * to wait waits behind it. So what is posted in the end depends on the facts and on the area, and not on whether a correction was
 * recorded before or after them. A failed acceptance takes out what was not yet accepted; when it passes, that joins at the end.
 *
 * @param sealing the last one, null before there is one
 * @param facts the facts taken in so far: any of them may come again
 * @param acceptedOn the last acceptance that two people of both roles signed
 */
record Casework(
        List<Reported> demolitions,
        @Nullable Sealing sealing,
        Set<UUID> facts,
        @Nullable LocalDate acceptedOn) {

    static final Casework NONE = new Casework(List.of(), null, Set.of(), null);

    enum Standing {
        POSTED,
        /** Told, and waiting until there is room for it. */
        WAITING,
        /** Not accepted: counts no more, until acceptance passes. */
        FAILED
    }

    /**
     * A demolition.
     *
     * @param demolition null for one taken over from paper
     * @param on when; since it is posted, the day on which it counts
     */
    record Reported(@Nullable UUID demolition, Area area, LocalDate on, Standing standing, boolean accepted) {
        Reported as(Standing other) {
            return new Reported(demolition, area, on, other, accepted);
        }
    }

    record Sealing(int households, boolean accepted) {}

    Casework {
        demolitions = List.copyOf(demolitions);
        facts = Set.copyOf(facts);
    }

    boolean knows(UUID fact) {
        return facts.contains(fact);
    }

    boolean knowsDemolition(UUID demolition) {
        return demolitions.stream().anyMatch(reported -> demolition.equals(reported.demolition));
    }

    /** The one that has its turn when there is room. */
    Optional<Reported> firstWaiting() {
        return demolitions.stream().filter(is(Standing.WAITING)).findFirst();
    }

    boolean waits() {
        return firstWaiting().isPresent();
    }

    /** Posted, and not looked at yet: what a failed acceptance gives back. */
    List<Reported> postedUnaccepted() {
        return demolitions.stream()
                .filter(reported -> reported.standing == Standing.POSTED && !reported.accepted)
                .toList();
    }

    /** What doesn't count until acceptance passes. */
    List<Reported> failed() {
        return demolitions.stream().filter(is(Standing.FAILED)).toList();
    }

    Casework taking(@Nullable UUID fact) {
        if (fact == null) return this;
        var more = new HashSet<>(facts);
        more.add(fact);
        return new Casework(demolitions, sealing, more, acceptedOn);
    }

    /** Posted, whether it was waiting or is new. */
    Casework posted(@Nullable UUID demolition, Area area, LocalDate on, boolean accepted) {
        if (demolition == null || !knowsDemolition(demolition))
            return and(new Reported(demolition, area, on, Standing.POSTED, accepted));
        return each(reported -> demolition.equals(reported.demolition)
                ? new Reported(demolition, area, on, Standing.POSTED, reported.accepted)
                : reported);
    }

    Casework waiting(UUID demolition, Area area, LocalDate on) {
        return knowsDemolition(demolition) ? this : and(new Reported(demolition, area, on, Standing.WAITING, false));
    }

    Casework sealed(int households) {
        return new Casework(demolitions, new Sealing(households, false), facts, acceptedOn);
    }

    /** What had failed counts from the day on which it passed. */
    Casework accepted(boolean withSealing, LocalDate on) {
        var queue = new ArrayList<Reported>();
        var again = new ArrayList<Reported>();
        for (var reported : demolitions)
            if (reported.standing == Standing.FAILED)
                again.add(new Reported(reported.demolition, reported.area, on, Standing.WAITING, true));
            else queue.add(new Reported(reported.demolition, reported.area, reported.on, reported.standing, true));
        queue.addAll(again);
        var passed = withSealing && sealing != null ? new Sealing(sealing.households, true) : sealing;
        return new Casework(queue, passed, facts, on);
    }

    /** @param postedToo whether what is posted goes with it: not while the entry is closed, for then its figures stand */
    Casework failing(boolean postedToo) {
        return each(reported -> reported.accepted || (reported.standing == Standing.POSTED && !postedToo)
                ? reported
                : reported.as(Standing.FAILED));
    }

    /** What is left of it when the entry is registered anew after a withdrawal, which took back what stood on paper. */
    Casework outliving() {
        return new Casework(
                demolitions.stream().filter(is(Standing.POSTED).negate()).toList(), sealing, facts, acceptedOn);
    }

    private Casework and(Reported reported) {
        var more = new ArrayList<>(demolitions);
        more.add(reported);
        return new Casework(more, sealing, facts, acceptedOn);
    }

    private Casework each(UnaryOperator<Reported> change) {
        return new Casework(demolitions.stream().map(change).toList(), sealing, facts, acceptedOn);
    }

    private static Predicate<Reported> is(Standing standing) {
        return reported -> reported.standing == standing;
    }
}
