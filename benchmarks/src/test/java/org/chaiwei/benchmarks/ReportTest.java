package org.chaiwei.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chaiwei.benchmarks.Report.Aim;
import org.chaiwei.benchmarks.Report.Result;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report(
            "append",
            3,
            List.of(new Result("chaiwei", 64, 40_000, 1.2, 3.3), new Result("plain", 64, 16_000, 3.1, 9.5)),
            Map.of("plain@64", 2.5),
            List.of(Aim.atLeast("plain@64", 2.5, 2.5)));

    @Test
    void its_json_has_the_fields_that_scripts_rely_on() {
        assertThat(Bench.json(report).replaceAll("\\s", "")).isEqualTo("""
                        {"bench":"append","rounds":3,"results":[
                        {"side":"chaiwei","callers":64,"perSecond":40000,"p50Ms":1.2,"p99Ms":3.3},
                        {"side":"plain","callers":64,"perSecond":16000,"p50Ms":3.1,"p99Ms":9.5}],
                        "ratios":{"plain@64":2.5},
                        "aims":[{"name":"plain@64","aim":2.5,"value":2.5,"met":true}]}""".replaceAll("\\s", ""));
    }

    @Test
    void the_table_says_how_many_times_a_side_ours_is_and_whether_the_aim_was_met() {
        assertThat(report.asTable()).contains("plain            64       16,000", "2.50", "met    plain@64");
    }
}
