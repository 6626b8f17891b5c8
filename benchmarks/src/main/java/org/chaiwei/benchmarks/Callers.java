package org.chaiwei.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers on virtual threads, each of which calls again as soon as it was answered. */
final class Callers {

    /** @param nanos the latency of every call, ascending */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Run(double perSecond, long[] nanos) {}

    private Callers() {}

    static Run measure(int callers, Duration time, Runnable call) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var running = new ArrayList<Future<long[]>>();
            for (var i = 0; i < callers; i++)
                running.add(executor.submit(() -> {
                    start.await();
                    return callUntil(System.nanoTime() + time.toNanos(), call);
                }));
            var began = System.nanoTime();
            start.countDown();
            var all = new long[0];
            for (var caller : running) all = concat(all, caller.get());
            var seconds = (System.nanoTime() - began) / 1e9;
            Arrays.sort(all);
            return new Run(all.length / seconds, all);
        }
    }

    private static long[] callUntil(long deadline, Runnable call) {
        var nanos = new long[1024];
        var calls = 0;
        for (var before = System.nanoTime(); before < deadline; ) {
            call.run();
            var after = System.nanoTime();
            if (calls == nanos.length) nanos = Arrays.copyOf(nanos, 2 * calls);
            nanos[calls++] = after - before;
            before = after;
        }
        return Arrays.copyOf(nanos, calls);
    }

    static long[] concat(long[] some, long[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    static double percentileMs(long[] ascending, double fraction) {
        return ascending.length == 0 ? 0 : Math.round(ascending[(int) (fraction * (ascending.length - 1))] / 1e4) / 1e2;
    }
}
