package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.accountability.supervision.Ladder.Rung;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

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
     * @throws IllegalArgumentException naming the file and what is wrong
     */
    static Ladder read(String name, String text) {
        return new LadderFile(name).ladder(text);
    }

    private Ladder ladder(String text) {
        var all = members(load(text), Set.of("version", "from", "soonWorkingDays", "rungs"));
        var rungs = new ArrayList<Rung>();
        for (var item : list(all, "rungs")) {
            var members = members(item, Set.of("overdueWorkingDays", "to"));
            var days = days(members, "overdueWorkingDays");
            if (!rungs.isEmpty() && days <= rungs.getLast().overdueWorkingDays())
                throw wrong("the rung of " + days + " working days should stand before the one of more");
            var to = EnumSet.noneOf(Addressee.class);
            for (var addressee : list(members, "to")) to.add(addressee(addressee));
            rungs.add(new Rung(days, List.copyOf(to)));
        }
        return new Ladder(
                days(all, "version"), date(String.valueOf(all.get("from"))), days(all, "soonWorkingDays"), rungs);
    }

    private Object load(String text) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Object root = new Yaml(new SafeConstructor(options)).load(text);
            if (root != null) return root;
        } catch (YAMLException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        throw wrong("is empty");
    }

    private Map<?, ?> members(Object node, Set<String> keys) {
        if (node instanceof Map<?, ?> members && members.keySet().equals(keys)) return members;
        throw wrong("should have exactly the keys " + keys.stream().sorted().toList() + ": " + node);
    }

    private List<?> list(Map<?, ?> of, String key) {
        if (of.get(key) instanceof List<?> list && !list.isEmpty()) return list;
        throw wrong(key + " should be a list");
    }

    private int days(Map<?, ?> of, String key) {
        if (of.get(key) instanceof Integer number && number > 0 && number <= WORKING_DAYS_MAX) return number;
        throw wrong(key + " should be a whole number from 1 to " + WORKING_DAYS_MAX);
    }

    private Addressee addressee(Object given) {
        for (var one : Addressee.values()) if (one.name().equals(given)) return one;
        throw wrong(given + " is nobody who is told");
    }

    private LocalDate date(String given) {
        try {
            return LocalDate.parse(given);
        } catch (DateTimeParseException notADate) {
            throw wrong("from should be a date in quotation marks, as '2016-01-01'");
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ": " + what);
    }
}
