package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void the_log_and_each_view_are_read_from_prometheus_text() {
        var metrics = Metrics.parse("""
                # HELP chaiwei_log_position position of the last event
                # TYPE chaiwei_log_position gauge
                chaiwei_log_position{application="ledger",} 1.23456789E8
                chaiwei_view_position{application="ledger",view="book"} 123456700.0
                chaiwei_view_lag_events{view="book"} 89.0
                chaiwei_view_lag_seconds{view="book"} 0.25
                chaiwei_view_position{view="figures"} 123456789
                jvm_memory_used_bytes{area="heap"} 5.0E7
                """);
        assertThat(metrics.logPosition()).contains(123_456_789L);
        assertThat(metrics.views())
                .containsEntry("book", new Metrics.View(123_456_700, 89, 0.25))
                .containsEntry("figures", new Metrics.View(123_456_789, 0, 0));
    }

    @Test
    void a_process_without_a_log_says_nothing_of_one() {
        assertThat(Metrics.parse("up 1.0\n").logPosition()).isEmpty();
    }
}
