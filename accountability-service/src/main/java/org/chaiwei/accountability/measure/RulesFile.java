package org.chaiwei.accountability.measure;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.accountability.measure.MeasureRules.Look;
import org.chaiwei.accountability.measure.MeasureRules.Rule;
import org.chaiwei.accountability.measure.MeasureRules.RuleSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Rules as a file, YAML:
 *
 * <pre>{@code
 * version: 1
 * effectiveFrom: 2016-01-01             # the first of a month
 * source: …
 * rules:
 *   - {rule: BOTTOM_TWO, kind: REMINDER, look: BOTTOM, places: 2, running: 1}
 *   - {rule: TOP_THREE, kind: COMMENDATION, look: TOP, places: 3}
 *   - {rule: MOST_IMPROVED, kind: COMMENDATION, look: MOST_IMPROVED}
 *   - {rule: FALSIFIED_RECORD, kind: ACCOUNTABILITY_CASE, look: FALSIFIED_RECORD}
 * }</pre>
 *
 * All rules for the bottom look at the same places, each at another row of months; of those for falsified records there is one.
 */
final class RulesFile {

    private static final Set<String> OF_ALL = Set.of("rule", "kind", "look");

    private final String name;

    private RulesFile(String name) {
        this.name = name;
    }

    /**
     * @param name what an error calls the file
     * @throws IllegalArgumentException naming the file and the line
     */
    static RuleSet read(String name, String text) {
        return new RulesFile(name).rules(text);
    }

    /** The members of a mapping, with where it stands. */
    private record Members(int line, Map<String, Node> byKey) {}

    private RuleSet rules(String text) {
        var all = members(root(text), Set.of("version", "effectiveFrom", "source", "rules"));
        return new RuleSet(whole(all, "version"), month(all), text(all, "source"), rules(need(all, "rules")));
    }

    private List<Rule> rules(Node node) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty())
            throw wrong(node, "rules should be a list");
        var rules = new ArrayList<Rule>();
        var names = new HashSet<String>();
        for (var item : list.getValue()) {
            var rule = rule(item);
            if (!names.add(rule.rule())) throw wrong(item, "there is a rule " + rule.rule() + " already");
            for (var other : rules) {
                if (other.look() != rule.look()) continue;
                if (rule.look() == Look.BOTTOM && other.places() != rule.places())
                    throw wrong(item, "the rules for the bottom should have the same places");
                if (rule.look() != Look.BOTTOM || other.running() == rule.running())
                    throw wrong(item, "there is such a rule already: " + other.rule());
            }
            rules.add(rule);
        }
        if (rules.stream().noneMatch(rule -> rule.look() == Look.FALSIFIED_RECORD))
            throw wrong(node, "a rule for a FALSIFIED_RECORD is missing");
        return rules;
    }

    private Rule rule(Node node) {
        var look = one(members(node), "look", Look.class);
        var keys = new HashSet<>(OF_ALL);
        if (look == Look.BOTTOM || look == Look.TOP) keys.add("places");
        if (look == Look.BOTTOM) keys.add("running");
        var rule = members(node, keys);
        var kind = one(rule, "kind", MeasureKind.class);
        var forPraise = look == Look.TOP || look == Look.MOST_IMPROVED;
        if (kind.isPraise() != forPraise) throw wrong(need(rule, "kind"), kind + " does not fit " + look);
        var named = text(rule, "rule");
        if (!named.matches("[A-Z][A-Z_]{0,39}"))
            throw wrong(need(rule, "rule"), "'" + named + "' is no name of a rule");
        return new Rule(
                named,
                kind,
                look,
                keys.contains("places") ? whole(rule, "places") : 0,
                keys.contains("running") ? whole(rule, "running") : 1);
    }

    private LocalDate month(Members of) {
        try {
            var day = LocalDate.parse(text(of, "effectiveFrom"));
            if (day.getDayOfMonth() == 1) return day;
        } catch (DateTimeException notADay) {
            // said below
        }
        throw wrong(need(of, "effectiveFrom"), "effectiveFrom should be the first of a month, such as 2016-01-01");
    }

    /** From 1 to 99. */
    private int whole(Members of, String key) {
        var text = text(of, key);
        if (!text.matches("[1-9]\\d?")) throw wrong(need(of, key), key + " should be a whole number from 1 to 99");
        return Integer.parseInt(text);
    }

    private <E extends Enum<E>> E one(Members of, String key, Class<E> type) {
        var text = text(of, key);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(need(of, key), "'" + text + "' is no " + type.getSimpleName()));
    }

    private String text(Members of, String key) {
        if (!(need(of, key) instanceof ScalarNode scalar) || scalar.getValue().isBlank())
            throw wrong(need(of, key), key + " should be a text");
        return scalar.getValue().strip();
    }

    private Node need(Members of, String key) {
        var node = of.byKey.get(key);
        if (node == null) throw wrong(of.line, key + " is missing");
        return node;
    }

    /** All of the keys have to be there, and no other. */
    private Members members(Node node, Set<String> keys) {
        var members = members(node);
        members.byKey.forEach((key, value) -> {
            if (!keys.contains(key)) throw wrong(value, key + " is not known here");
        });
        for (var key : keys) need(members, key);
        return members;
    }

    private Members members(Node node) {
        if (!(node instanceof MappingNode mapping)) throw wrong(node, "should have keys and values");
        var members = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue())
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || members.put(key.getValue(), tuple.getValueNode()) != null)
                throw wrong(tuple.getKeyNode(), "a key that is no text, or twice");
        return new Members(lineOf(node), members);
    }

    private Node root(String text) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var root = new Yaml(options).compose(new StringReader(text));
            if (root != null) return root;
        } catch (MarkedYAMLException e) {
            throw wrong(e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, e.getProblem());
        } catch (YAMLException e) {
            throw wrong(1, String.valueOf(e.getMessage()));
        }
        throw wrong(1, "is empty");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private IllegalArgumentException wrong(Node node, String what) {
        return wrong(lineOf(node), what);
    }

    private IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("%s, line %d: %s".formatted(name, line, what));
    }
}
