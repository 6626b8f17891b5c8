package org.chaiwei.demolition.calendar;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalendarProperties.class)
class CalendarConfiguration {

    @Bean
    Calendars calendars(CalendarProperties properties, Clock clock) {
        return Calendars.from(properties.folder(), clock);
    }
}
