package org.chaiwei.demolition.growth;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class GrowthConfiguration {

    @Bean
    GrowthProjection growthProjection(JdbcTemplate jdbc) {
        return new GrowthProjection(new GrowthRows(jdbc));
    }

    @Bean
    Growth growth(JdbcClient jdbc) {
        return new Growth(jdbc);
    }
}
