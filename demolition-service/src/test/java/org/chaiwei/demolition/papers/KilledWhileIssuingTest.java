package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Papers of two registers are issued by several callers at once, and the service is killed among it. Another takes over, and every caller asks
 * again with the same keys. The numbers have no gap, every paper has its file, and nobody has two papers for one request.
 */
class KilledWhileIssuingTest {

    private static final int PAPERS = 24;
    private static final int CALLERS = 6;
    private static final List<String> STREETS = List.of("110102013", "110102014");
    private static final String APPLICATION = "org.chaiwei.demolition.DemolitionApplication";
    private static final String NOTICE = """
            {"kind": "NOTICE", "occurredOn": "2016-05-09", "days": 15, "reason": "补录",
             "fields": {"facts": "砖混结构一处，未取得规划许可"}}""";

    private final ServiceDatabase database = TestPostgres.create("issuing");
    private final JdbcClient owner = JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.owner(), database.ownerPassword()));
    private final List<Process> processes = new ArrayList<>();
    private final List<UUID> cases = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() throws InterruptedException {
        for (var process : processes) process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    @Test
    void numbers_have_no_gap_and_each_paper_its_file_though_the_service_is_killed() throws Exception {
        lead();
        var first = freePort();
        var killed = start(first);
        var answered = new ConcurrentHashMap<Integer, String>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < PAPERS; i++) {
                var request = i;
                callers.execute(() -> askUnlessKilled(first, request, answered));
            }
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> issued().size() >= PAPERS / 3);
            killed.destroyForcibly().waitFor();
        }
        var before = issued().size();
        assertThat(before).as("killed in the middle").isLessThan(PAPERS);
        assertThat(answered).as("no paper was promised and lost").hasSizeLessThanOrEqualTo(before);

        var second = freePort();
        start(second);
        var again = new ConcurrentHashMap<Integer, String>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < PAPERS; i++) {
                var request = i;
                callers.execute(() -> again.put(request, ask(second, request).body()));
            }
        }
        assertThat(again).hasSize(PAPERS).containsAllEntriesOf(answered);
        assertThat(again.values().stream().map(KilledWhileIssuingTest::paper))
                .as("a request has one paper, and it alone")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        issued().stream().map(Issued::paper).toList());
        assertThat(ordinals().values())
                .hasSize(STREETS.size())
                .allSatisfy(ordinals -> assertThat(ordinals)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, PAPERS / STREETS.size())
                                .boxed()
                                .toList()));
        filesAreThere();
    }

    /** Every paper's file is among the evidence and is what it is named; whatever else was printed in vain is named by a row too, or was on its way. */
    private void filesAreThere() throws Exception {
        var registered = new TreeSet<>(
                owner.sql("SELECT sha256 FROM evidence").query(String.class).list());
        assertThat(registered).containsAll(issued().stream().map(Issued::sha256).toList());
        for (var sha256 : registered) assertThat(hashed(fileOf(sha256))).isEqualTo(sha256);
        try (var files = Files.walk(folder.resolve("evidence"))) {
            var unclaimed = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !registered.contains(name))
                    .toList();
            assertThat(unclaimed)
                    .as("files of callers who were just being served")
                    .hasSizeLessThanOrEqualTo(2 * CALLERS);
        }
    }

    private record Issued(UUID register, long ordinal, String paper, String sha256) {}

    private List<Issued> issued() {
        return owner.sql("""
                SELECT aggregate_id, said ->> 'ordinal' AS ordinal, said ->> 'paper' AS paper, said ->> 'sha256' AS sha256
                  FROM (SELECT e.aggregate_id, e.sequence, convert_from(e.payload, 'UTF8')::jsonb AS said
                          FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type WHERE t.name = 'PaperIssued') AS events
                 ORDER BY aggregate_id, sequence""")
                .query((row, _) ->
                        new Issued(row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** In the order in which they were given. */
    private Map<UUID, List<Long>> ordinals() {
        return issued().stream()
                .collect(Collectors.groupingBy(
                        Issued::register, TreeMap::new, Collectors.mapping(Issued::ordinal, Collectors.toList())));
    }

    private Path fileOf(String sha256) {
        return folder.resolve("evidence")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static String hashed(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void askUnlessKilled(int port, int request, Map<Integer, String> answered) {
        try {
            answered.put(request, ask(port, request).body());
        } catch (UncheckedIOException killed) {
            // Whether the paper was issued is not known; the same key asks for it again.
        }
    }

    /** Asks with the request's own key, as often as another caller of the same register was faster. */
    private Answer ask(int port, int request) {
        while (true) {
            var answer = new Http(port)
                    .post(
                            "/api/v1/demolition/cases/" + cases.get(request % cases.size()) + "/papers",
                            NOTICE,
                            "Authorization",
                            "Bearer " + TestIssuer.shared().token(Role.ENFORCEMENT),
                            "Idempotency-Key",
                            "request-" + request);
            if (answer.status() == 409) continue;
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            return answer;
        }
    }

    private static String paper(String body) {
        return body.replaceAll("(?s).*\"paper\":\"([0-9a-f-]{36})\".*", "$1");
    }

    /** Two entries of which the ledger has told, by an instance that ends by itself. */
    private void lead() {
        try (var context = SpringApplication.run(application(), arguments(0))) {
            var reaction = context.getBean(FactReaction.class);
            var day = LocalDate.of(2016, 1, 4);
            for (var street : STREETS) {
                var id = UUID.randomUUID();
                var entry = new LedgerEntry(
                        street + "-1", "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
                reaction.react(RunningService.received(new ViolationRegistered(
                        id, entry, new BigDecimal("20"), day, "PATROL", null, false, day, null, "street-1")));
                cases.add(id);
            }
        }
    }

    /** Returns when it answers. */
    private Process start(int port) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                APPLICATION));
        command.addAll(List.of(arguments(port)));
        var log = folder.resolve("instance-" + processes.size() + ".log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log))
                .start();
        processes.add(process);
        await().atMost(Duration.ofSeconds(120))
                .ignoreException(UncheckedIOException.class)
                .until(() -> new Http(port).get("/").status() > 0);
        return process;
    }

    private String[] arguments(int port) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--db-scheduler.enabled=false",
                "--chaiwei.evidence.folder=" + folder.resolve("evidence")));
        ServiceProperties.of(database, (name, value) -> arguments.add("--" + name + "=" + value.get()));
        return arguments.toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Class<?> application() {
        try {
            return Class.forName(APPLICATION);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
