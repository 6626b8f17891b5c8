package org.chaiwei.accountability.progress;

import java.time.Clock;
import org.chaiwei.accountability.feed.FactStream;
import org.chaiwei.accountability.feed.FeedRows;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.fact.FactPlaces;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {

    /** Longer than any sum over a district's movements takes, and short enough that no snapshot keeps old rows alive. */
    private static final int SNAPSHOT_SECONDS = 10;

    @Bean
    ProgressView progressView(JdbcTemplate jdbc, FeedRows feed, FactStream stream) {
        return new ProgressView(new ProgressRows(jdbc), feed, stream::advanced);
    }

    @Bean
    Progress progress(JdbcClient jdbc, PlatformTransactionManager transactions, BusinessClock clock) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(SNAPSHOT_SECONDS);
        return new Progress(new Sums(jdbc), snapshot, clock);
    }

    @Bean
    StreetFigures streetFigures(JdbcClient jdbc, Progress progress, Streets streets) {
        return new StreetFigures(new Sums(jdbc), progress, streets);
    }

    @Bean
    DailyFigures dailyFigures(JdbcClient jdbc) {
        return new DailyFigures(jdbc);
    }

    @Bean
    OpenEntries openEntries(JdbcClient jdbc) {
        return new OpenEntries(jdbc);
    }

    @Bean
    FactsUnder factsUnder(JdbcClient jdbc) {
        return new FactsUnder(jdbc);
    }

    @Bean
    PointsOfRecord pointsOfRecord(JdbcClient jdbc, Clock clock) {
        return new LedgerRecord(jdbc, clock);
    }

    @Bean
    Asking asking(Streets streets, BusinessClock clock) {
        return new Asking(streets, clock);
    }

    @Bean
    ForeignWrites foreignWrites(FactPlaces places) {
        return token -> places.await(ProgressView.NAME, token);
    }
}
