package org.chaiwei.demolition.street;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreetConfiguration {

    @Bean
    Streets streets() {
        return Streets.published();
    }
}
