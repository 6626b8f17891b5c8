package org.chaiwei.local;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What a running system tells other processes about itself, in a file of its home.
 *
 * @param supervisor the process id of the one that holds the home's lock
 */
record SystemState(Phase phase, Ports ports, long supervisor) {

    enum Phase {
        STARTING,
        /** The ledger can be used; its first content, or the other services, may still be on their way. */
        RUNNING,
        /** All that {@code up} was asked for is done. */
        READY
    }

    private static Path file(Home home) {
        return home.run().resolve("system.properties");
    }

    /** What the last system of this home said; whether it lives, only its lock tells ({@link SupervisorLock}). */
    static Optional<SystemState> read(Home home) {
        var values = new Properties();
        try (var in = Files.newBufferedReader(file(home))) {
            values.load(in);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new SystemState(
                Phase.valueOf(values.getProperty("phase")),
                new Ports(
                        Integer.parseInt(values.getProperty("port")),
                        Integer.parseInt(values.getProperty("copies", "1"))),
                Long.parseLong(values.getProperty("supervisor"))));
    }

    void write(Home home) {
        var values = new Properties();
        values.setProperty("phase", phase.name());
        values.setProperty("port", Integer.toString(ports.gateway()));
        values.setProperty("copies", Integer.toString(ports.copies()));
        values.setProperty("supervisor", Long.toString(supervisor));
        try {
            var text = new StringWriter();
            values.store(text, null);
            var unfinished = home.run().resolve("system.new");
            Files.writeString(unfinished, text.toString());
            Files.move(unfinished, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
