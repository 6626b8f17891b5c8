package org.chaiwei.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chaiwei.local.Home;
import org.chaiwei.local.LocalSystem;
import org.chaiwei.local.Ports;
import org.chaiwei.local.Project;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.plan.PlanLedger;
import org.postgresql.PGConnection;

/**
 * The plan's spreadsheet through the gateway, from the upload until both views have its last row, beside a COPY of the same rows into the book's
 * table with its indexes. Each round starts a whole system of its own, so the services are as cold as on a district's first day; the ledger-service
 * has the heap that {@code ./chaiwei up} gives it (256 MiB).
 */
final class ImportBenchmark implements Benchmark {

    private static final String COPY = "copy";
    private static final String OURS = "chaiwei";
    private static final Ports PORTS = new Ports(18_700);
    /** An import may take five times as long as the COPY. */
    private static final double LEAST_SHARE_OF_COPY = 0.20;

    private record Round(long rows, Duration ours, Duration copy) {
        double share() {
            return (double) copy.toNanos() / ours.toNanos();
        }
    }

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        var measured = new ArrayList<Round>();
        for (var round = 1; round <= rounds; round++) {
            var result = measure();
            progress.accept("round %d: %,d rows, import %.1f s, COPY %.1f s"
                    .formatted(round, result.rows, seconds(result.ours), seconds(result.copy)));
            measured.add(result);
        }
        measured.sort(Comparator.comparingDouble(Round::share));
        var median = measured.get(measured.size() / 2);
        return new Report(
                "import",
                rounds,
                List.of(result(OURS, median.rows, median.ours), result(COPY, median.rows, median.copy)),
                Map.of(COPY + "@1", median.share()),
                List.of(Report.Aim.atLeast(COPY + "@1", LEAST_SHARE_OF_COPY, median.share())));
    }

    private static Report.Result result(String side, long rows, Duration took) {
        return new Report.Result(side, 1, Math.round(rows / seconds(took)), took.toMillis(), took.toMillis());
    }

    private static Round measure() throws Exception {
        var folder = Files.createTempDirectory("chaiwei-bench-import");
        try {
            var sheet = folder.resolve("plan.xlsx");
            PlanLedger.writeTo(sheet);
            var options = new LocalSystem.Options(
                    Project.around(Path.of("")),
                    new Home(folder.resolve("home")),
                    PORTS,
                    LocalSystem.Narrator.silent());
            try (var system = LocalSystem.start(options)) {
                var began = System.nanoTime();
                importThrough(system, sheet);
                var ours = Duration.ofNanos(System.nanoTime() - began);
                return copy(system, folder.resolve("rows"), ours);
            }
        } finally {
            delete(folder);
        }
    }

    private static void importThrough(LocalSystem system, Path sheet) throws IOException, InterruptedException {
        try (var office = new DistrictClient(system.origin(), Account.OFFICE)) {
            var preview = office.preview(sheet);
            office.commit(preview.id());
            office.await(preview.id(), progress -> {});
        }
    }

    private static Round copy(LocalSystem system, Path rows, Duration ours) throws SQLException, IOException {
        try (var connection = system.database("ledger").asOwner();
                var statement = connection.createStatement()) {
            var copying = connection.unwrap(PGConnection.class).getCopyAPI();
            try (var out = Files.newOutputStream(rows)) {
                copying.copyOut("COPY entry TO STDOUT", out);
            }
            statement.execute("CREATE TABLE entry_copied (LIKE entry INCLUDING ALL)");
            try (InputStream in = Files.newInputStream(rows)) {
                var began = System.nanoTime();
                var copied = copying.copyIn("COPY entry_copied FROM STDIN", in);
                return new Round(copied, ours, Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
