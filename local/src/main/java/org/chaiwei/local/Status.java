package org.chaiwei.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaiwei.local.process.ProcessRecords;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs of one home, looked at from outside.
 *
 * @param running whether a supervisor lives
 * @param phase what the supervisor says it is at, or STOPPED
 * @param rssBytes of all processes together, the supervisor included
 */
record Status(boolean running, String phase, Optional<String> origin, List<Line> processes, long rssBytes) {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One process.
     *
     * @param health what it says of itself, such as UP, DEGRADED or DOWN
     */
    record Line(String name, long pid, Optional<Integer> port, String health, long rssBytes, Optional<LogReport> log) {}

    static Status of(Home home) throws InterruptedException {
        var state = SystemState.read(home);
        var running = SupervisorLock.isTaken(home);
        var lines = new ArrayList<Line>();
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
            if (running && state.isPresent()) supervisor(state.get()).ifPresent(lines::add);
            for (var process : new ProcessRecords(home.run()).alive())
                lines.add(line(http, process, state.map(SystemState::ports)));
        }
        return new Status(
                running,
                running ? state.map(s -> s.phase().name()).orElse("STARTING") : "STOPPED",
                running ? state.map(s -> LocalSystem.origin(s.ports()).toString()) : Optional.empty(),
                lines,
                lines.stream().mapToLong(Line::rssBytes).sum());
    }

    private static Optional<Line> supervisor(SystemState state) {
        return ProcessHandle.of(state.supervisor())
                .map(process -> new Line(
                        "supervisor",
                        process.pid(),
                        Optional.empty(),
                        "UP",
                        // Its children are the other lines.
                        Memory.residentBytesAlone(process),
                        Optional.empty()));
    }

    private static Line line(HttpClient http, ProcessRecords.Remembered process, Optional<Ports> ports)
            throws InterruptedException {
        var port = ports.map(Ports::byName).map(byName -> byName.get(process.name()));
        var service = Instance.all(Ports.COPIES_MAX).stream()
                .filter(instance -> instance.name().equals(process.name()))
                .findFirst();
        var health = "UP";
        var log = Optional.<LogReport>empty();
        if (service.isPresent() && port.isPresent()) {
            health = health(http, port.get());
            log = get(http, port.get(), "/actuator/chaiwei")
                    .filter(answer -> answer.statusCode() == 200)
                    .map(answer -> LogReport.of(JSON.readTree(answer.body())));
        }
        return new Line(
                process.name(), process.handle().pid(), port, health, Memory.residentBytes(process.handle()), log);
    }

    private static String health(HttpClient http, int port) throws InterruptedException {
        var answer = get(http, port, "/actuator/health");
        if (answer.isEmpty()) return "DOWN";
        try {
            return JSON.readTree(answer.get().body()).path("status").asString("DOWN");
        } catch (JacksonException e) {
            return "DOWN";
        }
    }

    private static Optional<HttpResponse<String>> get(HttpClient http, int port, String path)
            throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(ANSWER_LIMIT)
                    .build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether everything that should run does, and says that it is well. */
    boolean isWell() {
        return running
                && lines("postgres", "kafka")
                && Arrays.stream(Service.values()).allMatch(service -> lines(service.module()))
                && processes.stream()
                        .allMatch(line ->
                                line.health().equals("UP") || line.health().equals("DEGRADED"));
    }

    private boolean lines(String... names) {
        var present = processes.stream().map(Line::name).collect(Collectors.toSet());
        return present.containsAll(List.of(names));
    }

    String asJson() {
        return JSON.writeValueAsString(this);
    }

    String asTable() {
        if (!running && processes.isEmpty()) return "Nothing of this checkout runs. ./chaiwei up starts it.";
        var table = new StringBuilder();
        table.append(origin.map(at -> "%s at %s%n".formatted(phase, at))
                .orElse("No supervisor lives, but processes of a killed one do: ./chaiwei down stops them.\n"));
        table.append("%-24s %8s %6s %-9s %9s %12s  %s%n"
                .formatted("process", "pid", "port", "health", "RSS MiB", "log position", "views and facts"));
        for (var line : processes) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-24s %8d %6s %-9s %,9d %12s  %s%n",
                    line.name(),
                    line.pid(),
                    line.port().map(String::valueOf).orElse(""),
                    line.health(),
                    mebibytes(line.rssBytes()),
                    line.log()
                            .map(log -> String.format(Locale.ROOT, "%,d", log.position()))
                            .orElse(""),
                    line.log().map(LogReport::progress).orElse("")));
        }
        table.append(String.format(Locale.ROOT, "%-24s %8s %6s %-9s %,9d", "all", "", "", "", mebibytes(rssBytes)));
        return table.toString();
    }

    private static long mebibytes(long bytes) {
        return bytes / (1024 * 1024);
    }
}
