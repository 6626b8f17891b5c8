package org.chaiwei.demolition;

import java.util.stream.Stream;
import org.chaiwei.demolition.enforcement.CaseEvents;
import org.chaiwei.demolition.papers.PaperEvents;
import org.chaiwei.eventstore.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds: what happens in cases, and which papers were issued. */
@Configuration(proxyBeanMethods = false)
class DemolitionEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(Stream.concat(CaseEvents.TYPES.stream(), PaperEvents.TYPES.stream())
                .toArray(EventTypes.Named[]::new));
    }
}
