package org.chaiwei.demolition.papers;

import org.chaiwei.demolition.evidence.KeptPapers;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.security.PublicEndpoints;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

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
    PartyNames partyNames(PaperProperties properties, AuditLog audit, JsonMapper json) {
        return new PartyNames(properties.ledger(), audit, json);
    }

    @Bean
    PublicEndpoints papersForEveryoneToCheck() {
        return PublicEndpoints.get(CheckController.PATH + "/{code}");
    }
}
