package org.chaiwei.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Where the servers of tests come from, one answer a JVM: containers where a Docker engine answers, programs of this machine otherwise.
 * The environment variable {@value #SWITCH} decides otherwise: {@code embedded} or {@code containers}, the latter failing without an
 * engine; {@code auto} is the same as nothing. The first use of each server says on standard output which one it is.
 */
enum TestServers {
    EMBEDDED,
    CONTAINERS;

    static final String SWITCH = "CHAIWEI_TEST_SERVERS";

    private static final List<String> TALKATIVE =
            List.of("org.testcontainers", "com.github.dockerjava", "tc", "org.testcontainers.shaded");

    /** The answer for this JVM. */
    static TestServers chosen() {
        return Choice.MADE;
    }

    /** @throws IllegalArgumentException if the switch is none of its words */
    static TestServers choose(Optional<String> word, Engine engine) {
        return switch (word.map(w -> w.toLowerCase(Locale.ROOT)).orElse("auto")) {
            case "auto", "" -> engine.answers() ? CONTAINERS : EMBEDDED;
            case "embedded" -> EMBEDDED;
            case "containers" -> {
                if (!engine.answers())
                    throw new IllegalStateException(SWITCH + " asks for containers, and no Docker engine answers.");
                yield CONTAINERS;
            }
            default ->
                throw new IllegalArgumentException(SWITCH + " is auto, embedded or containers, not " + word.get());
        };
    }

    /** Tells whoever reads the test run which server it used. */
    static void say(String server) {
        System.out.println("Tests use " + server + ".");
    }

    /** An image's name, which the same environment variable overrides as in docker-compose.yml. */
    static String image(String variable, String official) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(name -> !name.isBlank())
                .orElse(official);
    }

    /** A Docker engine, or the lack of one. */
    @FunctionalInterface
    interface Engine {
        boolean answers();
    }

    private static boolean engineAnswers() {
        // Testcontainers looks for an engine at length and aloud; where there is no place for one, it is not asked.
        var places = Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock");
        if (System.getenv("DOCKER_HOST") == null && places.map(Path::of).noneMatch(Files::exists)) return false;
        quiet();
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static void quiet() {
        for (var logger : TALKATIVE) {
            // Spring sets levels anew, so it is told too.
            System.setProperty("logging.level." + logger, "ERROR");
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context)
                context.getLogger(logger).setLevel(Level.ERROR);
        }
    }

    private static final class Choice {
        static final TestServers MADE = choose(Optional.ofNullable(System.getenv(SWITCH)), TestServers::engineAnswers);
    }
}
