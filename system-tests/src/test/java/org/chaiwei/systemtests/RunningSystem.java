package org.chaiwei.systemtests;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.chaiwei.local.Home;
import org.chaiwei.local.LocalSystem;
import org.chaiwei.local.Ports;
import org.chaiwei.local.Project;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.plan.PlanFacts;
import org.chaiwei.local.plan.PlanLedger;
import org.chaiwei.local.verify.Report;
import org.chaiwei.local.verify.Verify;

/**
 * One whole system for all tests of this JVM: real PostgreSQL, Kafka, services and gateway as {@code ./chaiwei up} starts them, in a home of its
 * own. The plan's ledger is imported through the gateway while PostgreSQL and ledger-service are each killed once, so whatever the tests then
 * find exact was exact in spite of that.
 */
final class RunningSystem {

    private static final Path SHEET = Path.of("target", "plan-ledger.xlsx");

    /** Of each service. */
    private static final int COPIES = 2;

    private static RunningSystem instance;

    private final LocalSystem system;
    private final TraceCollector traces;
    private final long importedUpTo;

    private RunningSystem(LocalSystem system, TraceCollector traces) throws IOException, InterruptedException {
        this.system = system;
        this.traces = traces;
        Files.createDirectories(SHEET.getParent());
        PlanLedger.writeTo(SHEET);
        importUnderFire();
        this.importedUpTo = anonymous()
                .get("/api/v1/ledger/summary")
                .expect(200)
                .body()
                .get("knownAt")
                .asLong();
    }

    /** Started at first use, stopped with the JVM. */
    static synchronized RunningSystem get() throws IOException, InterruptedException {
        if (instance == null) {
            var home = new Home(Path.of("target", "home"));
            // What a killed run left behind is stopped by its records, so those stay; data and secrets go.
            for (var folder : List.of(home.data(), home.secrets(), home.logs())) delete(folder);
            var traces = new TraceCollector();
            var system = LocalSystem.start(new LocalSystem.Options(
                    Project.around(Path.of("")),
                    home,
                    new Ports(freeRange(), COPIES),
                    traces.environment(),
                    new OnStandardOutput()));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(system::close));
            instance = new RunningSystem(system, traces);
        }
        return instance;
    }

    LocalSystem system() {
        return system;
    }

    /** What its services export of traces. */
    TraceCollector traces() {
        return traces;
    }

    /** The spreadsheet that was imported. */
    Path sheet() {
        return SHEET;
    }

    /** The ledger position at which the plan's import ended, for whoever wants to know nothing of what tests did since. */
    long importedUpTo() {
        return importedUpTo;
    }

    Api anonymous() {
        return Api.anonymous(system.origin());
    }

    Api as(String account) throws IOException, InterruptedException {
        try (var client = new DistrictClient(system.origin(), Account.parse(account))) {
            return new Api(system.origin(), client.token());
        }
    }

    /** Recounts all that is there, once it has been taken in everywhere. */
    Report verify() throws SQLException, InterruptedException {
        var database = system.database("ledger");
        return Verify.run(
                new Verify.Target(
                        database.jdbcUrl(),
                        database.owner(),
                        database.ownerPassword(),
                        system.origin(),
                        Duration.ofMinutes(3)),
                system.between());
    }

    /** As the office does once its ledger is complete; done again, it changes nothing. */
    void divideTargetsAmongStreets() throws IOException, InterruptedException {
        try (var office = new DistrictClient(system.origin(), Account.OFFICE)) {
            office.divideTargets(PlanFacts.published().asOf());
        }
    }

    private void importUnderFire() throws IOException, InterruptedException {
        try (var office = new DistrictClient(system.origin(), Account.OFFICE)) {
            var preview = office.preview(SHEET);
            office.commit(preview.id());
            var victims = new ArrayDeque<>(List.of("postgres", "ledger-service"));
            office.await(preview.id(), progress -> {
                // At a third and at two thirds of the way, or while the views catch up where the machine was quicker
                // than the reports.
                var due = progress.total() * (3 - victims.size()) / 3;
                if (!victims.isEmpty() && progress.done() >= due) {
                    var victim = victims.poll();
                    System.out.println("kill -9 " + victim + " at " + progress);
                    system.kill(victim);
                }
            });
            if (!victims.isEmpty()) throw new AssertionError("never killed: " + victims);
            for (var victim : List.of("postgres", "ledger-service")) system.awaitReady(victim);
        }
    }

    private static int freeRange() throws IOException {
        for (var attempt = 0; attempt < 100; attempt++) {
            var first = RandomGenerator.getDefault().nextInt(20_000, 30_000);
            if (new Ports(first, COPIES).byName().values().stream().allMatch(RunningSystem::isFree)) return first;
        }
        throw new IOException("no neighbouring ports are free");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    private static final class OnStandardOutput implements LocalSystem.Narrator {
        @Override
        public void step(String what) {
            System.out.println(what);
        }

        @Override
        public void report(String sentence) {
            System.out.println(sentence);
        }
    }
}
