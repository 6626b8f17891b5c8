package org.chaiwei.accountability.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All ladders that there have been, by their versions. A file that tasks were given under is never edited. Immutable. */
final class Ladders {

    private final List<Ladder> versions;

    private Ladders(List<Ladder> versions) {
        this.versions = List.copyOf(versions);
    }

    /** @throws IllegalArgumentException naming the file, if one is wrong: the service does not start with it */
    static Ladders brought() {
        var versions = new ArrayList<Ladder>();
        for (var next = read(1); next.isPresent(); next = read(versions.size() + 1)) versions.add(next.get());
        return of(versions);
    }

    /**
     * @param versions from 1 on
     * @throws IllegalArgumentException if they are not numbered so, or begin out of their order
     */
    static Ladders of(List<Ladder> versions) {
        if (versions.isEmpty()) throw new IllegalArgumentException("there is no ladder");
        for (int i = 0; i < versions.size(); i++) {
            var ladder = versions.get(i);
            if (ladder.version() != i + 1)
                throw new IllegalArgumentException(
                        "the ladder %d says that it is %d".formatted(i + 1, ladder.version()));
            if (i > 0 && !ladder.from().isAfter(versions.get(i - 1).from()))
                throw new IllegalArgumentException("the ladder %d begins before the one before it".formatted(i + 1));
        }
        return new Ladders(versions);
    }

    /** The one under which a task is given on a day; before the first it is the first. */
    Ladder inForce(LocalDate day) {
        return versions.reversed().stream()
                .filter(ladder -> !ladder.from().isAfter(day))
                .findFirst()
                .orElse(versions.getFirst());
    }

    /** @throws IllegalStateException if a log names a version that this service does not bring */
    Ladder version(int version) {
        if (version < 1 || version > versions.size())
            throw new IllegalStateException("there is no ladder of version " + version);
        return versions.get(version - 1);
    }

    private static Optional<Ladder> read(int version) {
        var name = "/supervision/ladder-" + version + ".yml";
        try (var file = Ladders.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(LadderFile.read(name, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
