package org.chaiwei.accountability.onehour;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class OneHourConfiguration {

    @Bean
    ClockFacts clockFacts(JdbcTemplate jdbc) {
        return new ClockFacts(jdbc);
    }

    @Bean
    ClocksView clocksView(ClockFacts facts) {
        return new ClocksView(facts);
    }
}
