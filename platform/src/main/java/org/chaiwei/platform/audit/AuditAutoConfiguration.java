package org.chaiwei.platform.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the service's audit records, and shows them at {@code /api/v1/<chaiwei.service>/audit-records}. */
@AutoConfiguration(
        after = {
            DataSourceAutoConfiguration.class,
            JacksonAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        })
public class AuditAutoConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    AuditTable auditTable(DataSource dataSource) {
        return new AuditTable(dataSource);
    }

    @Bean
    AuditLog auditLog(AuditTable table, JsonMapper json, ObjectProvider<Tracer> tracer, MeterRegistry meters) {
        return new AuditLog(table, json, tracer.getIfAvailable(), meters);
    }

    @Bean
    AuditedRefusals auditedRefusals(
            AuditLog audit,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
            MeterRegistry meters) {
        return new AuditedRefusals(
                audit,
                new RouteTemplates(mapping::getObject),
                new Allowance(
                        AuditedRefusals.STRANGERS_AT_ONCE, AuditedRefusals.STRANGERS_PER_SECOND, System::nanoTime),
                meters);
    }

    @Bean
    AuditController auditController(AuditTable table) {
        return new AuditController(table);
    }
}
