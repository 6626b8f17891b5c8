package org.chaiwei.accountability.inspection;

import org.chaiwei.accountability.supervision.Tasks;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {

    @Bean
    InspectionRows inspectionRows(JdbcTemplate jdbc, JsonMapper json) {
        return new InspectionRows(jdbc, json);
    }

    @Bean
    Inspections inspections(JdbcClient jdbc, InspectionRows rows, ViewPositions positions) {
        return new Inspections(jdbc, rows, positions);
    }

    @Bean
    Findings findings(Inspections inspections, ViewPositions positions, PostgresEventStore store) {
        return new Findings(inspections, positions, store);
    }

    @Bean
    WhenFindingIsTaskedThenGive whenFindingIsTaskedThenGive(Inspections inspections, Tasks tasks) {
        return new WhenFindingIsTaskedThenGive(inspections, tasks);
    }
}
