package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.chaiwei.platform.fact.FactPlaceTable.PlaceHeld;
import org.chaiwei.platform.fact.ParkedFacts.Parked;
import org.chaiwei.platform.fact.ParkedFacts.State;
import org.chaiwei.platform.fact.RawFact.Subject;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Takes parked facts in after all: those of a key in their order, each in a transaction of its own with its leaving the table. */
final class FactReleases {

    /** Facts a call: a request must come to an end. */
    static final int RELEASED_MAX = 1_000;

    private static final Duration LOOK_WHILE_HELD = Duration.ofMillis(20);

    private final Map<String, FactIntake> intakes;
    private final FactPlaceTable places;
    private final ParkedFacts parked;
    private final TransactionOperations transactions;
    private final FactMeters meters;

    FactReleases(
            Iterable<FactIntake> intakes,
            FactPlaceTable places,
            ParkedFacts parked,
            TransactionOperations transactions,
            FactMeters meters) {
        this.places = places;
        this.intakes = new java.util.TreeMap<>();
        for (var intake : intakes) this.intakes.put(intake.reader().name(), intake);
        this.parked = parked;
        this.transactions = transactions;
        this.meters = meters;
    }

    /**
     * @param released facts taken in
     * @param failed keys whose next fact failed once more, and stays parked
     * @param left facts of the reader that are still parked
     */
    record Released(int released, int failed, long left) {}

    /** The fact's key: what is parked of it, up to {@value #RELEASED_MAX} facts. */
    Released key(Parked fact) {
        var run = new Run(fact.reader());
        run.release(fact.raw().subject());
        return run.result();
    }

    /** All keys of a reader, up to {@value #RELEASED_MAX} facts. */
    Released all(String reader) {
        var run = new Run(reader);
        for (var subject : parked.subjects(reader, RELEASED_MAX)) run.release(subject);
        return run.result();
    }

    /**
     * Leaves a fact out for good, and takes in those that waited behind it.
     *
     * @return null if it is no longer parked
     */
    @Nullable
    Released skip(Parked fact, String reason, String by) {
        if (!parked.skip(fact.id(), reason, by)) return null;
        meters.skipped(fact.reader());
        // One that only queued had another before it, which still fails.
        return fact.state() == State.POISON
                ? key(fact)
                : new Released(0, 0, parked.count(fact.reader()).all());
    }

    Set<String> readers() {
        return intakes.keySet();
    }

    private final class Run {

        private final String reader;
        private final FactIntake intake;
        private final Set<Subject> failed = new HashSet<>();
        private int released;

        Run(String reader) {
            this.reader = reader;
            var intake = intakes.get(reader);
            if (intake == null) throw new RefusedException(new NotFound());
            this.intake = intake;
        }

        void release(Subject subject) {
            while (released < RELEASED_MAX && !failed.contains(subject) && releaseNext(subject)) released++;
        }

        /** While a rebuild holds the reader, it waits. */
        private boolean releaseNext(Subject subject) {
            while (true)
                try {
                    return tryNext(subject);
                } catch (PlaceHeld held) {
                    if (Thread.currentThread().isInterrupted()) throw held;
                    LockSupport.parkNanos(LOOK_WHILE_HELD.toNanos());
                }
        }

        private boolean tryNext(Subject subject) {
            var tried = new Parked[1];
            try {
                return Boolean.TRUE.equals(transactions.execute(_ -> {
                    parked.lockToRelease(reader);
                    places.requireNotHeld(reader);
                    var head = parked.head(reader, subject).orElse(null);
                    tried[0] = head;
                    if (head == null) return false;
                    intake.takeParked(head.raw());
                    parked.taken(head.id());
                    meters.released(reader);
                    return true;
                }));
            } catch (RuntimeException e) {
                var head = tried[0];
                if (head == null || PassingFailure.is(e)) throw e;
                parked.failedAgain(head.id(), FactIntake.why(e));
                failed.add(subject);
                return false;
            }
        }

        Released result() {
            return new Released(released, failed.size(), parked.count(reader).all());
        }
    }
}
