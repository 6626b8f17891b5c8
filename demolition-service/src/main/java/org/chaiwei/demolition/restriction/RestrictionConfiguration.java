package org.chaiwei.demolition.restriction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class RestrictionConfiguration {

    @Bean
    RestrictionsProjection restrictionsProjection(JdbcTemplate jdbc) {
        return new RestrictionsProjection(jdbc);
    }
}
