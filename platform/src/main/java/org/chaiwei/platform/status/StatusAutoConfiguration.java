package org.chaiwei.platform.status;

import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.view.ViewAutoConfiguration;
import org.chaiwei.platform.view.ViewLag;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Exposes {@link ServiceStatus}, and the log's health. */
@AutoConfiguration(after = ViewAutoConfiguration.class)
public class StatusAutoConfiguration {

    @Bean
    LogHealth logHealthIndicator(PostgresEventStore store) {
        return new LogHealth(store);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    ServiceStatus serviceStatus(PostgresEventStore store, ViewLag lag) {
        return new ServiceStatus(store, lag);
    }
}
