package org.chaiwei.demolition.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.chaiwei.demolition.calendar.Calendars;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Gives whoever decides the law as it is now: the service's rules, read once at the start, and the calendar in force. A rule file that is
 * wrong stops the start and names the file and the line. Thread-safe.
 */
public final class Laws {

    private static final String FILES = "classpath*:rules/*.yml";

    private final RuleSet rules;
    private final Calendars calendars;

    Laws(RuleSet rules, Calendars calendars) {
        this.rules = rules;
        this.calendars = calendars;
    }

    public Law current() {
        return new Law(rules, calendars.current());
    }

    /** The rules and the calendar that the service brings. */
    public static Law brought() {
        return new Law(broughtRules(), Calendars.brought());
    }

    /** @throws IllegalArgumentException naming the file and the line that is wrong */
    static RuleSet broughtRules() {
        try {
            var files = new PathMatchingResourcePatternResolver(Laws.class.getClassLoader()).getResources(FILES);
            Arrays.sort(files, Comparator.comparing(file -> Objects.toString(file.getFilename())));
            var read = new ArrayList<RuleFile>();
            for (var file : files) read.add(read(file));
            return RuleSet.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleFile read(Resource file) throws IOException {
        return RuleFile.read("rules/" + file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8));
    }
}
