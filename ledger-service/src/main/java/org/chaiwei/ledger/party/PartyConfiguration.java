package org.chaiwei.ledger.party;

import org.chaiwei.platform.sealing.Sealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class PartyConfiguration {

    @Bean
    Parties parties(JdbcTemplate jdbc, Sealer sealer) {
        return new Parties(jdbc, sealer);
    }
}
