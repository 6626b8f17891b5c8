package org.chaiwei.accountability;

import org.chaiwei.accountability.target.TargetEvents;
import org.chaiwei.eventstore.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds. */
@Configuration(proxyBeanMethods = false)
class AccountabilityEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(TargetEvents.TYPES.toArray(EventTypes.Named[]::new));
    }
}
