package org.chaiwei.ledger.designation;

import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.Rounds;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.PublicEndpoints;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DesignationConfiguration {

    @Bean
    Designations designations(JdbcClient jdbc) {
        return new Designations(jdbc);
    }

    @Bean
    DesignationHistory designationHistory(EventLog log, EventTypes types, Remarks remarks, JsonMapper json) {
        return new DesignationHistory(log, types, remarks, json);
    }

    @Bean
    Rounds revokingDesignations(
            Designations designations, CommandSender sender, BusinessClock clock, BookPosition book) {
        var automation = new WhenFoundInsideThenRevoke(designations, sender, clock);
        return new Rounds(WhenFoundInsideThenRevoke.NAME, automation::look, book);
    }

    @Bean
    PublicEndpoints designationsForEveryone() {
        return PublicEndpoints.get(DesignationController.PUBLIC_PATH);
    }
}
