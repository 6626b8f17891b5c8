package org.chaiwei.ledger.importing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.sealing.Sealer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    /** What everybody looks at: an import is over when it shows in both. */
    private static final List<String> VIEWS = List.of("book", "figures");

    @Bean
    ImportRecords importRecords(JdbcTemplate jdbc, JsonMapper json, Sealer sealer) {
        return new ImportRecords(jdbc, json, sealer);
    }

    @Bean
    Histories histories(JdbcClient jdbc, EventTypes types) {
        return new Histories(jdbc, new EventSerializer(types));
    }

    @Bean
    Previews previews(
            ImportRecords records,
            Histories histories,
            StagedAppend staged,
            Parties parties,
            Places places,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        return new Previews(
                records,
                histories,
                staged,
                parties,
                places,
                businessClock,
                clock,
                dataSource,
                new TransactionTemplate(transactions));
    }

    @Bean
    Imports imports(
            ImportRecords records,
            StagedAppend staged,
            Remarks remarks,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        return new Imports(
                records, staged, remarks, businessClock, clock, dataSource, new TransactionTemplate(transactions));
    }

    @Bean
    ImportRun importRun(
            ImportRecords records,
            Histories histories,
            StagedAppend staged,
            Parties parties,
            Places places,
            BusinessClock businessClock,
            Clock clock,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        return new ImportRun(
                records,
                histories,
                staged,
                parties,
                places,
                businessClock,
                clock,
                dataSource,
                new TransactionTemplate(transactions),
                Counter.builder("chaiwei.import.rows")
                        .description("rows of imports whose events were appended")
                        .register(meters));
    }

    @Bean
    ImportRunner importRunner(
            ImportRecords records, ImportRun run, Previews previews, DataSource dataSource, Clock clock) {
        return new ImportRunner(records, run, previews, dataSource, clock);
    }

    @Bean
    ProgressStreams progressStreams(ImportRecords records, ViewPositions views) {
        return new ProgressStreams(
                records, () -> VIEWS.stream().mapToLong(views::position).min().orElseThrow());
    }
}
