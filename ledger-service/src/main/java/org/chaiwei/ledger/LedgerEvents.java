package org.chaiwei.ledger;

import java.util.stream.Stream;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.importing.ImportEvents;
import org.chaiwei.ledger.violation.ViolationEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds: what happens to entries, and what happens to imports as a whole. */
@Configuration(proxyBeanMethods = false)
class LedgerEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(Stream.concat(ViolationEvents.TYPES.stream(), ImportEvents.TYPES.stream())
                .toArray(EventTypes.Named[]::new));
    }
}
