package org.chaiwei.platform.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.chaiwei.eventstore.AppendOutcomeUnknown;
import org.chaiwei.eventstore.AppendRefused;
import org.chaiwei.eventstore.KeyAlreadyUsed;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.command.CommandRefusal.Conflict;
import org.chaiwei.platform.command.CommandRefusal.IdempotencyKeyInFlight;
import org.chaiwei.platform.command.CommandRefusal.OutcomeUnknown;
import org.chaiwei.platform.command.CommandRefusal.Overloaded;
import org.chaiwei.platform.command.CommandRefusal.Stale;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.jspecify.annotations.Nullable;

/**
 * The way of every command from a controller or an automation to its aggregate. Returns when the command's events are durable.
 *
 * <ul>
 *   <li>With an expected sequence the command is run on that state of the aggregate or refused as {@link Stale}. Without one, a conflict with
 *       another command is tried again {@value #RETRIES} times on the newer state, then refused as {@link Conflict}.
 *   <li>With a key it is run once: a repetition gets the first one's receipt, rebuilt from the events, from whichever instance and also after a
 *       crash. A refusal keeps no key, so a repetition asks anew.
 * </ul>
 *
 * Thread-safe.
 */
public final class CommandSender {

    private static final int RETRIES = 3;
    private static final long RETRY_PAUSE_MAX_NANOS = Duration.ofMillis(20).toNanos();
    private static final long RETRY_AFTER_SECONDS = 2;

    /** When a request with the key of one that is under way may come again. */
    private static final long IN_FLIGHT_SECONDS = 1;

    /** Of the latency's histogram. */
    private static final Duration[] BUCKETS = LongStream.of(2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final CommandBus bus;
    private final CommandTargetResolver targets;
    private final PostgresEventStore store;
    private final RecordedKeys keys;
    private final ToldFacts told;
    private final MeterRegistry meters;
    private final @Nullable Tracer tracer;
    private final UUID epoch;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    CommandSender(
            CommandBus bus,
            CommandTargetResolver targets,
            PostgresEventStore store,
            RecordedKeys keys,
            ToldFacts told,
            MeterRegistry meters,
            @Nullable Tracer tracer) {
        this.bus = bus;
        this.targets = targets;
        this.store = store;
        this.keys = keys;
        this.told = told;
        this.meters = meters;
        this.tracer = tracer;
        this.epoch = store.log().head().epoch();
    }

    /**
     * @param command has a {@code @TargetAggregateIdentifier}, a UUID or its text
     * @throws RefusedException with a {@link CommandRefusal}, or with the refusal that the aggregate's rules gave
     */
    public Receipt send(Object command, RequestContext context) {
        var timer = Timer.start(meters);
        var outcome = "failed";
        try {
            var receipt = context.key() == null ? run(command, context) : runOnce(command, context, context.key());
            outcome = receipt.replayed() ? "replayed" : "accepted";
            return receipt;
        } catch (RefusedException refused) {
            outcome = refused.refusal() instanceof CommandRefusal
                    ? refused.refusal().code()
                    : "refused";
            throw refused;
        } finally {
            timer.stop(Timer.builder("chaiwei.command")
                    .tag("type", command.getClass().getSimpleName())
                    .tag("outcome", outcome)
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters));
        }
    }

    private Receipt runOnce(Object command, RequestContext context, IdempotencyKey key) {
        if (!inFlight.add(key.scope())) throw new RefusedException(new IdempotencyKeyInFlight(IN_FLIGHT_SECONDS));
        try {
            var earlier = keys.find(key.append());
            if (earlier.isPresent()) return earlier.get();
            try {
                return run(command, context);
            } catch (KeyAlreadyUsed used) {
                return keys.rebuild(used.sameBody(), used.lastPosition());
            } catch (RefusedException refused) {
                // Another instance may have done it since we looked; then it is its work that stands in our way.
                return keys.find(key.append()).orElseThrow(() -> refused);
            }
        } finally {
            inFlight.remove(key.scope());
        }
    }

    private Receipt run(Object command, RequestContext context) {
        var message =
                GenericCommandMessage.asCommandMessage(command).andMetaData(EventMetadata.of(command, context, tracer));
        var target = targets.resolveTarget(message).getIdentifier();
        requireSequence(target, context.expectedSequence());
        for (var tries = 0; ; tries++) {
            var outcome = new CommandOutcome(
                    context.expectedSequence(),
                    context.key() == null ? null : context.key().append());
            var failure = dispatch(message.andMetaData(outcome.asMetadata()));
            if (failure == null) return receipt(target, outcome);
            if (!isConflict(failure)) throw translated(failure);
            if (context.expectedSequence() != null)
                throw new RefusedException(new Stale(context.expectedSequence(), sequenceOf(target)));
            if (tries == RETRIES) throw new RefusedException(new Conflict());
            // Two that collide again and again would do so in step.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(RETRY_PAUSE_MAX_NANOS));
        }
    }

    private @Nullable Throwable dispatch(CommandMessage<?> message) {
        var result = new AtomicReference<CommandResultMessage<?>>();
        bus.dispatch(message, (_, answer) -> result.set(answer)); // a simple bus: done when it returns
        var answer = Objects.requireNonNull(result.get(), "the command bus gave no answer");
        return answer.isExceptional() ? answer.exceptionResult() : null;
    }

    private Receipt receipt(String target, CommandOutcome outcome) {
        var last = outcome.lastEvent();
        var appended = outcome.appended();
        if (last != null && appended != null)
            return new Receipt(
                    UUID.fromString(last.getAggregateIdentifier()),
                    last.getSequenceNumber(),
                    appended.epoch(),
                    appended.lastPosition(),
                    false,
                    told.lastOf(outcome.lastEvents(), appended.lastPosition()));
        var sequence = sequenceOf(target);
        return new Receipt(UUID.fromString(target), sequence == null ? -1 : sequence, epoch, 0, false);
    }

    /** Before the rules are asked: whoever saw an older state shall hear of that, not of what the newer one refuses. */
    private void requireSequence(String target, @Nullable Long expected) {
        if (expected == null) return;
        var sequence = sequenceOf(target);
        if (!expected.equals(sequence)) throw new RefusedException(new Stale(expected, sequence));
    }

    private @Nullable Long sequenceOf(String target) {
        return store.axon().lastSequenceNumberFor(target).orElse(null);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }

    private static RuntimeException translated(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> refused;
            case KeyAlreadyUsed used -> used;
            case AggregateNotFoundException _ -> refused(new NotFound());
            case AppendRefused _, LockAcquisitionFailedException _ -> refused(new Overloaded(RETRY_AFTER_SECONDS));
            case AppendOutcomeUnknown _ -> refused(new OutcomeUnknown(RETRY_AFTER_SECONDS));
            case RuntimeException other -> other;
            default -> new IllegalStateException("a command failed", failure);
        };
    }

    private static RefusedException refused(Refusal refusal) {
        return new RefusedException(refusal);
    }
}
