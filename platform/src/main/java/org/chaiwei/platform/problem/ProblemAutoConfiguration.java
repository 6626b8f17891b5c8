package org.chaiwei.platform.problem;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Makes every refusal and failure of a service a problem, in place of Spring's own. */
@AutoConfiguration(
        after = {JacksonAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class},
        before = {ErrorMvcAutoConfiguration.class, WebMvcAutoConfiguration.class})
public class ProblemAutoConfiguration {

    @Bean
    ProblemTexts problemTexts() {
        return ProblemTexts.load(ProblemAutoConfiguration.class.getClassLoader());
    }

    @Bean
    ProblemWriter problemWriter(
            ProblemTexts texts, JsonMapper json, MeterRegistry meters, ObjectProvider<RefusalListener> listeners) {
        return new ProblemWriter(texts, json, meters, listeners);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemWriter problems) {
        return new ProblemAdvice(problems);
    }

    @Bean
    ProblemErrorController problemErrorController(ProblemWriter problems) {
        return new ProblemErrorController(problems);
    }

    @Bean
    WebMvcConfigurer unknownParametersAreRefused() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new UnknownParameters());
            }
        };
    }
}
