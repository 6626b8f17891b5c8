package org.chaiwei.local.process;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.chaiwei.local.process.ProcessSpec.StopSignal;

/**
 * Remembers in a folder which processes were started, so that a later run finds those that a killed one left behind. A process counts
 * as ours only if its id, its start time and its command line all agree, because ids are used again.
 */
public final class ProcessRecords {

    /** The system counts start times in ticks from a boot time that is itself rounded. */
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

    private static final String SUFFIX = ".process";

    private final Path folder;

    public ProcessRecords(Path folder) {
        this.folder = folder;
    }

    /** A process that was remembered and lives. */
    public record Remembered(String name, StopSignal stopSignal, Instant startedAt, ProcessHandle handle) {}

    /** Called right after a start. What was remembered under the name before is overwritten. */
    public void remember(ProcessSpec spec, ProcessHandle handle) {
        var record = new Properties();
        record.setProperty("pid", Long.toString(handle.pid()));
        record.setProperty(
                "startedAt",
                handle.info().startInstant().orElseGet(Instant::now).toString());
        record.setProperty("marker", spec.marker());
        record.setProperty("stopSignal", spec.stopSignal().name());
        try {
            var text = new StringWriter();
            record.store(text, null);
            var unfinished = folder.resolve(spec.name() + ".new");
            Files.writeString(unfinished, text.toString());
            Files.move(
                    unfinished, file(spec.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called when the process has ended. */
    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every remembered process that lives, in the order of their start. Records of dead or foreign ones are removed. */
    public List<Remembered> alive() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Remembered::startedAt))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Remembered> read(Path file) {
        var fileName = file.getFileName().toString();
        var name = fileName.substring(0, fileName.length() - SUFFIX.length());
        var record = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            record.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var startedAt = Instant.parse(record.getProperty("startedAt"));
        var handle = ProcessHandle.of(Long.parseLong(record.getProperty("pid")))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isTheOneStarted(process, startedAt, record.getProperty("marker")));
        if (handle.isEmpty()) forget(name);
        return handle.map(process ->
                new Remembered(name, StopSignal.valueOf(record.getProperty("stopSignal")), startedAt, process));
    }

    private static boolean isTheOneStarted(ProcessHandle process, Instant startedAt, String marker) {
        var info = process.info();
        return info.startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(START_TIME_TOLERANCE) <= 0)
                        .orElse(false)
                && info.commandLine().map(line -> line.contains(marker)).orElse(false);
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
