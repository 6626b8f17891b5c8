package org.chaiwei.demolition.ledger;

import org.chaiwei.platform.audit.AuditLog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

    @Bean
    AskedLedger askedLedger(LedgerProperties properties, AuditLog audit, JsonMapper json) {
        return new AskedLedger(properties.address(), audit, json);
    }
}
