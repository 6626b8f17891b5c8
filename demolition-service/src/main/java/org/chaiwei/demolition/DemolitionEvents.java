package org.chaiwei.demolition;

import org.chaiwei.demolition.enforcement.CaseEvents;
import org.chaiwei.eventstore.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds. */
@Configuration(proxyBeanMethods = false)
class DemolitionEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(CaseEvents.TYPES.toArray(EventTypes.Named[]::new));
    }
}
