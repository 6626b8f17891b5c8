package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    @Test
    void everything_comes_once_and_in_order_and_then_nothing() {
        Iterator<Integer> numbers = List.of(1, 2, 3, 4, 5).iterator();
        try (var ahead = new ReadAhead<>(() -> numbers.hasNext() ? numbers.next() : null)) {
            for (var expected = 1; expected <= 5; expected++)
                assertThat(ahead.next()).isEqualTo(expected);
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void what_the_source_throws_is_thrown_in_its_turn() {
        var calls = new AtomicInteger();
        try (var ahead = new ReadAhead<>(() -> {
            if (calls.incrementAndGet() == 2) throw new IllegalArgumentException("a bad cell");
            return "good";
        })) {
            assertThat(ahead.next()).isEqualTo("good");
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a bad cell");
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void it_reads_no_further_ahead_than_it_says_and_stops_when_it_is_closed() {
        var calls = new AtomicInteger();
        var ahead = new ReadAhead<>(calls::incrementAndGet);
        await().untilAtomic(calls, org.hamcrest.Matchers.equalTo(3)); // two wait, one is being handed over
        ahead.close();
        assertThat(calls).hasValue(3);
    }
}
