package org.chaiwei.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * What every service is configured with unless it says otherwise: {@code service-defaults.properties}, read before anything else
 * looks at the environment, and weaker than a service's own {@code application.yml}. Where people work with a service (profiles
 * {@code local} and {@code production}) its log is JSON.
 */
final class ServiceDefaults implements EnvironmentPostProcessor, Ordered {

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1; // the profiles are known
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("local | production")))
            add(environment, "service-defaults-running.properties");
        add(environment, "service-defaults.properties");
    }

    private static void add(ConfigurableEnvironment environment, String file) {
        try {
            environment
                    .getPropertySources()
                    .addLast(new ResourcePropertySource(file, new ClassPathResource(file, ServiceDefaults.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
