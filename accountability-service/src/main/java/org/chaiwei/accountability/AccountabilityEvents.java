package org.chaiwei.accountability;

import java.util.List;
import java.util.stream.Stream;
import org.chaiwei.accountability.inspection.InspectionEvents;
import org.chaiwei.accountability.measure.MeasureEvents;
import org.chaiwei.accountability.rating.RatingEvents;
import org.chaiwei.accountability.supervision.TaskEvents;
import org.chaiwei.accountability.target.TargetEvents;
import org.chaiwei.eventstore.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of everything that this service's log holds. */
@Configuration(proxyBeanMethods = false)
class AccountabilityEvents {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(Stream.of(
                        TargetEvents.TYPES,
                        RatingEvents.TYPES,
                        MeasureEvents.TYPES,
                        TaskEvents.TYPES,
                        InspectionEvents.TYPES)
                .flatMap(List::stream)
                .toArray(EventTypes.Named[]::new));
    }
}
