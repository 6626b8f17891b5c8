package org.chaiwei.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that holds all that a running system keeps, in most cases the project's {@code .chaiwei}. Two systems with two homes and
 * two port ranges never meet.
 *
 * @param root absolute, so that it can mark a process as this home's
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** What would be lost by a reset: PostgreSQL's and Kafka's files, and the evidence. */
    public Path data() {
        return root.resolve("data");
    }

    public Path postgres() {
        return data().resolve("postgres");
    }

    /** Not {@code kafka}: that was a broker that asked nobody for a password, and had no topics yet. */
    public Path kafka() {
        return data().resolve("broker");
    }

    /** The demolition service's pictures and papers. */
    public Path evidence() {
        return data().resolve("evidence");
    }

    /** Passwords and keys that belong to {@link #data}; readable by their owner alone. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What runs now: the supervisor's lock and state, one record a process. */
    public Path run() {
        return root.resolve("run");
    }

    /** What can be made again: unpacked programs and jars, ahead-of-time caches, generated spreadsheets. */
    public Path cache() {
        return root.resolve("cache");
    }

    /**
     * Makes the folders, so that everything after can count on them.
     *
     * @throws StartRefused if one can't be made or written
     */
    public void prepare() {
        try {
            for (var folder : new Path[] {data(), secrets(), logs(), run(), cache()}) {
                Files.createDirectories(folder);
                Files.delete(Files.createTempFile(folder, ".writable", ""));
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "Can't write in " + root + ": " + e,
                    "Make the folder writable for this account, or put the project where it is.",
                    e);
        }
    }
}
