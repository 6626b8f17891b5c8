package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** All rules in all their versions. Immutable and pure. */
public final class RuleSet {

    /** In the order of the files, versions by their dates. */
    private final List<Rule> rules;

    private final Map<Act, List<Rule>> byAct;
    private final List<List<Rule>> periods;
    private final String digest;

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.byAct = new EnumMap<>(Act.class);
        for (var rule : rules)
            for (var act : rule.acts())
                byAct.computeIfAbsent(act, _ -> new ArrayList<>()).add(rule);
        this.periods = List.copyOf(rules.stream()
                .filter(rule -> rule.says().subject() == Rule.Subject.PERIOD)
                .collect(Collectors.groupingBy(Rule::id, LinkedHashMap::new, Collectors.toUnmodifiableList()))
                .values());
        this.digest = Integer.toHexString(this.rules.toString().hashCode());
    }

    /** @throws IllegalArgumentException if two files have a rule of the same id */
    static RuleSet of(Collection<RuleFile> files) {
        var owners = files.stream()
                .flatMap(file -> file.rules().stream().map(Rule::id).distinct().map(id -> Map.entry(id, file.name())))
                .collect(Collectors.groupingBy(Map.Entry::getKey));
        owners.forEach((id, in) -> {
            if (in.size() > 1)
                throw new IllegalArgumentException("rule %s stands in %s and %s"
                        .formatted(id, in.getFirst().getValue(), in.get(1).getValue()));
        });
        for (var file : files) file.rules().forEach(rule -> onlyOneOfItsMilestone(rule, files));
        return new RuleSet(files.stream().flatMap(file -> file.rules().stream()).toList());
    }

    /** A clock has one limit for a milestone on any day. */
    private static void onlyOneOfItsMilestone(Rule rule, Collection<RuleFile> files) {
        if (!(rule.says() instanceof Rule.Clocked clocked)) return;
        files.stream()
                .flatMap(file -> file.rules().stream())
                .filter(other -> !other.id().equals(rule.id())
                        && other.says() instanceof Rule.Clocked more
                        && more.milestone() == clocked.milestone()
                        && (other.isInForceOn(rule.from()) || rule.isInForceOn(other.from())))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException("rules %s and %s limit the same milestone on the same day"
                            .formatted(rule.id(), other.id()));
                });
    }

    /** How a pause of a clock that began on that day is watched; empty where nobody does. */
    public Optional<PauseWatch> pauses(LocalDate confirmedOn) {
        for (var rule : on(confirmedOn))
            if (rule.says() instanceof Rule.Pauses(var ladder)) return Optional.of(new PauseWatch(rule.id(), ladder));
        return Optional.empty();
    }

    /** The rules in force on a day. */
    List<Rule> on(LocalDate day) {
        return rules.stream().filter(rule -> rule.isInForceOn(day)).toList();
    }

    /** The rules on an act that are in force on a day. */
    List<Rule> on(LocalDate day, Act act) {
        var found = new ArrayList<Rule>();
        for (var rule : byAct.getOrDefault(act, List.of())) if (rule.isInForceOn(day)) found.add(rule);
        return found;
    }

    /** All versions of one rule; none for an id that there is not. */
    List<Rule> versions(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).toList();
    }

    /** The limits of the one-hour clock on the day of the confirmation, in the order of the milestones; none for a day without rules. */
    public Map<ClockMilestone, ClockLimit> clock(LocalDate confirmedOn) {
        var limits = new EnumMap<ClockMilestone, ClockLimit>(ClockMilestone.class);
        for (var rule : on(confirmedOn))
            if (rule.says() instanceof Rule.Clocked(var milestone, var within, var escalatesTo, var unattended))
                limits.put(
                        milestone,
                        new ClockLimit(
                                milestone, within.duration(), escalatesTo, unattended, rule.id(), rule.article()));
        return Collections.unmodifiableMap(limits);
    }

    /** The rules of periods, each with its versions by their dates. */
    List<List<Rule>> periods() {
        return periods;
    }

    /** How the deadlines of an act that lie on that day are watched; empty where nobody does. */
    public Optional<Watch> watch(LocalDate day, Act act) {
        for (var rule : on(day, act)) if (rule.says() instanceof Rule.Watches(var watch)) return Optional.of(watch);
        return Optional.empty();
    }

    /** The last day up to this one on which a rule came into force or went out of it; the first day of all where none did. */
    public LocalDate changedOn(LocalDate day) {
        return rules.stream()
                .flatMap(rule -> Stream.of(
                        rule.from(), rule.to() == null ? rule.from() : rule.to().plusDays(1)))
                .filter(change -> !change.isAfter(day))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
    }

    /** The same for the same rules in every process, and another one for others. */
    String digest() {
        return digest;
    }

    /** Who may do it on that day; empty where no rule says. */
    public Set<Role> signers(LocalDate day, Act act) {
        for (var rule : on(day, act)) if (rule.says() instanceof Rule.SignedBy(var roles)) return roles;
        return Set.of();
    }

    /** The law on an act as it is on that day, each article once: what a paper cites. Who signs and what stands in the way is not among it. */
    public List<String> articles(LocalDate day, Act act, @Nullable Track track) {
        return on(day, act).stream()
                .filter(rule -> rule.isOfTrack(track))
                .filter(rule -> switch (rule.says().subject()) {
                    case STEP, PERIOD -> true;
                    case GUARD, SIGNERS, CLOCK, PAUSE, WATCH -> false;
                })
                .map(Rule::article)
                .distinct()
                .toList();
    }
}
