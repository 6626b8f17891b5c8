package org.chaiwei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one supervisor of a home for as long as it lives; the system frees it when that process dies, however it dies. */
final class SupervisorLock implements AutoCloseable {

    private final FileChannel channel;

    private SupervisorLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty if a supervisor of this home lives. */
    static Optional<SupervisorLock> tryTake(Home home) {
        try {
            Files.createDirectories(home.run());
            var channel = FileChannel.open(
                    home.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) return Optional.of(new SupervisorLock(channel));
            } catch (OverlappingFileLockException anotherOfThisProcess) {
                // As good as one of another process.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isTaken(Home home) {
        var lock = tryTake(home);
        lock.ifPresent(SupervisorLock::close);
        return lock.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
