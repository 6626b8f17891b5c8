package org.chaiwei.accountability.rating;

import java.time.Clock;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.onehour.JudgedClocks;
import org.chaiwei.accountability.progress.StreetFigures;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RatingConfiguration {

    /** Longer than all sums over a district's movements take, and short enough that no snapshot keeps old rows alive. */
    private static final int SNAPSHOT_SECONDS = 20;

    /** A wrong file ends the start. */
    @Bean
    Formulas formulas() {
        return Formulas.brought();
    }

    @Bean
    RatingRows ratingRows(JdbcTemplate jdbc, JsonMapper json) {
        return new RatingRows(jdbc, json);
    }

    @Bean
    Ratings ratings(JdbcClient jdbc, RatingRows rows, ViewPositions positions) {
        return new Ratings(jdbc, rows, positions);
    }

    @Bean
    InputsOfMonth inputsOfMonth(
            StreetFigures figures,
            JudgedClocks clocks,
            Targets targets,
            Ratings ratings,
            Streets streets,
            PlatformTransactionManager transactions) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(SNAPSHOT_SECONDS);
        return new InputsOfMonth(figures, clocks, targets, ratings, streets, snapshot);
    }

    @Bean
    Tables tables(
            Ratings ratings, Formulas formulas, InputsOfMonth inputs, PointsOfRecord points, BusinessClock clock) {
        return new Tables(ratings, formulas, inputs, points, clock);
    }

    @Bean
    Freezing freezing(
            Formulas formulas,
            InputsOfMonth inputs,
            Ratings ratings,
            PointsOfRecord points,
            Targets targets,
            PostgresEventStore store,
            CommandSender sender,
            BusinessClock business,
            Clock clock) {
        return new Freezing(
                formulas, inputs, ratings, points, targets, store, WorkingDays.published(), sender, business, clock);
    }

    @Bean
    FrozenTables frozenTables(
            JdbcClient jdbc, RatingRows rows, Ratings ratings, CommandSender sender, ViewPositions positions) {
        return new FrozenTables(jdbc, rows, ratings, sender, positions);
    }

    @Bean
    WhenMonthIsOverThenFreeze whenMonthIsOverThenFreeze(
            Freezing freezing, Ratings ratings, Targets targets, PointsOfRecord points, BusinessClock clock) {
        return new WhenMonthIsOverThenFreeze(freezing, ratings, targets, points, clock);
    }
}
