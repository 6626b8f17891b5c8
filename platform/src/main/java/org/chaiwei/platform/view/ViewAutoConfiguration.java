package org.chaiwei.platform.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.store.EventStoreAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Feeds the service's {@link View}s and tells how far they are. */
@AutoConfiguration(
        after = {
            EventStoreAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class
        })
public class ViewAutoConfiguration {

    @Bean
    ViewPositionTable viewPositionTable(JdbcClient jdbc) {
        return new ViewPositionTable(jdbc);
    }

    /** Knows the views' names only: a view itself may ask it. */
    @Bean
    ViewPositions viewPositions(ViewPositionTable table, PostgresEventStore store) {
        return new ViewPositions(table, store.log().head().epoch());
    }

    @Bean
    ViewFeeds viewFeeds(
            ObjectProvider<View> views,
            PositionedEventStore store,
            ViewPositions positions,
            ViewPositionTable table,
            PlatformTransactionManager transactions) {
        return new ViewFeeds(
                views.orderedStream().toList(), store, positions, table, new TransactionTemplate(transactions));
    }

    @Bean
    ViewLag viewLag(ViewPositions positions, ViewFeeds feeds, PostgresEventStore store, Clock clock) {
        return new ViewLag(positions, feeds, store, clock);
    }

    @Bean
    ViewsHealth viewsHealthIndicator(ViewLag lag) {
        return new ViewsHealth(lag);
    }

    /** {@code chaiwei.view.position}, {@code chaiwei.view.lag.events}, {@code chaiwei.view.lag.seconds}, by view. */
    @Bean
    MeterBinder viewMeters(ObjectProvider<View> views, ViewPositions positions, ViewLag lag) {
        return meters -> views.forEach(view -> {
            var name = view.name();
            Gauge.builder("chaiwei.view.position", () -> positions.position(name))
                    .tag("view", name)
                    .register(meters);
            Gauge.builder("chaiwei.view.lag.events", () -> lag.events(name))
                    .tag("view", name)
                    .register(meters);
            Gauge.builder("chaiwei.view.lag.seconds", () -> lag.seconds(name))
                    .tag("view", name)
                    .register(meters);
        });
    }

    @Bean
    WebMvcConfigurer consistencyTokenArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ConsistencyTokenArgument());
            }
        };
    }
}
