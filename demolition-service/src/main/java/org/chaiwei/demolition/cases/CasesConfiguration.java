package org.chaiwei.demolition.cases;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CasesConfiguration {

    /** Longer than any list of a district takes, and short enough that no snapshot keeps old rows alive. */
    private static final int SNAPSHOT_SECONDS = 10;

    @Bean
    CasesProjection casesProjection(JdbcTemplate jdbc) {
        return new CasesProjection(new CaseRows(jdbc), new CaseTotals(jdbc));
    }

    @Bean
    Cases cases(JdbcClient jdbc, PlatformTransactionManager transactions) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(SNAPSHOT_SECONDS);
        return new Cases(jdbc, snapshot);
    }
}
