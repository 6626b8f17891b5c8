package org.chaiwei.platform.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.LaneSettings;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.eventstore.StagedAppend;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/** Opens the service's event store after the migrations, and closes it with the service. A service gives its {@link EventTypes}. */
@AutoConfiguration(
        after = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        },
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration"
        })
public class EventStoreAutoConfiguration {

    /** A service without events yet. */
    @Bean
    @ConditionalOnMissingBean
    EventTypes noEventTypes() {
        return EventTypes.of();
    }

    @Bean
    @DependsOnDatabaseInitialization
    PostgresEventStore postgresEventStore(
            DataSource dataSource,
            JdbcConnectionDetails database,
            EventTypes types,
            ObjectProvider<EventUpcaster> upcasters,
            ObjectProvider<LaneSettings> settings,
            MeterRegistry meters) {
        return PostgresEventStore.of(
                        dataSource,
                        () -> DriverManager.getConnection(
                                database.getJdbcUrl(), database.getUsername(), database.getPassword()),
                        types)
                .upcasters(new EventUpcasterChain(upcasters.orderedStream().toList()))
                .settings(settings.getIfAvailable(() -> LaneSettings.DEFAULT))
                .meters(meters)
                .open();
    }

    @Bean
    PositionedEventStore eventStore(PostgresEventStore store) {
        return store.axon();
    }

    @Bean
    EventLog eventLog(PostgresEventStore store) {
        return store.log();
    }

    /** Closed by the store. */
    @Bean(destroyMethod = "")
    StagedAppend stagedAppend(PostgresEventStore store) {
        return store.staged();
    }
}
