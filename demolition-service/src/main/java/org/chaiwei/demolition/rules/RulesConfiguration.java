package org.chaiwei.demolition.rules;

import org.chaiwei.demolition.calendar.Calendars;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    Laws laws(Calendars calendars) {
        return new Laws(Laws.broughtRules(), calendars);
    }
}
