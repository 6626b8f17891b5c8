package org.chaiwei.ledger.closing;

import javax.sql.DataSource;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ClosingConfiguration {

    @Bean
    WhenDemolishedThenPost whenDemolishedThenPost(CommandSender sender, BusinessClock clock) {
        return new WhenDemolishedThenPost(sender, clock);
    }

    @Bean
    DuplicateClosings duplicateClosings(DataSource dataSource) {
        return new DuplicateClosings(dataSource);
    }

    @Bean
    UnpostedDemolitions unpostedDemolitions(JdbcClient jdbc) {
        return new UnpostedDemolitions(jdbc);
    }
}
