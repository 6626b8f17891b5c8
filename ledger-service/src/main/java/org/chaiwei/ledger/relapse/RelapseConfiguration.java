package org.chaiwei.ledger.relapse;

import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.Rounds;
import org.chaiwei.ledger.violation.OnRecord;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelapseProperties.class)
class RelapseConfiguration {

    @Bean
    Suspicions suspicions(JdbcClient jdbc) {
        return new Suspicions(jdbc);
    }

    @Bean
    Rounds registeringRelapses(
            Suspicions suspicions, OnRecord onRecord, CommandSender sender, BusinessClock clock, BookPosition book) {
        var automation = new WhenRelapseConfirmedThenRegister(suspicions, onRecord, sender, clock);
        return new Rounds(WhenRelapseConfirmedThenRegister.NAME, automation::look, book);
    }
}
