package org.chaiwei.ledger.book;

import java.util.List;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class BookConfiguration {

    /** Longer than any list or export of a district takes, and short enough that no snapshot keeps old rows alive. */
    private static final int SNAPSHOT_SECONDS = 30;

    @Bean
    BookProjection bookProjection(JdbcTemplate jdbc, List<Chapter> chapters) {
        return new BookProjection(new EntryRows(jdbc), chapters);
    }

    @Bean
    BookPosition bookPosition(ViewPositions positions) {
        return new BookPosition(positions);
    }

    @Bean
    ClosedPlaces closedPlaces(JdbcClient jdbc) {
        return new ClosedPlaces(jdbc);
    }

    @Bean
    OpenInside openInside(JdbcClient jdbc) {
        return new OpenInside(jdbc);
    }

    @Bean
    PatrolSchedule patrolSchedule(JdbcClient jdbc) {
        return new PatrolSchedule(jdbc);
    }

    @Bean
    Book book(JdbcClient jdbc, PlatformTransactionManager transactions, Places places) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(SNAPSHOT_SECONDS);
        return new Book(jdbc, snapshot, places);
    }

    @Bean
    EntryExport entryExport(Places places) {
        return new EntryExport(new EntryColumns(places));
    }
}
