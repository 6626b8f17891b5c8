package org.chaiwei.accountability.onehour;

import org.chaiwei.platform.fact.FactPlaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class OneHourConfiguration {

    @Bean
    ClockFacts clockFacts(JdbcTemplate jdbc) {
        return new ClockFacts(jdbc);
    }

    @Bean
    JudgedClocks judgedClocks(JdbcClient jdbc, FactPlaces places) {
        return new JudgedClocks(jdbc, places);
    }

    @Bean
    ClocksView clocksView(ClockFacts facts) {
        return new ClocksView(facts);
    }
}
