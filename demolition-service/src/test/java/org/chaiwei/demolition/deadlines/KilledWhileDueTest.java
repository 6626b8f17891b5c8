package org.chaiwei.demolition.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A thousand deadlines are over, and the service is killed while it makes them known. Two others take over. Each deadline is told once, each
 * rung of its ladder once, and each in one inbox.
 */
class KilledWhileDueTest {

    private static final int CASES = 1_000;
    private static final String STREET = "110102888";
    private static final String APPLICATION = "org.chaiwei.demolition.DemolitionApplication";

    private final ServiceDatabase database = TestPostgres.create("killed");
    private final JdbcClient owner = JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.owner(), database.ownerPassword()));
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path logs;

    @AfterEach
    void end() throws InterruptedException {
        for (var process : processes) process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    @Test
    void each_deadline_has_one_effect_though_the_service_is_killed_and_two_others_take_over() throws Exception {
        file();
        var first = start();
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count("DeadlineReached") >= CASES / 5);
        first.destroyForcibly().waitFor();
        var before = count("DeadlineReached");
        assertThat(before).as("killed in the middle").isBetween(CASES / 5, CASES - 1);

        start();
        start();
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> pending() == 0);
        assertThat(count("DeadlineReached")).isEqualTo(CASES);
        assertThat(distinct("DeadlineReached", "payload ->> 'deadline', payload ->> 'level'"))
                .isEqualTo(CASES);
        assertThat(count("DeadlineEscalated"))
                .isPositive()
                .isEqualTo(distinct("DeadlineEscalated", "payload ->> 'deadline', payload ->> 'rung'"))
                .matches(escalated -> escalated % CASES == 0, "as many for each");
        var told = count("DeadlineReached") + count("DeadlineEscalated");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(sql("SELECT count(*) FROM inbox_notice")).isEqualTo(told));
        assertThat(sql("SELECT count(DISTINCT (violation, kind, level, rung)) FROM inbox_notice"))
                .isEqualTo(told);
    }

    /** Cases whose order is some days too late, by an instance in which nothing comes round by itself. */
    private void file() throws InterruptedException {
        try (var context = SpringApplication.run(application(), arguments("--db-scheduler.enabled=false"))) {
            var port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            var http = new Http(port);
            var reaction = context.getBean(FactReaction.class);
            var token = "Bearer " + TestIssuer.shared().token(Role.OFFICE);
            var filedOn = LocalDate.now(BusinessClock.ZONE).minusDays(100);
            try (var callers = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < CASES; i++) {
                    var number = STREET + "-" + i;
                    callers.execute(() -> file(number, filedOn, reaction, http, token));
                }
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> pending() == CASES);
        }
    }

    private static void file(String number, LocalDate on, FactReaction reaction, Http http, String token) {
        var id = UUID.randomUUID();
        var entry =
                new LedgerEntry(number, "GENERAL", STREET, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        reaction.react(RunningService.received(new ViolationRegistered(
                id, entry, new BigDecimal("20"), on, "PATROL", null, false, on, null, "street-1")));
        var answer = http.post(
                "/api/v1/demolition/cases/" + id + "/filing",
                "{\"track\": \"EXISTING\", \"occurredOn\": \"" + on + "\", \"reason\": \"补录\"}",
                "Authorization",
                token);
        if (answer.status() != 200) throw new AssertionError(answer.body());
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                APPLICATION));
        command.addAll(List.of(arguments(
                "--db-scheduler.enabled=true",
                "--db-scheduler.polling-interval=200ms",
                "--db-scheduler.heartbeat-interval=500ms",
                "--chaiwei.deadlines.raise-every=500ms")));
        var log = new File(logs.toFile(), "instance-" + processes.size() + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log))
                .start();
        processes.add(process);
        return process;
    }

    private String[] arguments(String... more) {
        var arguments = new ArrayList<>(List.of("--server.port=0"));
        ServiceProperties.of(database, (name, value) -> arguments.add("--" + name + "=" + value.get()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Class<?> application() {
        try {
            return Class.forName(APPLICATION);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deadlines of which there is something to make known. */
    private int pending() {
        return sql("SELECT count(*) FROM case_deadline WHERE next_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date");
    }

    private int count(String event) {
        return sql(
                "SELECT count(*) FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type WHERE t.name = '"
                        + event + "'");
    }

    private int distinct(String event, String what) {
        return sql("SELECT count(DISTINCT (" + what
                + ")) FROM (SELECT convert_from(e.payload, 'UTF8')::jsonb AS payload "
                + "FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type WHERE t.name = '" + event
                + "') AS events");
    }

    private int sql(String query) {
        return owner.sql(query).query(Integer.class).single();
    }
}
