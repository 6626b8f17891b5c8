package org.chaiwei.accountability.measure;

import org.chaiwei.accountability.inspection.Findings;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MeasureConfiguration {

    /** A wrong file ends the start. */
    @Bean
    MeasureRules measureRules() {
        return MeasureRules.brought();
    }

    @Bean
    MeasureRows measureRows(JdbcTemplate jdbc, JsonMapper json) {
        return new MeasureRows(jdbc, json);
    }

    @Bean
    Measures measures(JdbcClient jdbc, MeasureRows rows, ViewPositions positions) {
        return new Measures(jdbc, rows, positions);
    }

    @Bean
    WhenRatingFrozenThenProposeMeasures whenRatingFrozenThenProposeMeasures(
            FrozenTables tables, MeasureRules rules, Measures measures, CommandSender sender, BusinessClock clock) {
        return new WhenRatingFrozenThenProposeMeasures(tables, rules, measures, sender, clock);
    }

    @Bean
    WhenAppealUpheldThenCorrectRating whenAppealUpheldThenCorrectRating(
            FrozenTables tables, Measures measures, CommandSender sender, BusinessClock clock) {
        return new WhenAppealUpheldThenCorrectRating(tables, measures, sender, clock);
    }

    @Bean
    WhenRecordFalsifiedThenProposeCase whenRecordFalsifiedThenProposeCase(
            Findings findings,
            MeasureRules rules,
            Measures measures,
            Streets streets,
            CommandSender sender,
            BusinessClock clock) {
        return new WhenRecordFalsifiedThenProposeCase(findings, rules, measures, streets, sender, clock);
    }

    @Bean
    Watching watching(
            WhenAppealUpheldThenCorrectRating correcting,
            WhenRatingFrozenThenProposeMeasures proposing,
            WhenRecordFalsifiedThenProposeCase pursuing,
            FrozenTables tables,
            Findings findings,
            ViewPositions positions) {
        return new Watching(correcting, proposing, pursuing, tables, findings, positions);
    }
}
