package org.chaiwei.platform.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.audit.AuditAutoConfiguration;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.store.EventStoreAutoConfiguration;
import org.chaiwei.platform.view.Rebuild.Means;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Feeds the service's {@link View}s, tells how far they are, and rebuilds them. */
@AutoConfiguration(
        after = {
            EventStoreAutoConfiguration.class,
            AuditAutoConfiguration.class,
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

    /** New tables are made and swapped in with the rights of the schema's owner, which the migrations ran with; the service's own role has none to do so. */
    @Bean
    Rebuilds rebuilds(
            ObjectProvider<View> views,
            ObjectProvider<RebuildSources> others,
            PostgresEventStore store,
            ViewPositionTable positions,
            Flyway migrations,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher publisher) {
        var inTransaction = new TransactionTemplate(transactions);
        return new Rebuilds(
                Stream.concat(
                                views.orderedStream().map(view -> new LogSource(view, store, positions)),
                                others.orderedStream().flatMap(more -> more.all().stream()))
                        .toList(),
                new Means(
                        migrations.getConfiguration().getDataSource(),
                        jdbc,
                        inTransaction,
                        new RebuildTable(jdbc, inTransaction),
                        publisher::publishEvent));
    }

    @Bean
    ViewController viewController(
            @Value("${chaiwei.service}") String service, ViewLag lag, Rebuilds rebuilds, AuditLog audit) {
        return new ViewController(service, lag, rebuilds, audit);
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
