package org.chaiwei.accountability.target;

import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TargetConfiguration {

    @Bean
    TargetRows targetRows(JdbcTemplate jdbc, JsonMapper json) {
        return new TargetRows(jdbc, json);
    }

    @Bean
    Targets targets(JdbcClient jdbc, TargetRows rows, ViewPositions positions) {
        return new Targets(jdbc, rows, positions);
    }

    @Bean
    StreetParts streetParts(CommandSender commands) {
        return new StreetParts(commands);
    }

    @Bean
    SetPlanTargets setPlanTargets(CommandSender commands, BusinessClock clock) {
        return new SetPlanTargets(commands, clock);
    }
}
