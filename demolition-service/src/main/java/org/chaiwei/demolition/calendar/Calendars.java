package org.chaiwei.demolition.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calendar in force: the one that the service brings (2013–2026), and over it the files of a folder, which an operator adds to when
 * the State Council publishes the next year's notice. Whoever asks for the calendar has the folder looked at, at most every
 * {@value #LOOK_EVERY_SECONDS} seconds; so every instance that sees the folder takes a new file up by itself and none has to start anew.
 *
 * <p>A wrong file never replaces a good calendar: the one before stays in force, and the trouble is logged and told by the API. Only at
 * the start, where there is no calendar before, is a wrong file an error. Thread-safe.
 */
public final class Calendars {

    private static final Logger LOG = LoggerFactory.getLogger(Calendars.class);

    static final int LOOK_EVERY_SECONDS = 10;

    private static final String BROUGHT = "/calendar/holidays-2013-2026.csv";

    /** What makes a file another one. */
    private record Seen(FileTime changedAt, long bytes) {}

    /**
     * @param files of the folder, as they were when this was read
     * @param trouble why what now lies in the folder is not in force; null where it is
     */
    private record Loaded(
            WorkingDays days,
            Map<Path, Seen> files,
            @Nullable String trouble,
            Instant lookedAt) {}

    private final @Nullable Path folder;
    private final Clock clock;
    private volatile Loaded loaded;

    private Calendars(@Nullable Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        var files = seen(folder);
        this.loaded = new Loaded(read(files), files, null, clock.instant());
    }

    /**
     * @param folder null for none; one that doesn't exist yet is taken for empty
     * @throws IllegalArgumentException naming file and line, if a file is wrong
     */
    static Calendars from(@Nullable Path folder, Clock clock) {
        return new Calendars(folder, clock);
    }

    /** The calendar that the service brings, without any folder. */
    public static WorkingDays brought() {
        return read(Map.of());
    }

    /** The calendar in force now. */
    public WorkingDays current() {
        var known = loaded;
        return folder == null || clock.instant().isBefore(known.lookedAt.plus(Duration.ofSeconds(LOOK_EVERY_SECONDS)))
                ? known.days
                : look(known);
    }

    /** Why what lies in the folder is not in force; null where it is. */
    @Nullable
    String trouble() {
        return loaded.trouble;
    }

    private synchronized WorkingDays look(Loaded before) {
        if (loaded.lookedAt.isAfter(before.lookedAt)) return loaded.days; // somebody else has just looked
        try {
            var files = seen(folder);
            loaded = files.equals(before.files)
                    ? new Loaded(before.days, files, null, clock.instant()) // what lies there is what is in force
                    : new Loaded(read(files), files, null, clock.instant());
            if (!files.equals(before.files)) LOG.info("calendar read again: {}", loaded.days.years());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            var trouble = Objects.toString(e.getMessage());
            var isNew = !trouble.equals(before.trouble);
            if (isNew) LOG.error("the calendar in {} can't be used; the one before stays in force", folder, e);
            loaded = new Loaded(before.days, before.files, trouble, clock.instant());
        }
        return loaded.days;
    }

    private static Map<Path, Seen> seen(@Nullable Path folder) {
        if (folder == null || !Files.isDirectory(folder)) return Map.of();
        var found = new TreeMap<Path, Seen>();
        try (var files = Files.newDirectoryStream(folder, "*.csv")) {
            for (var file : files) found.put(file, new Seen(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static WorkingDays read(Map<Path, Seen> files) {
        var days = new ArrayList<>(CalendarFile.read(BROUGHT, broughtLines()));
        try {
            for (var file : files.keySet()) days.addAll(CalendarFile.read(file.toString(), Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return WorkingDays.of(days);
    }

    private static List<String> broughtLines() {
        var file = Objects.requireNonNull(Calendars.class.getResourceAsStream(BROUGHT), BROUGHT);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
