package org.chaiwei.ledger.designation;

import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.Rounds;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.security.PublicEndpoints;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DesignationConfiguration {

    @Bean
    Designations designations(JdbcClient jdbc) {
        return new Designations(jdbc);
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
