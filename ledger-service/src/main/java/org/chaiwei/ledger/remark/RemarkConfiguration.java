package org.chaiwei.ledger.remark;

import org.chaiwei.ledger.sealing.Sealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RemarkConfiguration {

    @Bean
    Remarks remarks(JdbcClient jdbc, Sealer sealer) {
        return new Remarks(jdbc, sealer);
    }
}
