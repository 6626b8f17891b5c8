package org.chaiwei.demolition.tasks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TasksConfiguration {

    @Bean
    TaskRows taskRows(JdbcTemplate jdbc, JsonMapper json) {
        return new TaskRows(jdbc, json);
    }

    @Bean
    Tasks tasks(JdbcClient jdbc, JsonMapper json) {
        return new Tasks(jdbc, json);
    }
}
