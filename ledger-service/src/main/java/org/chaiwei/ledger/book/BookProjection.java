package org.chaiwei.ledger.book;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.platform.view.View;

/**
 * Carries the events into the book, a batch at a time: what a batch does to an entry is worked out in memory, and the entry is
 * written once. An entry that the batch itself registers is not even read, so an import costs one COPY a batch.
 */
final class BookProjection implements View {

    static final String NAME = "book";

    private final EntryRows rows;
    private final List<Chapter> chapters;

    BookProjection(EntryRows rows, List<Chapter> chapters) {
        this.rows = rows;
        this.chapters = List.copyOf(chapters);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return Stream.concat(Stream.of("entry"), chapters.stream().map(Chapter::table))
                .toList();
    }

    @Override
    public void apply(List<Recorded> all) {
        var batch = all.stream()
                .filter(recorded -> recorded.event() instanceof ViolationEvent)
                .toList();
        var entries = new HashMap<UUID, Entry>(
                rows.find(firstOfTheBatch(batch, first -> !(first.event() instanceof ViolationRegistered))));
        for (var recorded : batch)
            entries.compute(
                    recorded.aggregate(),
                    (_, before) -> Entry.after(
                            before,
                            (ViolationEvent) recorded.event(),
                            new Entry.Change(recorded.sequence(), recorded.position(), recorded.recordedAt())));
        // The first event of all: there can be no row. A registration after a withdrawal finds one.
        var unheardOf = firstOfTheBatch(batch, first -> first.sequence() == 0);
        rows.add(entries.values().stream()
                .filter(entry -> unheardOf.contains(entry.id()))
                .toList());
        rows.save(entries.values().stream()
                .filter(entry -> !unheardOf.contains(entry.id()))
                .toList());
        for (var chapter : chapters) chapter.apply(all);
    }

    /** The entries whose first event in this batch is such a one. */
    private static HashSet<UUID> firstOfTheBatch(List<Recorded> batch, Predicate<Recorded> such) {
        var seen = new HashSet<UUID>();
        var found = new HashSet<UUID>();
        for (var recorded : batch)
            if (seen.add(recorded.aggregate()) && such.test(recorded)) found.add(recorded.aggregate());
        return found;
    }
}
