package org.chaiwei.accountability.rating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All versions of the formula that the service brings: {@code ratings/formula-1.yml} and those that follow it. Every version stays,
 * since a frozen month is explained by the one it was rated with. Immutable.
 */
final class Formulas {

    private final List<Formula> versions;

    private Formulas(List<Formula> versions) {
        this.versions = List.copyOf(versions);
    }

    /** @throws IllegalArgumentException naming file and line, if a file is wrong: the service does not start with it */
    static Formulas brought() {
        var versions = new ArrayList<Formula>();
        for (var next = read(1); next.isPresent(); next = read(versions.size() + 1)) versions.add(next.get());
        return of(versions);
    }

    /**
     * @param versions from 1 on
     * @throws IllegalArgumentException if they are not numbered so, or begin out of their order
     */
    static Formulas of(List<Formula> versions) {
        if (versions.isEmpty()) throw new IllegalArgumentException("there is no formula");
        for (int i = 0; i < versions.size(); i++) {
            var formula = versions.get(i);
            if (formula.version() != i + 1)
                throw new IllegalArgumentException(
                        "the formula %d says that it is %d".formatted(i + 1, formula.version()));
            if (i > 0 && !formula.effectiveFrom().isAfter(versions.get(i - 1).effectiveFrom()))
                throw new IllegalArgumentException("the formula %d begins before the one before it".formatted(i + 1));
        }
        return new Formulas(versions);
    }

    /** The one by which the month that begins on this day is rated; empty before the first. */
    Optional<Formula> inForce(LocalDate monthBegins) {
        return versions.reversed().stream()
                .filter(formula -> !formula.effectiveFrom().isAfter(monthBegins))
                .findFirst();
    }

    /** @throws IllegalStateException if a log names a version that this service does not bring */
    Formula version(int version) {
        if (version < 1 || version > versions.size())
            throw new IllegalStateException("there is no formula of version " + version);
        return versions.get(version - 1);
    }

    /** When the first one begins. */
    LocalDate begin() {
        return versions.getFirst().effectiveFrom();
    }

    private static Optional<Formula> read(int version) {
        var name = "/ratings/formula-" + version + ".yml";
        try (var file = Formulas.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(FormulaFile.read(name, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
