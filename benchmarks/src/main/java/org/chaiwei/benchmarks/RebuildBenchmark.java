package org.chaiwei.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.chaiwei.local.Home;
import org.chaiwei.local.LocalSystem;
import org.chaiwei.local.Ports;
import org.chaiwei.local.Project;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.plan.PlanLedger;
import org.postgresql.PGConnection;

/**
 * Both views of the ledger, with the plan's ledger in them, rebuilt in the running system from the log's first event until the new tables serve; beside COPY out of
 * the same rows into a file, and COPY of the file into tables with the same indexes. The seconds of a rebuild are the service's own, from the order to the swap.
 */
final class RebuildBenchmark implements Benchmark {

    private static final String LEDGER = "ledger";
    private static final Ports PORTS = new Ports(18_720);

    /** Of the speed of the slower of the two COPYs. */
    private static final double LEAST_SHARE_OF_COPY = 0.80;

    private record Kept(String view, List<String> tables) {}

    private static final List<Kept> VIEWS = List.of(
            new Kept("book", List.of("entry")),
            new Kept("figures", List.of("movement", "month_total", "figures_known_at")));

    private record Round(long rows, double rebuildSeconds, double outSeconds, double inSeconds) {
        double share() {
            return Math.max(outSeconds, inSeconds) / rebuildSeconds;
        }
    }

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        var folder = Files.createTempDirectory("chaiwei-bench-rebuild");
        try {
            var sheet = folder.resolve("plan.xlsx");
            PlanLedger.writeTo(sheet);
            var options = new LocalSystem.Options(
                    Project.around(Path.of("")),
                    new Home(folder.resolve("home")),
                    PORTS,
                    LocalSystem.Narrator.silent());
            try (var system = LocalSystem.start(options);
                    var office = new DistrictClient(system.origin(), Account.OFFICE);
                    var sysadmin = new DistrictClient(system.origin(), Account.SYSADMIN)) {
                var preview = office.preview(sheet);
                office.commit(preview.id());
                office.await(preview.id(), _ -> {});
                return measure(system, sysadmin, folder, rounds, progress);
            }
        } finally {
            ImportBenchmark.delete(folder);
        }
    }

    private static Report measure(
            LocalSystem system, DistrictClient sysadmin, Path folder, int rounds, Consumer<String> progress)
            throws Exception {
        var results = new ArrayList<Report.Result>();
        var ratios = new LinkedHashMap<String, Double>();
        var aims = new ArrayList<Report.Aim>();
        for (var kept : VIEWS) {
            var view = kept.view;
            var measured = new ArrayList<Round>();
            for (var round = 1; round <= rounds; round++) {
                var result = measure(system, sysadmin, folder, kept);
                progress.accept("round %d: %s, %,d rows, rebuild %.2f s, COPY out %.2f s, COPY in %.2f s"
                        .formatted(
                                round, view, result.rows, result.rebuildSeconds, result.outSeconds, result.inSeconds));
                measured.add(result);
            }
            measured.sort(Comparator.comparingDouble(Round::share));
            var median = measured.get(measured.size() / 2);
            results.add(result(view, median, Round::rebuildSeconds));
            results.add(result(view + " out", median, Round::outSeconds));
            results.add(result(view + " in", median, Round::inSeconds));
            ratios.put(view + " out@1", median.outSeconds / median.rebuildSeconds);
            ratios.put(view + " in@1", median.inSeconds / median.rebuildSeconds);
            aims.add(Report.Aim.atLeast(view + " of the slower COPY", LEAST_SHARE_OF_COPY, median.share()));
        }
        return new Report("rebuild", rounds, results, ratios, aims);
    }

    private static Report.Result result(String side, Round round, ToDoubleFunction<Round> seconds) {
        var took = seconds.applyAsDouble(round);
        return new Report.Result(side, 1, Math.round(round.rows / took), took * 1e3, took * 1e3);
    }

    private static Round measure(LocalSystem system, DistrictClient sysadmin, Path folder, Kept kept)
            throws IOException, InterruptedException, SQLException {
        sysadmin.startRebuild(LEDGER, kept.view);
        var end = sysadmin.awaitRebuild(LEDGER, kept.view, _ -> {});
        if (!end.phase().equals("DONE")) throw new IOException(kept.view + " was not rebuilt: " + end.failure());
        var rows = 0L;
        var out = Duration.ZERO;
        var in = Duration.ZERO;
        try (var connection = system.database(LEDGER).asOwner()) {
            for (var table : kept.tables) {
                var file = folder.resolve(table);
                var began = System.nanoTime();
                rows += copyOut(connection, table, file);
                out = out.plusNanos(System.nanoTime() - began);
                in = in.plus(copyIn(connection, table, file));
            }
        }
        return new Round(rows, end.seconds(), seconds(out), seconds(in));
    }

    private static long copyOut(Connection connection, String table, Path file) throws SQLException, IOException {
        try (var out = Files.newOutputStream(file)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", out);
        }
    }

    private static Duration copyIn(Connection connection, String table, Path file) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var in = Files.newInputStream(file)) {
            statement.execute("DROP TABLE IF EXISTS copied");
            statement.execute("CREATE TABLE copied (LIKE " + table + " INCLUDING ALL)");
            var began = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied FROM STDIN", in);
            var took = Duration.ofNanos(System.nanoTime() - began);
            statement.execute("DROP TABLE copied");
            return took;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
