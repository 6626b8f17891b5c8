package org.chaiwei.ledger.place;

import org.chaiwei.platform.security.PublicEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlaceConfiguration {

    @Bean
    Places places() {
        return Places.published();
    }

    @Bean
    PublicEndpoints placesForEveryone() {
        return PublicEndpoints.get("/api/v1/ledger/streets", "/api/v1/ledger/communities");
    }
}
