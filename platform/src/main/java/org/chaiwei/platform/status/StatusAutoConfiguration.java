package org.chaiwei.platform.status;

import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.fact.FactAutoConfiguration;
import org.chaiwei.platform.fact.FactLag;
import org.chaiwei.platform.view.ViewAutoConfiguration;
import org.chaiwei.platform.view.ViewLag;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Exposes {@link ServiceStatus}, and the log's health. */
@AutoConfiguration(after = {ViewAutoConfiguration.class, FactAutoConfiguration.class})
public class StatusAutoConfiguration {

    @Bean
    LogHealth logHealthIndicator(PostgresEventStore store) {
        return new LogHealth(store);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    ServiceStatus serviceStatus(PostgresEventStore store, ViewLag lag, FactLag facts) {
        return new ServiceStatus(store, lag, facts);
    }
}
