package org.chaiwei.accountability.supervision;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.accountability.supervision.Ladder.Rung;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A ladder as a file, YAML:
 *
 * <pre>{@code
 * version: 1
 * from: '2016-01-01'
 * soonWorkingDays: 3
 * rungs:                                # the lowest first
 *   - {overdueWorkingDays: 1, to: [UNIT_HEAD]}
 * }</pre>
 */
final class LadderFile {

    /** More is no ladder but a slip of the pen, and every day is walked. */
    private static final int WORKING_DAYS_MAX = 250;

    private final String name;

    private LadderFile(String name) {
        this.name = name;
    }

    /**
     * @param name what an error calls the file
     * @throws IllegalArgumentException naming the file, the line and what is wrong
     */
    static Ladder read(String name, String text) {
        return new LadderFile(name).ladder(text);
    }

    private Ladder ladder(String text) {
        var all = members(root(text), Set.of("version", "from", "soonWorkingDays", "rungs"));
        var rungs = new ArrayList<Rung>();
        for (var item : list(all, "rungs")) {
            var rung = members(item, Set.of("overdueWorkingDays", "to"));
            var days = days(rung, "overdueWorkingDays");
            if (!rungs.isEmpty() && days <= rungs.getLast().overdueWorkingDays())
                throw wrong(item, "the rung of " + days + " working days should stand before the one of more");
            var to = EnumSet.noneOf(Addressee.class);
            for (var addressee : list(rung, "to")) to.add(addressee(addressee));
            rungs.add(new Rung(days, List.copyOf(to)));
        }
        return new Ladder(days(all, "version"), date(of(all, "from")), days(all, "soonWorkingDays"), rungs);
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

    /** All of the keys have to be there once, and no other. */
    private Map<String, Node> members(Node node, Set<String> keys) {
        if (!(node instanceof MappingNode mapping)) throw wrong(node, "should have keys and values");
        var members = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            var key = text(tuple.getKeyNode());
            if (!keys.contains(key)) throw wrong(tuple.getKeyNode(), key + " is not known here");
            if (members.put(key, tuple.getValueNode()) != null) throw wrong(tuple.getKeyNode(), key + " stands twice");
        }
        for (var key : keys.stream().sorted().toList())
            if (!members.containsKey(key)) throw wrong(node, key + " is missing");
        return members;
    }

    private Node of(Map<String, Node> members, String key) {
        var node = members.get(key);
        if (node == null) throw new IllegalStateException(key + " was looked for");
        return node;
    }

    private List<Node> list(Map<String, Node> members, String key) {
        var node = of(members, key);
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) return list.getValue();
        throw wrong(node, key + " should be a list");
    }

    private int days(Map<String, Node> members, String key) {
        var node = of(members, key);
        var text = text(node);
        if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= WORKING_DAYS_MAX) return Integer.parseInt(text);
        throw wrong(node, key + " should be a whole number from 1 to " + WORKING_DAYS_MAX);
    }

    private Addressee addressee(Node node) {
        var given = text(node);
        for (var one : Addressee.values()) if (one.name().equals(given)) return one;
        throw wrong(node, "'" + given + "' is nobody who is told");
    }

    private LocalDate date(Node node) {
        try {
            return LocalDate.parse(text(node));
        } catch (DateTimeParseException notDate) {
            throw wrong(node, "from should be a date, as 2016-01-01");
        }
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw wrong(node, "should be a text");
    }

    private IllegalArgumentException wrong(Node node, String what) {
        return wrong(node.getStartMark().getLine() + 1, what);
    }

    private IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("%s, line %d: %s".formatted(name, line, what));
    }
}
