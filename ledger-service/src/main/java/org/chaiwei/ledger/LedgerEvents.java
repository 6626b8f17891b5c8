package org.chaiwei.ledger;

import java.util.List;
import java.util.stream.Stream;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.designation.DesignationEvents;
import org.chaiwei.ledger.importing.ImportEvents;
import org.chaiwei.ledger.violation.ViolationEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds: what happens to entries, to imports as a whole, to designations. */
@Configuration(proxyBeanMethods = false)
class LedgerEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(Stream.of(ViolationEvents.TYPES, ImportEvents.TYPES, DesignationEvents.TYPES)
                .flatMap(List::stream)
                .toArray(EventTypes.Named[]::new));
    }
}
