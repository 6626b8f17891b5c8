package org.chaiwei.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes hold. */
final class Memory {

    private Memory() {}

    /**
     * Resident bytes of a process and its children, 0 if it is gone. Where the kernel tells, a page that several share is counted once
     * (proportional set size): PostgreSQL's children all show its one buffer pool as theirs.
     */
    static long residentBytes(ProcessHandle process) {
        var children = process.descendants().toList();
        if (children.isEmpty()) return residentBytes(process.pid());
        return Stream.concat(Stream.of(process), children.stream())
                .mapToLong(each -> proportionalBytes(each.pid()))
                .sum();
    }

    /** Resident bytes of the process without its children. */
    static long residentBytesAlone(ProcessHandle process) {
        return residentBytes(process.pid());
    }

    private static long proportionalBytes(long pid) {
        var summary = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        return Files.exists(summary) ? kibibytes(summary, "Pss:") : residentBytes(pid);
    }

    private static long residentBytes(long pid) {
        var status = Path.of("/proc", Long.toString(pid), "status");
        return Files.exists(status) ? kibibytes(status, "VmRSS:") : askPs(pid);
    }

    private static long kibibytes(Path file, String label) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return 0;
        }
    }

    private static long askPs(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            try (BufferedReader out = ps.inputReader(StandardCharsets.UTF_8)) {
                var line = out.readLine();
                return line == null ? 0 : Long.parseLong(line.strip()) * 1024;
            }
        } catch (IOException noSuchProgram) {
            return 0;
        }
    }
}
