package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The compose files say the same as the laptop, and hold no secret. They are run with a real engine by hand: docs/guides/containers.md. */
class ComposeTest {

    private static final Path CHECKOUT = Project.around(Path.of("")).root();
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|_KEY)");

    /** The image says where a service listens; the gateway's port is a variable. */
    private static final Set<String> SAID_BY_THE_IMAGE = Set.of("SERVER_ADDRESS", "SERVER_PORT");

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_service_is_told_in_a_container_what_it_is_told_on_the_laptop(Service service, @TempDir Path folder)
            throws IOException {
        var home = new Home(folder);
        home.prepare();
        var secrets = new Secrets(home);
        var ports = new Ports(8080);
        var onTheLaptop = service.environment(
                        ports, service.port(ports), new Postgres(home, ports.postgres(), secrets), secrets)
                .keySet();
        var told = new TreeSet<>(SAID_BY_THE_IMAGE);
        told.addAll(environment("docker-compose.yml", service.module()).keySet());
        told.addAll(environment("docker-compose.demo.yml", service.module()).keySet());
        assertThat(told).containsAll(onTheLaptop);
    }

    @Test
    void every_image_can_be_another() throws IOException {
        assertThat(services("docker-compose.yml"))
                .allSatisfy((name, service) -> assertThat(service.get("image"))
                        .asString()
                        .matches("\\$\\{CHAIWEI_[A-Z]+_IMAGE:-[a-z/-]+:[\\w.-]+}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.demo.yml", "docker-compose.provider.yml"})
    void no_secret_stands_in_a_file(String file) throws IOException {
        for (var service : services(file).keySet())
            assertThat(environment(file, service)).allSatisfy((name, value) -> {
                if (SECRET.matcher(name).matches() && value != null)
                    assertThat(value).asString().as(name).matches("\\$\\{[A-Z_]+:\\?.*}");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "provider"})
    void the_secrets_of_an_installation_are_all_that_compose_asks_for(String login, @TempDir Path folder)
            throws Exception {
        assertThat(newSecrets(folder, "--" + login)).isZero();
        var file = folder.resolve(".env");
        var names = Files.readAllLines(file).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
        for (var compose : names.get("COMPOSE_FILE").split(":")) {
            var asked = REQUIRED.matcher(Files.readString(CHECKOUT.resolve(compose)));
            while (asked.find()) assertThat(names).as(compose).containsKey(asked.group(1));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var before = Files.readString(file);
        assertThat(newSecrets(folder, "--" + login)).as("again").isEqualTo(1);
        assertThat(file).hasContent(before);
    }

    @Test
    void who_logs_in_is_never_assumed(@TempDir Path folder) throws Exception {
        assertThat(newSecrets(folder)).isEqualTo(2);
        assertThat(folder.resolve(".env")).doesNotExist();
    }

    private static int newSecrets(Path folder, String... words) throws Exception {
        var script = folder.resolve("deploy/compose/new-secrets");
        Files.createDirectories(script.getParent());
        if (!Files.exists(script)) Files.copy(CHECKOUT.resolve("deploy/compose/new-secrets"), script);
        var command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        try (var in = Files.newInputStream(CHECKOUT.resolve(file))) {
            var compose = (Map<String, Object>) new Yaml().load(in);
            return (Map<String, Map<String, Object>>) compose.get("services");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String file, String service) throws IOException {
        var environment = services(file).getOrDefault(service, Map.of()).get("environment");
        return environment == null ? Map.of() : new LinkedHashMap<>((Map<String, Object>) environment);
    }
}
