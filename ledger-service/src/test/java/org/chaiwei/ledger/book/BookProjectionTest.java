package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.ledger.book.Histories.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookProjectionTest {

    private final LedgerDatabase database = new LedgerDatabase();
    private final EntryRows rows = new EntryRows(database.jdbc);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void every_entry_is_as_its_events_say_however_they_are_cut_into_batches(int batch) {
        var history = Histories.of(1, 60, 1_000);
        take(history, batch);
        var expected = folded(history);
        assertThat(rows.find(expected.keySet())).isEqualTo(expected);
        assertThat(database.rows("entry", "violation")).hasSize(expected.size());
    }

    @Test
    void rows_taken_away_come_back_the_same_from_the_events() {
        var history = Histories.of(2, 40, 600);
        take(history, 50);
        var before = database.rows("entry", "violation");
        database.jdbc.update("DELETE FROM entry");
        take(history, 2_000);
        assertThat(database.rows("entry", "violation")).isEqualTo(before);
    }

    private void take(List<Recorded> history, int batch) {
        var projection = new BookProjection(rows);
        var events = history.stream()
                .map(r -> new BookProjection.Recorded(r.position(), r.sequence(), r.recordedAt(), r.event()))
                .toList();
        database.inBatches(batch, events, projection::apply);
    }

    private static Map<UUID, Entry> folded(List<Recorded> history) {
        var entries = new HashMap<UUID, Entry>();
        for (var recorded : history)
            entries.put(
                    recorded.event().violation(),
                    Entry.after(
                            entries.get(recorded.event().violation()),
                            recorded.event(),
                            new Entry.Change(recorded.sequence(), recorded.position(), recorded.recordedAt())));
        return entries;
    }
}
