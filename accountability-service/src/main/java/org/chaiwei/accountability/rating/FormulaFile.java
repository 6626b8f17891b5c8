package org.chaiwei.accountability.rating;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.accountability.rating.Formula.Group;
import org.chaiwei.accountability.rating.Formula.Line;
import org.chaiwei.accountability.rating.Formula.Weighed;
import org.chaiwei.accountability.target.Metric;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A formula as a file, YAML:
 *
 * <pre>{@code
 * version: 1
 * effectiveFrom: 2016-01-01             # the first of a month
 * source: …
 * of: 100                               # the sum of the parts' points
 * groups:                               # the largest first, the last from 0
 *   - {name: LARGE, fromM2: 65000}
 * minimum: {entries: 20, points: 30}
 * parts:                                # each Part once
 *   - part: RELAPSE
 *     points: 10                        # the sum of the lines'
 *     lines:
 *       - {measure: RELAPSES, points: 10, zeroAt: 0.10, atLeast: 5}
 * }</pre>
 *
 * Which settings a line has, its {@link Measure} says. Points have at most two decimals.
 */
final class FormulaFile {

    private static final int POINTS_DECIMALS = 2;

    private final String name;

    private FormulaFile(String name) {
        this.name = name;
    }

    /**
     * @param name what an error calls the file
     * @throws IllegalArgumentException naming the file and the line
     */
    static Formula read(String name, String text) {
        return new FormulaFile(name).formula(text);
    }

    /** The members of a mapping, with where each stands. */
    private record Members(int line, Map<String, Node> byKey) {}

    private Formula formula(String text) {
        var all = members(
                root(text), Set.of("version", "effectiveFrom", "source", "of", "groups", "minimum", "parts"), Set.of());
        var of = points(all, "of");
        var minimum = members(need(all, "minimum"), Set.of("entries", "points"), Set.of());
        var parts = parts(need(all, "parts"));
        var sum = parts.stream().map(Weighed::points).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(of) != 0)
            throw wrong(
                    need(all, "of"), "the parts have " + sum.toPlainString() + " points, not " + of.toPlainString());
        var minimumPoints = points(minimum, "points");
        if (minimumPoints.compareTo(of) > 0)
            throw wrong(need(minimum, "points"), "points should be at most " + of.toPlainString());
        return new Formula(
                (int) whole(all, "version"),
                month(all),
                filled(all, "source"),
                of,
                groups(need(all, "groups")),
                whole(minimum, "entries"),
                minimumPoints,
                parts);
    }

    private List<Group> groups(Node node) {
        var groups = new ArrayList<Group>();
        var names = new HashSet<String>();
        var items = items(node, "groups");
        for (var item : items) {
            var group = members(item, Set.of("name", "fromM2"), Set.of());
            var named = filled(group, "name");
            if (!names.add(named)) throw wrong(item, "there is a group " + named + " already");
            var from = decimal(group, "fromM2");
            if (!groups.isEmpty() && from.compareTo(groups.getLast().fromM2()) >= 0)
                throw wrong(item, "the larger group stands first");
            groups.add(new Group(named, from));
        }
        if (groups.getLast().fromM2().signum() != 0) throw wrong(items.getLast(), "the last group should begin at 0");
        return groups;
    }

    private List<Weighed> parts(Node node) {
        var parts = new ArrayList<Weighed>();
        var left = EnumSet.allOf(Part.class);
        for (var item : items(node, "parts")) {
            var members = members(item, Set.of("part", "points", "lines"), Set.of());
            var part = one(members, "part", Part.class);
            if (!left.remove(part)) throw wrong(item, "there is a part " + part + " already");
            var lines = new ArrayList<Line>();
            for (var line : items(need(members, "lines"), "lines")) lines.add(line(line, part));
            var points = points(members, "points");
            var sum = lines.stream().map(Line::points).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.compareTo(points) != 0)
                throw wrong(item, "the lines have " + sum.toPlainString() + " points, not " + points.toPlainString());
            parts.add(new Weighed(part, points, lines));
        }
        if (!left.isEmpty()) throw wrong(node, "parts are missing: " + left);
        return parts;
    }

    private Line line(Node node, Part part) {
        var measure = one(members(node), "measure", Measure.class);
        if (measure.part() != part) throw wrong(node, measure + " is of the part " + measure.part());
        var line = members(node, Set.of("measure", "points"), measure.settings());
        var has = measure.settings();
        var zeroAt = has.contains("zeroAt") ? decimal(line, "zeroAt") : BigDecimal.ZERO;
        if (has.contains("zeroAt") && (zeroAt.signum() == 0 || zeroAt.compareTo(BigDecimal.ONE) > 0))
            throw wrong(need(line, "zeroAt"), "zeroAt should be a share above 0 and at most 1");
        return new Line(
                measure,
                points(line, "points"),
                has.contains("each") ? points(line, "each") : BigDecimal.ZERO,
                zeroAt,
                has.contains("atLeast") ? whole(line, "atLeast") : 0,
                has.contains("metrics") ? metrics(need(line, "metrics")) : Set.of());
    }

    private Set<String> metrics(Node node) {
        var metrics = new TreeSet<String>();
        for (var item : items(node, "metrics")) {
            var code = item instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (Metric.of(code).isEmpty()) throw wrong(item, "'" + code + "' is no metric");
            metrics.add(code);
        }
        return metrics;
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

    /** Above zero. */
    private BigDecimal points(Members of, String key) {
        var points = decimal(of, key);
        if (points.signum() == 0 || points.scale() > POINTS_DECIMALS)
            throw wrong(need(of, key), key + " should be above zero with at most two decimals");
        return points;
    }

    /** Not negative. */
    private BigDecimal decimal(Members of, String key) {
        var text = text(of, key);
        if (!text.matches("\\d{1,8}(\\.\\d{1,4})?")) throw wrong(need(of, key), key + " should be a number: " + text);
        return new BigDecimal(text);
    }

    /** Above zero. */
    private long whole(Members of, String key) {
        var text = text(of, key);
        if (!text.matches("[1-9]\\d{0,5}")) throw wrong(need(of, key), key + " should be a whole number above zero");
        return Long.parseLong(text);
    }

    private <E extends Enum<E>> E one(Members of, String key, Class<E> type) {
        var text = text(of, key);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(need(of, key), "'" + text + "' is no " + type.getSimpleName()));
    }

    private String filled(Members of, String key) {
        var text = text(of, key).strip();
        if (text.isEmpty()) throw wrong(need(of, key), key + " is empty");
        return text;
    }

    private String text(Members of, String key) {
        if (!(need(of, key) instanceof ScalarNode scalar)) throw wrong(need(of, key), key + " should be a text");
        return scalar.getValue();
    }

    private Node need(Members of, String key) {
        var node = of.byKey.get(key);
        if (node == null) throw wrong(of.line, key + " is missing");
        return node;
    }

    private List<Node> items(Node node, String key) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty())
            throw wrong(node, key + " should be a list");
        return list.getValue();
    }

    /** @param settings further keys; all of them and {@code keys} have to be there, and no other */
    private Members members(Node node, Set<String> keys, Set<String> settings) {
        var members = members(node);
        members.byKey.forEach((key, value) -> {
            if (!keys.contains(key) && !settings.contains(key)) throw wrong(value, key + " is not known here");
        });
        for (var key : settings) need(members, key);
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
