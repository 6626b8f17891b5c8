package org.chaiwei.demolition.onehour;

import java.time.Duration;
import org.chaiwei.demolition.enforcement.ClockTelling;
import org.chaiwei.demolition.onehour.ClockStream.Limits;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class OneHourConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    ClockRows clockRows(JdbcTemplate jdbc, Laws laws) {
        return new ClockRows(jdbc, laws::current);
    }

    @Bean
    ClocksProjection clocksProjection(ClockRows rows) {
        return new ClocksProjection(rows);
    }

    @Bean
    Clocks clocks(ClockRows rows, Laws laws, BusinessClock clock, ViewPositions positions) {
        return new Clocks(rows, laws, clock, positions);
    }

    @Bean
    ClockStream clockStream(Clocks clocks, ViewPositions positions) {
        var stream = new ClockStream(() -> clocks.rows(null), clocks::board, Limits.OF_A_SERVICE);
        positions.onAdvance(ClocksProjection.NAME, _ -> stream.advanced());
        return stream;
    }

    @Bean
    WhenAClockRunsOutThenTell whenAClockRunsOutThenTell(ClockRows rows, ClockTelling telling, BusinessClock clock) {
        return new WhenAClockRunsOutThenTell(rows, telling, clock, LOOK_EVERY);
    }
}
