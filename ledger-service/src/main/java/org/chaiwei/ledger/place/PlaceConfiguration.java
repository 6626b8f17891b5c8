package org.chaiwei.ledger.place;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlaceConfiguration {

    @Bean
    Places places() {
        return Places.published();
    }
}
