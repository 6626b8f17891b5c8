package org.chaiwei.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.chaiwei.local.Home;
import org.chaiwei.local.LocalSystem;
import org.chaiwei.local.Ports;
import org.chaiwei.local.Project;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;

/**
 * The list of 100,000 cases, by each of its filters, and "my tasks today", beside a case read by its key through the same endpoint stack: the
 * service's own HTTP port with a signed token, as behind the gateway. The cases are events of the service's log, at every stage from the lead to
 * the demand, and the service's own views make the rows.
 */
final class CasesBenchmark implements Benchmark {

    private static final Ports PORTS = new Ports(18_800);
    private static final int CASES = 100_000;
    private static final int CASES_AT_ONCE = 10_000;
    private static final int CALLERS = 4;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(10);

    private static final List<String> STREETS = IntStream.of(1, 3, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
            .mapToObj("110102%03d"::formatted)
            .toList();

    /** Tens of thousands of deadlines are over in these cases; to tell of them would go on beside the measurement. */
    private static final Map<String, String> NOTHING_IS_TOLD = Map.of("DB_SCHEDULER_ENABLED", "false");

    private static final String KEY = "by key";
    private static final String TASKS = "tasks";
    private static final int HANDLERS = 100;

    /** A list may take five times as long as a row by its key. */
    private static final double MOST_TIMES_KEY = 5;

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        var folder = Files.createTempDirectory("chaiwei-bench-cases");
        try {
            var options = new LocalSystem.Options(
                    Project.around(Path.of("")),
                    new Home(folder.resolve("home")),
                    PORTS,
                    NOTHING_IS_TOLD,
                    LocalSystem.Narrator.silent());
            try (var system = LocalSystem.start(options);
                    var http = HttpClient.newHttpClient()) {
                var ids = fill(system, progress);
                return measure(new Caller(http, system), ids, rounds, Duration.ofSeconds(secondsPerRun), progress);
            }
        } finally {
            ImportBenchmark.delete(folder);
        }
    }

    private static Report measure(Caller caller, List<UUID> ids, int rounds, Duration time, Consumer<String> progress)
            throws Exception {
        var sides = sides(ids);
        var office = caller.token("office");
        // The office has no tasks but its own; enforcement has those of all cases that nobody handles.
        var enforcement = caller.token("enforcement");
        var latencies = new LinkedHashMap<String, long[]>();
        var rates = new LinkedHashMap<String, Double>();
        // What has never run is compiled first.
        for (var side : sides.entrySet())
            Callers.measure(
                    CALLERS,
                    Duration.ofSeconds(2),
                    () -> caller.get(side.getValue().get(), side.getKey().equals(TASKS) ? enforcement : office));
        for (var round = 1; round <= rounds; round++) {
            for (var side : sides.entrySet()) {
                var run = Callers.measure(
                        CALLERS, time, () -> caller.get(side.getValue().get(), office));
                latencies.merge(side.getKey(), run.nanos(), Callers::concat);
                rates.merge(side.getKey(), run.perSecond() / rounds, Double::sum);
            }
            progress.accept("round %d of %d".formatted(round, rounds));
        }
        var results = new ArrayList<Report.Result>();
        var ratios = new LinkedHashMap<String, Double>();
        var aims = new ArrayList<Report.Aim>();
        latencies.values().forEach(Arrays::sort);
        var key = Callers.percentileMs(Objects.requireNonNull(latencies.get(KEY)), 0.99);
        latencies.forEach((side, nanos) -> {
            var p99 = Callers.percentileMs(nanos, 0.99);
            results.add(new Report.Result(
                    side,
                    CALLERS,
                    Math.round(Objects.requireNonNull(rates.get(side))),
                    Callers.percentileMs(nanos, 0.5),
                    p99));
            if (side.equals(KEY)) return;
            ratios.put(side + "@" + CALLERS, p99 / key);
            aims.add(Report.Aim.atMost(side + " p99, times " + KEY, MOST_TIMES_KEY, p99 / key));
        });
        return new Report("cases", rounds, List.copyOf(results), Map.copyOf(ratios), List.copyOf(aims));
    }

    /** What is asked for, by the side's name. */
    private static Map<String, Supplier<String>> sides(List<UUID> ids) {
        var sides = new LinkedHashMap<String, Supplier<String>>();
        sides.put(KEY, () -> "/cases/" + ids.get(ThreadLocalRandom.current().nextInt(ids.size())));
        sides.put("all", () -> "/cases");
        sides.put("street", () -> "/cases?street=" + street());
        sides.put("stage", () -> "/cases?stage=" + stage());
        sides.put("both", () -> "/cases?street=" + street() + "&stage=" + stage());
        sides.put(
                "track",
                () -> "/cases?track=" + (ThreadLocalRandom.current().nextBoolean() ? "EXISTING" : "TEMPORARY"));
        sides.put(
                "handler",
                () -> "/cases?handler=u-" + ThreadLocalRandom.current().nextInt(HANDLERS));
        sides.put("overdue", () -> "/cases?overdue=true&street=" + street());
        sides.put(TASKS, () -> "/tasks");
        return sides;
    }

    private static String street() {
        return STREETS.get(ThreadLocalRandom.current().nextInt(STREETS.size()));
    }

    private static String stage() {
        var stages = List.of("LEAD", "FILED", "ORDERED", "DEMANDED");
        return stages.get(ThreadLocalRandom.current().nextInt(stages.size()));
    }

    private record Caller(HttpClient http, LocalSystem system) {

        String token(String account) throws IOException, InterruptedException {
            try (var client = new DistrictClient(system.origin(), Account.parse(account))) {
                return client.token();
            }
        }

        void get(String path, String token) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + PORTS.demolition() + "/api/v1/demolition" + path))
                    .header("Authorization", "Bearer " + token)
                    .build();
            try {
                var answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() != 200)
                    throw new IllegalStateException(
                            path + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(path, e);
            }
        }
    }

    // The cases

    private static List<UUID> fill(LocalSystem system, Consumer<String> progress)
            throws SQLException, InterruptedException {
        try (var connection = system.database("demolition").asOwner()) {
            var random = new SplittableRandom(20161231);
            var ids = new ArrayList<UUID>(CASES);
            for (var first = 0; first < CASES; first += CASES_AT_ONCE) {
                var log = new BenchLog("EnforcementCase");
                for (var number = first; number < first + CASES_AT_ONCE; number++)
                    ids.add(new BenchCase(number, random).recordIn(log));
                log.append(connection);
            }
            var head = number(connection, "SELECT position FROM event_store.head");
            progress.accept("%,d cases, %,d events".formatted(CASES, head));
            await(connection, "SELECT count(*) FROM view_position WHERE position < " + head);
            progress.accept("the views have them");
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
            return ids;
        }
    }

    /** @param left counts what is still to be done */
    private static void await(Connection connection, String left) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        while (number(connection, left) > 0) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("not done in time: " + left);
            Thread.sleep(500);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** A case of a seeded ledger, between its lead and its demand, in the months before today. */
    private record BenchCase(int number, SplittableRandom random) {

        private static final String HASH = "c".repeat(64);

        UUID recordIn(BenchLog log) {
            var id = new UUID(random.nextLong(), random.nextLong());
            var street = STREETS.get(number % STREETS.size());
            var on = LocalDate.now().minusDays(20 + random.nextInt(80));
            log.add(id, "LeadReceived", """
                    {"violation":"%s","fact":"%s","ledgerNumber":"%s-2026-%05d","ledgerKind":"GENERAL","street":"%s","use":"RESIDENTIAL","tags":[],"households":0,\
                    "origin":"EXISTING","areaM2":%d.50,"relapseOf":null,"discoveredOn":"%s","occurredOn":"%s"}""".formatted(
                            id, new UUID(number, 7), street, number, street, 5 + random.nextInt(60), on, on));
            var steps = random.nextInt(10) - 2;
            if (steps < 1) return id;
            log.add(id, "CaseFiled", """
                    {"violation":"%s","street":"%s","caseNumber":"拆案〔2026〕%s-%05d号","track":"%s","occurredOn":"%s","filedBy":%s}""".formatted(
                            id,
                            street,
                            street,
                            number,
                            number % 50 == 0 ? "TEMPORARY" : "EXISTING",
                            on.plusDays(1),
                            handler()));
            if (steps >= 3)
                log.add(
                        id,
                        "EvidenceCollected",
                        step(id, "\"kind\":\"MEASUREMENT\",\"document\":\"%s\"".formatted(HASH), on.plusDays(3)));
            if (steps >= 4)
                log.add(
                        id,
                        "DemolitionOrdered",
                        step(
                                id,
                                "\"days\":15,\"rightsNotified\":true,\"document\":\"%s\"".formatted(HASH),
                                on.plusDays(9)));
            if (steps >= 5)
                log.add(
                        id,
                        "PaperServed",
                        step(
                                id,
                                "\"paper\":\"ORDER\",\"manner\":\"DIRECT\",\"proof\":\"%s\"".formatted(HASH),
                                on.plusDays(11)));
            if (steps >= 7)
                log.add(id, "DemandIssued", step(id, "\"document\":\"%s\"".formatted(HASH), on.plusDays(30)));
            return id;
        }

        /** Three of four cases have one. */
        private String handler() {
            return number % 4 == 0 ? "null" : "\"u-" + number % HANDLERS + "\"";
        }

        private String step(UUID id, String own, LocalDate on) {
            return "{\"violation\":\"%s\",%s,\"by\":\"u-%d\",\"role\":\"enforcement\",\"occurredOn\":\"%s\"}"
                    .formatted(id, own, number % HANDLERS, on);
        }
    }
}
