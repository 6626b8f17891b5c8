package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.platform.view.View.Recorded;
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

    @Test
    void an_address_may_hold_whatever_the_database_s_copy_takes_for_something_else() {
        var first = (ViolationRegistered) Histories.of(3, 1, 1).getFirst().event();
        var address = "\\N \\t\t 西街\r\n\\. {甲,\"乙\"}";
        var event = new ViolationRegistered(
                first.violation(),
                first.entry(),
                address,
                null,
                null,
                first.areaM2(),
                null,
                null,
                null,
                first.discoveredOn(),
                first.foundBy(),
                null,
                null,
                false,
                first.occurredOn());
        take(List.of(new Recorded(1, Instant.parse("2016-06-30T01:00:00Z"), first.violation(), 0, event)), 1);
        var entry = rows.find(List.of(first.violation())).get(first.violation());
        assertThat(entry.site().address()).isEqualTo(address);
        assertThat(entry.site().lon()).isNull();
        assertThat(entry.particulars().tags()).isEqualTo(first.entry().tags());
    }

    private void take(List<Recorded> history, int batch) {
        var projection = new BookProjection(rows, List.of());
        database.inBatches(batch, history, projection::apply);
    }

    private static Map<UUID, Entry> folded(List<Recorded> history) {
        var entries = new HashMap<UUID, Entry>();
        for (var recorded : history)
            entries.put(
                    recorded.aggregate(),
                    Entry.after(
                            entries.get(recorded.aggregate()),
                            (ViolationEvent) recorded.event(),
                            new Entry.Change(recorded.sequence(), recorded.position(), recorded.recordedAt())));
        return entries;
    }
}
