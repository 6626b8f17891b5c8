package org.chaiwei.ledger.figures;

import java.time.Clock;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.ledger.figures.SummaryStream.Limits;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.platform.security.PublicEndpoints;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {

    /** Longer than any sum over a district's movements takes, and short enough that no snapshot keeps old rows alive. */
    private static final int SNAPSHOT_SECONDS = 10;

    @Bean
    PublicEndpoints figuresForEveryone() {
        return PublicEndpoints.get("/api/v1/ledger/summary", "/api/v1/ledger/summary/stream");
    }

    @Bean
    FiguresProjection figuresProjection(JdbcTemplate jdbc) {
        return new FiguresProjection(new MovementRows(jdbc));
    }

    @Bean
    Figures figures(JdbcClient jdbc, PlatformTransactionManager transactions, Places places) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(SNAPSHOT_SECONDS);
        return new Figures(
                jdbc, snapshot, places.streets().stream().map(Street::code).toList());
    }

    @Bean
    PointsOfRecord pointsOfRecord(EventLog eventLog, Clock clock, ViewPositions positions) {
        return new PointsOfRecord(
                eventLog, clock, position -> positions.await(FiguresProjection.NAME, position, ViewPositions.PATIENCE));
    }

    @Bean
    SummaryStream summaryStream(Figures figures, BusinessClock clock, ViewPositions positions) {
        var stream = new SummaryStream(asOf -> figures.summary(asOf, null).ofDistrict(), clock, Limits.OF_A_SERVICE);
        positions.onAdvance(FiguresProjection.NAME, _ -> stream.advanced());
        return stream;
    }
}
