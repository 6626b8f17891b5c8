package org.chaiwei.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Keeps the logs of a folder small: one that has grown past the bound is copied beside itself with {@code .1} and emptied. The
 * processes append, so they go on writing at the new end and need not know.
 */
public final class BoundedLogs {

    /** Twice this a process at most, the older half in {@code .1}. */
    public static final long BOUND_BYTES = 16L * 1024 * 1024;

    private final Path folder;
    private final long boundBytes;

    public BoundedLogs(Path folder, long boundBytes) {
        this.folder = folder;
        this.boundBytes = boundBytes;
    }

    /** Called every few seconds by the supervisor. */
    public void trim() {
        try (Stream<Path> logs = Files.list(folder)) {
            for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (Files.size(log) <= boundBytes) continue;
                Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
