package org.chaiwei.accountability.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All versions of the rules that the service brings: {@code measures/rules-1.yml} and those that follow it. Every version stays, since a
 * measure is explained by the one by which it was proposed. Immutable.
 */
final class MeasureRules {

    private final List<RuleSet> versions;

    private MeasureRules(List<RuleSet> versions) {
        this.versions = List.copyOf(versions);
    }

    /**
     * A version of the rules.
     *
     * @param effectiveFrom the first day of the first month that is looked at by it
     * @param source who has decided on it
     */
    record RuleSet(int version, LocalDate effectiveFrom, String source, List<Rule> rules) {
        RuleSet {
            rules = List.copyOf(rules);
        }

        List<Rule> looking(Look look) {
            return rules.stream().filter(rule -> rule.look == look).toList();
        }

        /** There is exactly one: the file is refused otherwise. */
        Rule ofFalsifiedRecords() {
            return looking(Look.FALSIFIED_RECORD).getFirst();
        }
    }

    /**
     * @param rule its name, which stands in events
     * @param places from the end that it looks at; 0 where it looks at none
     * @param running months in a row, from 1
     */
    record Rule(String rule, MeasureKind kind, Look look, int places, int running) {}

    /** At what a rule looks. The names stand in the file. */
    enum Look {
        BOTTOM,
        TOP,
        MOST_IMPROVED,
        FALSIFIED_RECORD
    }

    /** @throws IllegalArgumentException naming file and line, if a file is wrong: the service does not start with it */
    static MeasureRules brought() {
        var versions = new ArrayList<RuleSet>();
        for (var next = read(1); next.isPresent(); next = read(versions.size() + 1)) versions.add(next.get());
        return of(versions);
    }

    /**
     * @param versions from 1 on
     * @throws IllegalArgumentException if they are not numbered so, or begin out of their order
     */
    static MeasureRules of(List<RuleSet> versions) {
        if (versions.isEmpty()) throw new IllegalArgumentException("there are no rules");
        for (int i = 0; i < versions.size(); i++) {
            var rules = versions.get(i);
            if (rules.version != i + 1)
                throw new IllegalArgumentException("the rules %d say that they are %d".formatted(i + 1, rules.version));
            if (i > 0 && !rules.effectiveFrom.isAfter(versions.get(i - 1).effectiveFrom))
                throw new IllegalArgumentException("the rules %d begin before those before them".formatted(i + 1));
        }
        return new MeasureRules(versions);
    }

    /** Those by which a month is looked at; empty before the first. */
    Optional<RuleSet> inForce(YearMonth month) {
        return versions.reversed().stream()
                .filter(rules -> !rules.effectiveFrom.isAfter(month.atDay(1)))
                .findFirst();
    }

    private static Optional<RuleSet> read(int version) {
        var name = "/measures/rules-" + version + ".yml";
        try (var file = MeasureRules.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(RulesFile.read(name, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
