package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** All rules in all their versions. Immutable and pure. */
public final class RuleSet {

    /** In the order of the files, versions by their dates. */
    private final List<Rule> rules;

    private final Map<Act, List<Rule>> byAct;

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.byAct = new EnumMap<>(Act.class);
        for (var rule : rules)
            for (var act : rule.acts())
                byAct.computeIfAbsent(act, _ -> new ArrayList<>()).add(rule);
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
        return new RuleSet(files.stream().flatMap(file -> file.rules().stream()).toList());
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
                    case GUARD, SIGNERS -> false;
                })
                .map(Rule::article)
                .distinct()
                .toList();
    }
}
