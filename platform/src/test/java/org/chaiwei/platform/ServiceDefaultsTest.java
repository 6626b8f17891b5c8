package org.chaiwei.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ServiceDefaultsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void where_people_work_with_a_service_its_log_is_json() {
        environment.setActiveProfiles("local");
        apply();
        assertThat(environment.getProperty("logging.structured.format.console")).isEqualTo("ecs");
    }

    @Test
    void in_a_test_it_is_text() {
        apply();
        assertThat(environment.getProperty("logging.structured.format.console")).isNull();
        assertThat(environment.getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
    }

    @Test
    void what_a_service_says_itself_is_stronger() {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("own", Map.of("spring.servlet.multipart.max-file-size", "30MB")));
        apply();
        assertThat(environment.getProperty("spring.servlet.multipart.max-file-size"))
                .isEqualTo("30MB");
    }

    private void apply() {
        new ServiceDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
