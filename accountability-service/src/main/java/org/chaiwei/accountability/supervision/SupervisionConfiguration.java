package org.chaiwei.accountability.supervision;

import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

    private final WorkingDays calendar = WorkingDays.published();

    /** A wrong file ends the start. */
    @Bean
    Ladders ladders() {
        return Ladders.brought();
    }

    @Bean
    TaskRows taskRows(JdbcTemplate jdbc, JsonMapper json, Ladders ladders) {
        return new TaskRows(jdbc, json, ladders, calendar);
    }

    @Bean
    TaskList taskList(JdbcClient jdbc, TaskRows rows, ViewPositions positions) {
        return new TaskList(jdbc, rows, positions);
    }

    @Bean
    Tasks tasks(TaskList list, Ladders ladders, PostgresEventStore store, CommandSender sender) {
        return new Tasks(list, ladders, calendar, store, sender);
    }

    @Bean
    WhenTaskIsDueThenTell whenTaskIsDueThenTell(
            TaskList list, Ladders ladders, CommandSender sender, BusinessClock clock) {
        return new WhenTaskIsDueThenTell(list, ladders, calendar, sender, clock);
    }
}
