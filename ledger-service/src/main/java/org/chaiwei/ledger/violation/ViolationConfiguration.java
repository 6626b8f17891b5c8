package org.chaiwei.ledger.violation;

import org.chaiwei.eventstore.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ViolationConfiguration {

    /** The violation is the only aggregate of this service. */
    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(ViolationEvents.TYPES.toArray(EventTypes.Named[]::new));
    }
}
