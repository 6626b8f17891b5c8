package org.chaiwei.demolition.rules;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.chaiwei.demolition.calendar.Period;
import org.chaiwei.demolition.rules.Rule.Bound;
import org.chaiwei.demolition.rules.Rule.Says;
import org.chaiwei.demolition.rules.Rule.Subject;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file of rules, YAML. It is a list; each item is a rule:
 *
 * <pre>{@code
 * - id: hearing-time              # kebab case, once
 *   subject: PERIOD               # STEP | PERIOD | GUARD | SIGNERS | CLOCK | PAUSE | WATCH
 *   acts: [LEGAL_REVIEW_PASSED]   # which acts it judges, names of Act
 *   tracks: [EXISTING]            # left out: all
 *   when: [HEARING_ASKED]         # only while all of these stand
 *   unless: [PARTY_SOUGHT]        # not while any of these stands
 *   …                             # what it says, by its subject
 *   article: 行政处罚法（2021）第64条
 *   from: 2021-07-15
 *   to: 2030-12-31                # left out: in force
 *   checkedByCounsel: false
 *   versions:                     # in the stead of one from and to; each may set any of the above but id, subject and acts
 *     - {from: 1996-10-01, to: 2021-07-14, length: 3, …}
 * }</pre>
 *
 * <ul>
 *   <li>STEP: {@code needs: [A, B | C]} (all of them, one of each), with {@code sameDay: true} put on record for the very day; or
 *       {@code reason: true}.
 *   <li>PERIOD: {@code bound} (AT_LEAST, AT_MOST, GIVES_AT_LEAST), {@code after: A | B}, {@code length}, {@code unit}, {@code givenBy: A},
 *       {@code waivedBy: [A]}, {@code late: LAWFUL} or REFUSED. See {@link Rule.Lasts}.
 *   <li>GUARD: {@code forbids: [A]}, {@code never: true}, {@code night: 22:00-06:00}, {@code holidays: true} (the last two with
 *       {@code exceptIf: [A]}), or {@code apart: [A]}.
 *   <li>SIGNERS: {@code roles: [enforcement]}.
 *   <li>CLOCK: {@code milestone}, {@code length}, {@code unit} (MINUTES or HOURS), {@code escalatesTo: street} and {@code unattended: office}; it
 *       judges no act and has no {@code acts}. See {@link Rule.Clocked}.
 *   <li>PAUSE: {@code ladder: [30 SUPERVISOR, 60 OFFICE]}, in minutes; it has no {@code acts} either. See {@link Rule.Pauses}.
 *   <li>WATCH: {@code soonDays: 7} and {@code ladder: [1 SUPERVISOR, 5 OFFICE]}, both may be left out. See {@link Watch}.
 * </ul>
 *
 * @param name what an error calls the file
 */
record RuleFile(String name, List<Rule> rules) {

    private static final Set<String> OF_ALL = Set.of(
            "id",
            "subject",
            "acts",
            "tracks",
            "when",
            "unless",
            "article",
            "from",
            "to",
            "checkedByCounsel",
            "versions");

    private static final Map<Subject, Set<String>> OF_SUBJECT = Map.of(
            Subject.STEP, Set.of("needs", "sameDay", "reason"),
            Subject.PERIOD, Set.of("bound", "after", "length", "unit", "givenBy", "waivedBy", "late"),
            Subject.GUARD, Set.of("forbids", "never", "night", "holidays", "exceptIf", "apart"),
            Subject.SIGNERS, Set.of("roles"),
            Subject.CLOCK, Set.of("milestone", "length", "unit", "escalatesTo", "unattended"),
            Subject.PAUSE, Set.of("ladder"),
            Subject.WATCH, Set.of("soonDays", "ladder"));

    private static final Set<String> OF_RULE_ONLY = Set.of("id", "subject", "acts", "versions");

    RuleFile {
        rules = List.copyOf(rules);
    }

    /** The role that tokens write so; null for none. */
    private static @Nullable Role role(String claim) {
        return Arrays.stream(Role.values())
                .filter(role -> role.claim().equals(claim))
                .findFirst()
                .orElse(null);
    }

    /** @throws IllegalArgumentException naming the file and the line */
    static RuleFile read(String name, String text) {
        return new Reader(name).file(text);
    }

    /** The members of a mapping, with where each stands. */
    private record Members(int line, Map<String, Node> byKey) {}

    private record Reader(String name) {

        RuleFile file(String text) {
            if (!(root(text) instanceof SequenceNode sequence)) throw wrong(1, "should be a list of rules");
            var rules = new ArrayList<Rule>();
            var ids = new HashSet<String>();
            for (var item : sequence.getValue()) {
                var versions = versions(members(item));
                if (!ids.add(versions.getFirst().id()))
                    throw wrong(
                            lineOf(item),
                            "there is a rule " + versions.getFirst().id() + " already");
                rules.addAll(versions);
            }
            return new RuleFile(name, rules);
        }

        private @Nullable Node root(String text) {
            try {
                var options = new LoaderOptions();
                options.setAllowDuplicateKeys(false);
                return new Yaml(options).compose(new StringReader(text));
            } catch (MarkedYAMLException e) {
                throw wrong(e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, e.getProblem());
            } catch (YAMLException e) {
                throw wrong(1, String.valueOf(e.getMessage()));
            }
        }

        private List<Rule> versions(Members rule) {
            var subject = one(rule, "subject", Subject.class);
            check(rule, subject);
            var given = rule.byKey.get("versions");
            if (given == null) return List.of(version(rule, subject));
            if (!(given instanceof SequenceNode list) || list.getValue().isEmpty())
                throw wrong(lineOf(given), "versions should be a list");
            var versions = new ArrayList<Rule>();
            for (var item : list.getValue()) {
                var own = members(item);
                check(own, subject);
                for (var key : own.byKey.keySet())
                    if (OF_RULE_ONLY.contains(key)) throw wrong(lineOf(item), key + " is the same for all versions");
                var merged = new LinkedHashMap<>(rule.byKey);
                merged.remove("versions");
                merged.putAll(own.byKey);
                var next = version(new Members(own.line, merged), subject);
                var last = versions.isEmpty() ? null : versions.getLast();
                if (last != null && (last.to() == null || !last.to().isBefore(next.from())))
                    throw wrong(own.line, "begins before the version of " + last.from() + " ends");
                versions.add(next);
            }
            return versions;
        }

        private void check(Members members, Subject subject) {
            for (var key : members.byKey.keySet())
                if ((subject.isOfClock() && key.equals("acts"))
                        || !OF_ALL.contains(key)
                                && !OF_SUBJECT.getOrDefault(subject, Set.of()).contains(key))
                    throw wrong(lineOf(members.byKey.get(key), members.line), key + " is not of a rule of " + subject);
        }

        private Rule version(Members of, Subject subject) {
            var id = text(of, "id");
            if (!id.matches("[a-z][a-z0-9-]*")) throw wrong(lineOf(of.byKey.get("id"), of.line), "not an id: " + id);
            var article = text(of, "article");
            if (article.isBlank()) throw wrong(of.line, "article is empty");
            var from = day(of, "from");
            var to = of.byKey.containsKey("to") ? day(of, "to") : null;
            if (to != null && to.isBefore(from)) throw wrong(lineOf(of.byKey.get("to"), of.line), "to is before from");
            return new Rule(
                    id,
                    subject.isOfClock() ? Set.of() : many(of, "acts", Act.class),
                    of.byKey.containsKey("tracks") ? many(of, "tracks", Track.class) : Set.of(),
                    of.byKey.containsKey("when") ? many(of, "when", Act.class) : Set.of(),
                    of.byKey.containsKey("unless") ? many(of, "unless", Act.class) : Set.of(),
                    says(of, subject),
                    article,
                    from,
                    to,
                    flag(of, "checkedByCounsel"));
        }

        private Says says(Members of, Subject subject) {
            return switch (subject) {
                case STEP ->
                    flag(of, "reason") ? new Rule.NeedsReason() : new Rule.Needs(needs(of), flag(of, "sameDay"));
                case PERIOD -> lasts(of);
                case GUARD -> guard(of);
                case SIGNERS -> new Rule.SignedBy(set(of, "roles", Role.class, RuleFile::role));
                case CLOCK -> clocked(of);
                case PAUSE -> new Rule.Pauses(ladder(need(of, "ladder"), "minutes", PauseWatch.Rung::new));
                case WATCH -> new Rule.Watches(watch(of));
            };
        }

        private Rule.Clocked clocked(Members of) {
            var within = period(of);
            if (!within.unit().isOfClock())
                throw wrong(lineOf(of.byKey.get("unit"), of.line), "unit should be MINUTES or HOURS");
            return new Rule.Clocked(
                    one(of, "milestone", ClockMilestone.class),
                    within,
                    role(of, "escalatesTo"),
                    role(of, "unattended"));
        }

        private Role role(Members of, String key) {
            var name = text(of, key);
            var role = RuleFile.role(name);
            if (role == null) throw wrong(lineOf(of.byKey.get(key), of.line), "'" + name + "' is no Role");
            return role;
        }

        private Watch watch(Members of) {
            var soon = of.byKey.containsKey("soonDays") ? text(of, "soonDays") : "0";
            if (!soon.matches("\\d{1,3}"))
                throw wrong(lineOf(of.byKey.get("soonDays"), of.line), "soonDays should be a number: " + soon);
            return new Watch(
                    Integer.parseInt(soon),
                    of.byKey.containsKey("ladder")
                            ? ladder(need(of, "ladder"), "working days", Watch.Rung::new)
                            : List.of());
        }

        /** @param unit of the numbers, in which a rung comes after what it is about */
        private <R> List<R> ladder(Node node, String unit, BiFunction<Integer, Watch.Whom, R> rung) {
            if (!(node instanceof SequenceNode list) || list.getValue().isEmpty())
                throw wrong(lineOf(node), "ladder should be a list");
            var rungs = new ArrayList<R>();
            var lastAfter = 0;
            Watch.Whom lastTo = null;
            for (var item : list.getValue()) {
                var words =
                        item instanceof ScalarNode scalar ? scalar.getValue().split(" ", -1) : new String[0];
                if (words.length != 2 || !words[0].matches("[1-9]\\d{0,2}"))
                    throw wrong(
                            lineOf(item), "a rung should be like 3 OFFICE: after how many " + unit + ", and to whom");
                var after = Integer.parseInt(words[0]);
                var to = named(item, words[1], Watch.Whom.class);
                if (lastTo != null && (after <= lastAfter || to.compareTo(lastTo) <= 0))
                    throw wrong(lineOf(item), "a rung should come later and stand higher than the one before");
                rungs.add(rung.apply(after, to));
                lastAfter = after;
                lastTo = to;
            }
            return rungs;
        }

        private List<Set<Act>> needs(Members of) {
            var node = need(of, "needs");
            if (!(node instanceof SequenceNode list)) throw wrong(lineOf(node), "needs should be a list");
            return list.getValue().stream().map(this::oneOf).toList();
        }

        private Rule.Lasts lasts(Members of) {
            var bound = one(of, "bound", Bound.class);
            var period = period(of);
            var late = of.byKey.containsKey("late") ? text(of, "late") : "";
            if (bound == Bound.AT_MOST ? !Set.of("LAWFUL", "REFUSED").contains(late) : !late.isEmpty())
                throw wrong(of.line, "late (LAWFUL or REFUSED) goes with AT_MOST, and only with it");
            return new Rule.Lasts(
                    bound,
                    bound == Bound.GIVES_AT_LEAST ? Set.of() : oneOf(need(of, "after")),
                    period,
                    of.byKey.containsKey("givenBy") ? one(of, "givenBy", Act.class) : null,
                    of.byKey.containsKey("waivedBy") ? many(of, "waivedBy", Act.class) : Set.of(),
                    late.equals("LAWFUL"));
        }

        private Period period(Members of) {
            var length = text(of, "length");
            if (!length.matches("[1-9]\\d{0,3}"))
                throw wrong(lineOf(of.byKey.get("length"), of.line), "length should be a number above zero: " + length);
            return new Period(Integer.parseInt(length), one(of, "unit", Period.Unit.class));
        }

        private Says guard(Members of) {
            var except = of.byKey.containsKey("exceptIf") ? many(of, "exceptIf", Act.class) : Set.<Act>of();
            if (of.byKey.containsKey("forbids")) return new Rule.Forbids(many(of, "forbids", Act.class));
            if (of.byKey.containsKey("apart")) return new Rule.Apart(many(of, "apart", Act.class));
            if (flag(of, "never")) return new Rule.Never();
            if (flag(of, "holidays")) return new Rule.NotOnHolidays(except);
            var night = text(of, "night").split("-", -1);
            try {
                var begins = LocalTime.parse(night[0]);
                var ends = LocalTime.parse(night[night.length - 1]);
                if (night.length == 2 && ends.isBefore(begins)) return new Rule.NotAtNight(begins, ends, except);
            } catch (DateTimeException e) {
                // said below
            }
            throw wrong(lineOf(of.byKey.get("night"), of.line), "night should be like 22:00-06:00");
        }

        private Set<Act> oneOf(Node node) {
            if (!(node instanceof ScalarNode scalar)) throw wrong(lineOf(node), "should be an act, or acts with |");
            var acts = EnumSet.noneOf(Act.class);
            for (var name : scalar.getValue().split("\\|", -1)) acts.add(named(node, name.strip(), Act.class));
            return acts;
        }

        private <E extends Enum<E>> Set<E> many(Members of, String key, Class<E> type) {
            return set(
                    of,
                    key,
                    type,
                    name -> Arrays.stream(type.getEnumConstants())
                            .filter(constant -> constant.name().equals(name))
                            .findFirst()
                            .orElse(null));
        }

        private <E extends Enum<E>> Set<E> set(
                Members of, String key, Class<E> type, Function<String, @Nullable E> byName) {
            var node = need(of, key);
            if (!(node instanceof SequenceNode list) || list.getValue().isEmpty())
                throw wrong(lineOf(node), key + " should be a list");
            var found = EnumSet.noneOf(type);
            for (var item : list.getValue()) {
                var name = item instanceof ScalarNode scalar ? scalar.getValue() : "";
                var constant = byName.apply(name);
                if (constant == null) throw wrong(lineOf(item), "'" + name + "' is no " + type.getSimpleName());
                found.add(constant);
            }
            return found;
        }

        private <E extends Enum<E>> E one(Members of, String key, Class<E> type) {
            return named(need(of, key), text(of, key), type);
        }

        private <E extends Enum<E>> E named(Node node, String name, Class<E> type) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(lineOf(node), "'" + name + "' is no " + type.getSimpleName()));
        }

        private LocalDate day(Members of, String key) {
            try {
                return LocalDate.parse(text(of, key));
            } catch (DateTimeException e) {
                throw wrong(lineOf(of.byKey.get(key), of.line), key + " should be a date such as 2021-07-15");
            }
        }

        private boolean flag(Members of, String key) {
            if (!of.byKey.containsKey(key)) return false;
            var text = text(of, key);
            if (!text.equals("true") && !text.equals("false"))
                throw wrong(lineOf(of.byKey.get(key), of.line), key + " should be true or false");
            return text.equals("true");
        }

        private String text(Members of, String key) {
            if (!(need(of, key) instanceof ScalarNode scalar))
                throw wrong(lineOf(of.byKey.get(key), of.line), key + " should be a text");
            return scalar.getValue();
        }

        private Node need(Members of, String key) {
            var node = of.byKey.get(key);
            if (node == null) throw wrong(of.line, key + " is missing");
            return node;
        }

        private Members members(Node node) {
            if (!(node instanceof MappingNode mapping)) throw wrong(lineOf(node), "should be a rule");
            var members = new LinkedHashMap<String, Node>();
            for (var tuple : mapping.getValue())
                if (!(tuple.getKeyNode() instanceof ScalarNode key)
                        || members.put(key.getValue(), tuple.getValueNode()) != null)
                    throw wrong(lineOf(tuple.getKeyNode()), "a key that is no text, or twice");
            return new Members(lineOf(node), members);
        }

        private static int lineOf(@Nullable Node node, int otherwise) {
            return node == null ? otherwise : lineOf(node);
        }

        private static int lineOf(Node node) {
            return node.getStartMark().getLine() + 1;
        }

        private IllegalArgumentException wrong(int line, String what) {
            return new IllegalArgumentException("%s, line %d: %s".formatted(name, line, what));
        }
    }
}
