package org.chaiwei.ledger.publishing;

import org.chaiwei.platform.fact.Publication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    @Bean
    Publication ledgerPublication() {
        return new LedgerPublication();
    }
}
