package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogReportTest {

    @Test
    void a_view_says_where_it_is_how_far_behind_and_what_stopped_it() {
        var report = LogReport.of(new JsonMapper().readTree("""
                {"epoch":"4b1c5c1e-0000-0000-0000-000000000001","position":123456,"recordedAt":"2026-11-23T10:00:00Z","queued":2,"views":[
                  {"view":"book","position":123456,"lagEvents":0,"lagSeconds":0.0,"failure":null},
                  {"view":"figures","position":120000,"lagEvents":3456,"lagSeconds":2.5,"failure":"DataIntegrityViolationException"}]}
                """));
        assertThat(report.position()).isEqualTo(123_456);
        assertThat(report.queued()).isEqualTo(2);
        assertThat(report.views())
                .extracting(LogReport.View::toString)
                .containsExactly(
                        "book 123,456",
                        "figures 120,000 (behind by 3,456 events, 2.5 s) stopped by DataIntegrityViolationException");
    }
}
