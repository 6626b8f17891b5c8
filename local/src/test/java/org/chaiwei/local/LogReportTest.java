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

    @Test
    void a_status_line_says_how_far_facts_are_and_what_waits_for_an_operator() {
        var report = LogReport.of(new JsonMapper().readTree("""
                {"position":12,"queued":0,"views":[],
                 "publisher":{"position":10,"lagEvents":2,"lagSeconds":1.5,"here":true,"running":true,"failure":"TimeoutException"},
                 "readers":[
                   {"reader":"leads","sources":[{"service":"ledger","partitions":6,"lagFacts":0,"lagSeconds":0.0,"halted":null}],"parked":0,"queued":0,"running":true,"failure":null},
                   {"reader":"posting","sources":[{"service":"ledger","partitions":6,"lagFacts":3,"lagSeconds":2.0,"halted":"0195"}],"parked":1,"queued":4,"running":true,"failure":"Halted"}]}"""));
        assertThat(report.progress())
                .isEqualTo("published 10 (behind by 2 events, 1.5 s) stopped by TimeoutException; reads leads; "
                        + "reads posting (behind by 3 facts, 2.0 s), 5 PARKED, HALTED before another life of ledger");
    }
}
