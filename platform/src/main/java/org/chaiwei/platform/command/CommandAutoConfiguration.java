package org.chaiwei.platform.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.problem.ProblemWriter;
import org.chaiwei.platform.store.EventStoreAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires Axon's command side: {@code @Aggregate} beans are handled by a simple bus in the caller's thread, without a transaction, for the
 * event store appends on connections of its own and a transaction held meanwhile would only starve the pool.
 */
@AutoConfiguration(
        after = {EventStoreAutoConfiguration.class, JdbcClientAutoConfiguration.class},
        beforeName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
public class CommandAutoConfiguration {

    @Bean
    CommandBus commandBus() {
        var bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(List.<CorrelationDataProvider>of(new EventMetadata())));
        bus.registerHandlerInterceptor(new CommandOutcome.OnHandling());
        return bus;
    }

    /** Axon asks for one; events have their own, and nothing else is stored or sent. */
    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    @Bean
    CommandTargetResolver commandTargetResolver() {
        return AnnotationCommandTargetResolver.builder().build();
    }

    @Bean
    CommandSender commandSender(
            CommandBus bus,
            CommandTargetResolver targets,
            PostgresEventStore store,
            JdbcClient jdbc,
            EventLog log,
            MeterRegistry meters,
            ObjectProvider<ToldFacts> toldFacts,
            ObjectProvider<Tracer> tracer) {
        store.axon().registerDispatchInterceptor(new CommandOutcome.OnPublishing());
        var told = toldFacts.getIfAvailable(() -> ToldFacts.NONE);
        var keys = new RecordedKeys(jdbc, log, store.axon(), told);
        return new CommandSender(bus, targets, store, keys, told, meters, tracer.getIfAvailable());
    }

    @Bean(initMethod = "start")
    KeyRetention keyRetention(PostgresEventStore store, Clock clock) {
        return new KeyRetention(store, clock);
    }

    /** After the security chain, so that nobody's body is held in memory before it is known whose it is. */
    @Bean
    FilterRegistrationBean<RequestBodyHash> requestBodyHash(ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new RequestBodyHash(problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebMvcConfigurer requestContextArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestContextArgument());
            }
        };
    }
}
