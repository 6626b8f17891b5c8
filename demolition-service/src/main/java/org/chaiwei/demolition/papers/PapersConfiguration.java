package org.chaiwei.demolition.papers;

import org.chaiwei.demolition.evidence.KeptPapers;
import org.chaiwei.platform.security.PublicEndpoints;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaperProperties.class)
class PapersConfiguration {

    @Bean
    PaperForms paperForms() {
        return PaperForms.brought();
    }

    @Bean
    PaperPress paperPress(PaperProperties properties, PaperForms forms, KeptPapers kept) {
        return new PaperPress(properties, forms, kept);
    }

    @Bean
    PublicEndpoints papersForEveryoneToCheck() {
        return PublicEndpoints.get(CheckController.PATH + "/{code}");
    }
}
