package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.chaiwei.systemtests.Story.People;
import org.junit.jupiter.api.Test;

/** A caller's trace, from the gateway through event store and Kafka into another service's view. */
class TraceTest {

    private static final String STREET = "110102010";
    private static final List<String> ALL =
            List.of("gateway", "demolition-service", "ledger-service", "accountability-service");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void one_trace_leads_from_a_demolition_at_the_gateway_to_the_progress_of_the_targets() throws Exception {
        var running = RunningSystem.get();
        var story = new Story(9_101, STREET, People.of(running, STREET, PATIENCE));
        story.register();
        story.file();
        var traceId = id(16);

        running.as("enforcement")
                .post(
                        "/api/v1/demolition/cases/" + story.violation() + "/demolitions",
                        story.demolition(new BigDecimal("8.25"), false, "2016-04-01T10:00:00+08:00"),
                        Map.of("traceparent", "00-" + traceId + "-" + id(8) + "-01"))
                .expect(200);

        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running.traces().services(traceId, ALL).equals(ALL) && System.nanoTime() < deadline)
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        assertThat(running.traces().services(traceId, ALL)).isEqualTo(ALL);
    }

    private static String id(int bytes) {
        var id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
