package org.chaiwei.platform.fact;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.audit.AuditAutoConfiguration;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.command.CommandAutoConfiguration;
import org.chaiwei.platform.command.ToldFacts;
import org.chaiwei.platform.view.RebuildSource;
import org.chaiwei.platform.view.RebuildSources;
import org.chaiwei.platform.view.ViewAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes what the service's {@link Publication} says and feeds its {@link FactReader}s, as soon as {@code chaiwei.kafka.bootstrap-servers} is set;
 * {@code chaiwei.service} is the service's short name.
 */
@AutoConfiguration(after = {ViewAutoConfiguration.class, CommandAutoConfiguration.class, AuditAutoConfiguration.class})
@EnableConfigurationProperties(KafkaSettings.class)
public class FactAutoConfiguration {

    private static final String KAFKA = "chaiwei.kafka.bootstrap-servers";

    @Bean
    @ConditionalOnBean(Publication.class)
    ToldFacts toldFacts(Publication publication) {
        return new PublishedFacts(publication);
    }

    @Bean
    FactMeters factMeters(MeterRegistry meters) {
        return new FactMeters(meters);
    }

    @Bean
    FactPlaceTable factPlaceTable(JdbcClient jdbc) {
        return new FactPlaceTable(jdbc);
    }

    @Bean
    FactPlaces factPlaces(FactPlaceTable table, KafkaSettings kafka) {
        return new FactPlaces(table, kafka.bootstrapServers() != null);
    }

    @Bean
    FactEpochs factEpochs(JdbcClient jdbc) {
        return new FactEpochs(jdbc);
    }

    /** {@code chaiwei.facts.parked-max}: how many of one reader may be parked before its partitions stand still. */
    @Bean
    ParkedFacts parkedFacts(JdbcClient jdbc, @Value("${chaiwei.facts.parked-max:10000}") int most) {
        return new ParkedFacts(jdbc, most);
    }

    @Bean
    PublisherPosition publisherPosition(JdbcClient jdbc) {
        return new PublisherPosition(jdbc);
    }

    @Bean(destroyMethod = "shutdownNow")
    FactThreads factThreads() {
        return new FactThreads(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fact-", 0).factory()));
    }

    /** On which reactions run. */
    record FactThreads(ExecutorService executor) {
        void shutdownNow() {
            executor.shutdownNow();
        }
    }

    /** What each reader makes of records; used by its consumer, and by operators' releases. */
    @Bean
    FactIntakes factIntakes(
            ObjectProvider<FactReader> readers,
            FactPlaceTable places,
            FactPlaces told,
            FactEpochs epochs,
            ParkedFacts parked,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator,
            FactMeters meters,
            PostgresEventStore store,
            FactThreads threads) {
        var names = new HashSet<String>();
        var tracing = new FactTracing(tracer.getIfAvailable(), propagator.getIfAvailable());
        return new FactIntakes(readers.orderedStream()
                .map(reader -> {
                    if (!names.add(reader.name()))
                        throw new IllegalStateException("two readers are named " + reader.name());
                    return new FactIntake(
                            reader,
                            new FactJudge(reader, epochs),
                            places,
                            told,
                            parked,
                            jdbc,
                            new TransactionTemplate(transactions),
                            tracing,
                            meters,
                            store.log(),
                            threads.executor());
                })
                .toList());
    }

    record FactIntakes(List<FactIntake> all) {}

    @Bean
    @ConditionalOnProperty(KAFKA)
    @ConditionalOnBean(Publication.class)
    FactPublisher factPublisher(
            Publication publication,
            KafkaSettings kafka,
            PostgresEventStore store,
            PublisherPosition position,
            FactMeters meters) {
        return new FactPublisher(
                publication, kafka, store.axon(), store.log().head().epoch(), position, meters.published());
    }

    @Bean
    @ConditionalOnProperty(KAFKA)
    FactConsumers factConsumers(
            FactIntakes intakes, KafkaSettings kafka, Clock clock, @Value("${chaiwei.service:}") String service) {
        if (service.isEmpty() && !intakes.all().isEmpty())
            throw new IllegalStateException("chaiwei.service is not set: readers need the service's name");
        return new FactConsumers(intakes.all().stream()
                .map(intake -> new FactConsumer(intake, service, kafka, clock))
                .toList());
    }

    @Bean
    FactLag factLag(
            ObjectProvider<FactPublisher> publisher,
            PublisherPosition position,
            ObjectProvider<FactConsumers> consumers,
            FactEpochs epochs,
            ParkedFacts parked,
            PostgresEventStore store,
            Clock clock) {
        var running = consumers.getIfAvailable();
        return new FactLag(
                publisher.getIfAvailable(),
                position,
                running == null ? List.of() : running.all(),
                epochs,
                parked,
                store,
                clock);
    }

    @Bean
    @ConditionalOnProperty(KAFKA)
    FactsHealth factsHealthIndicator(FactLag lag) {
        return new FactsHealth(lag);
    }

    /**
     * {@code chaiwei.publisher.position}, {@code chaiwei.publisher.lag.events}, {@code chaiwei.publisher.lag.seconds}; {@code chaiwei.reader.lag.facts} and
     * {@code chaiwei.reader.lag.seconds} by reader and source, {@code chaiwei.reader.parked} by reader.
     */
    @Bean
    @ConditionalOnProperty(KAFKA)
    MeterBinder factLagMeters(
            ObjectProvider<FactPublisher> publisher, FactConsumers consumers, FactLag lag, ParkedFacts parked) {
        return meters -> {
            if (publisher.getIfAvailable() != null) {
                Gauge.builder("chaiwei.publisher.position", lag, FactAutoConfiguration::position)
                        .register(meters);
                Gauge.builder("chaiwei.publisher.lag.events", lag, FactAutoConfiguration::lagEvents)
                        .register(meters);
                Gauge.builder("chaiwei.publisher.lag.seconds", lag, FactAutoConfiguration::lagSeconds)
                        .register(meters);
            }
            for (var consumer : consumers.all()) {
                var reader = consumer.intake().reader().name();
                Gauge.builder(
                                "chaiwei.reader.parked",
                                () -> parked.count(reader).all())
                        .tag("reader", reader)
                        .register(meters);
                for (var source : consumer.intake().services()) {
                    Gauge.builder("chaiwei.reader.lag.facts", () -> lag.lagFacts(consumer, source))
                            .tags("reader", reader, "source", source)
                            .register(meters);
                    Gauge.builder("chaiwei.reader.lag.seconds", () -> lag.lagSeconds(consumer, source))
                            .tags("reader", reader, "source", source)
                            .register(meters);
                }
            }
        };
    }

    private static double position(FactLag lag) {
        var publisher = lag.publisher();
        return publisher == null ? 0 : publisher.position();
    }

    private static double lagEvents(FactLag lag) {
        var publisher = lag.publisher();
        return publisher == null ? 0 : publisher.lagEvents();
    }

    private static double lagSeconds(FactLag lag) {
        var publisher = lag.publisher();
        return publisher == null ? 0 : publisher.lagSeconds();
    }

    @Bean
    FactReleases factReleases(
            FactIntakes intakes,
            FactPlaceTable places,
            ParkedFacts parked,
            PlatformTransactionManager transactions,
            FactMeters meters) {
        return new FactReleases(intakes.all(), places, parked, new TransactionTemplate(transactions), meters);
    }

    /** What the views of other services' facts are rebuilt from. */
    @Bean
    @ConditionalOnProperty(KAFKA)
    RebuildSources factSources(
            ObjectProvider<FactView> views,
            FactPlaceTable places,
            FactEpochs epochs,
            ParkedFacts parked,
            PlatformTransactionManager transactions,
            KafkaSettings kafka,
            @Value("${chaiwei.service:}") String service) {
        var sources = views.orderedStream()
                .<RebuildSource>map(view -> new FactSource(
                        view,
                        new FactJudge(view, epochs),
                        places,
                        parked,
                        new TransactionTemplate(transactions),
                        kafka,
                        service))
                .toList();
        return () -> sources;
    }

    /** The operators' endpoints, where the service has a name. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("chaiwei.service")
    static class Endpoints {

        @Bean
        FactsController factsController(ParkedFacts parked, FactReleases releases, FactEpochs epochs, AuditLog audit) {
            return new FactsController(parked, releases, epochs, audit);
        }
    }
}
