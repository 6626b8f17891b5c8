package org.chaiwei.accountability.feed;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    Feed feed(JdbcClient jdbc) {
        return new Feed(jdbc);
    }

    @Bean
    FeedRows feedRows(JdbcTemplate jdbc) {
        return new FeedRows(jdbc);
    }

    @Bean
    FactStream factStream(Feed feed) {
        return new FactStream(feed, FactStream.Limits.OF_A_SERVICE);
    }
}
