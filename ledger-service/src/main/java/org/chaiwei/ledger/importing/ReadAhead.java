package org.chaiwei.ledger.importing;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a source on a thread of its own, at most {@value #AHEAD} portions before the caller wants them. The source is never called by two threads
 * at once, and not again after it threw or answered null.
 *
 * <p>Used by one thread. {@link #close} returns when the source is no longer being called, so that what it reads from may be closed.
 */
final class ReadAhead<T> implements AutoCloseable {

    private static final int AHEAD = 2;

    private sealed interface Step<T> {}

    private record Portion<T>(T value) implements Step<T> {}

    private record End<T>(@Nullable Throwable why) implements Step<T> {}

    private final BlockingQueue<Step<T>> steps = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    ReadAhead(Supplier<@Nullable T> source) {
        reader = Thread.ofPlatform().daemon().name("read-ahead").start(() -> readAll(source));
    }

    private void readAll(Supplier<@Nullable T> source) {
        try {
            Step<T> step;
            do {
                step = next(source);
                steps.put(step);
            } while (step instanceof Portion);
        } catch (InterruptedException e) {
            // Closed: nobody wants the rest.
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Step<T> next(Supplier<@Nullable T> source) {
        try {
            var value = source.get();
            return value == null ? new End<>(null) : new Portion<>(value);
        } catch (RuntimeException | Error e) {
            return new End<>(e);
        }
    }

    /**
     * The source's next answer, null after its last; not to be called again after that.
     *
     * @throws RuntimeException whatever the source threw, in its turn
     */
    @Nullable
    T next() {
        try {
            return switch (steps.take()) {
                case Portion<T>(var value) -> value;
                case End<T>(var why) ->
                    switch (why) {
                        case null -> null;
                        case RuntimeException e -> throw e;
                        case Error e -> throw e;
                        default -> throw new IllegalStateException(why);
                    };
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        var interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
