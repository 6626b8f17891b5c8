package org.chaiwei.demolition.deadlines;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseInTime;
import org.chaiwei.demolition.rules.Law;
import org.springframework.jdbc.core.JdbcTemplate;

/** All {@link Chapter}s together. Called within a transaction that has the lock. */
final class Counting {

    private final JdbcTemplate jdbc;
    private final List<Chapter> chapters;

    Counting(JdbcTemplate jdbc, List<Chapter> chapters) {
        this.jdbc = jdbc;
        this.chapters = List.copyOf(chapters);
    }

    List<String> tables() {
        return chapters.stream().map(Chapter::table).toList();
    }

    /** One writer at a time in all instances, to the end of the transaction: whoever has read a case's events writes before the next one reads. */
    void lock() {
        jdbc.query("SELECT pg_advisory_xact_lock(hashtextextended('chaiwei.deadlines', 0))", _ -> {});
    }

    void save(List<CaseInTime> cases, Law law, LocalDate today) {
        if (cases.isEmpty()) return;
        var countedBy = countedBy(law, today);
        for (var chapter : chapters) chapter.save(cases, today, countedBy);
    }

    /** Cases that were counted by other rules, another calendar, or before the rules in force changed. */
    Set<UUID> countedOtherwise(Law law, LocalDate today, int limit) {
        var countedBy = countedBy(law, today);
        var found = new LinkedHashSet<UUID>();
        for (var chapter : chapters) found.addAll(chapter.countedOtherwise(countedBy, limit));
        return found;
    }

    private static String countedBy(Law law, LocalDate today) {
        return law.digest() + "-" + law.rules().changedOn(today);
    }
}
