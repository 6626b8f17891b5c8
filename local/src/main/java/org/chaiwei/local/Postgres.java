package org.chaiwei.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.local.process.ProcessSpec;
import org.chaiwei.servers.PostgresBinaries;
import org.chaiwei.servers.ServiceDatabase;

/**
 * The one PostgreSQL of a system: its files, its command line, its databases. It waits for the disk at every commit, as a district's
 * server would: what a command's answer promised is there after a power cut.
 */
final class Postgres {

    static final String NAME = "postgres";
    private static final String SUPERUSER = "postgres";

    private final Home home;
    private final int port;
    private final Secrets secrets;

    Postgres(Home home, int port, Secrets secrets) {
        this.home = home;
        this.port = port;
        this.secrets = secrets;
    }

    /**
     * Makes the data folder if there is none and says how the server is run.
     *
     * @throws StartRefused if PostgreSQL can't run here
     */
    ProcessSpec prepare() {
        try {
            var programs = PostgresBinaries.unpackedIn(home.cache()).resolve("bin");
            var asOrdinary = asOrdinaryAccount();
            if (!Files.isDirectory(home.postgres())) initialise(programs, asOrdinary);
            return spec(programs, asOrdinary);
        } catch (IOException e) {
            throw new StartRefused("PostgreSQL can't be prepared: " + e.getMessage(), "Look at " + log(), e);
        }
    }

    /** Creates each service's database and roles, or sets their passwords to the kept ones. */
    void provision(List<String> services) {
        try (var superuser = connect()) {
            for (var service : services) {
                var database = database(service);
                ServiceDatabase.provision(
                        superuser, serverUrl(), service, service, database.ownerPassword(), database.appPassword());
            }
        } catch (SQLException e) {
            throw new StartRefused("The databases can't be made: " + e.getMessage(), "Look at " + log(), e);
        }
    }

    ServiceDatabase database(String service) {
        return new ServiceDatabase(
                serverUrl() + service,
                service + "_owner",
                secrets.password(service + "_owner"),
                service + "_app",
                secrets.password(service + "_app"));
    }

    private ProcessSpec spec(Path programs, List<String> asOrdinary) {
        var command = new ArrayList<>(asOrdinary);
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", home.postgres().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ProcessSpec(
                NAME,
                home.postgres().toString(),
                command,
                Map.of("TZ", "UTC"),
                log(),
                this::answers,
                LocalSystem.READY_WITHIN,
                ProcessSpec.StopSignal.INT,
                LocalSystem.STOPS_WITHIN);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("max_connections", "120"),
                Map.entry("shared_buffers", "96MB"),
                Map.entry("effective_cache_size", "512MB"),
                Map.entry("work_mem", "8MB"),
                Map.entry("maintenance_work_mem", "64MB"),
                // A whole district's import stays within one checkpoint.
                Map.entry("max_wal_size", "1GB"),
                Map.entry("checkpoint_timeout", "10min"),
                Map.entry("max_worker_processes", "4"),
                Map.entry("max_parallel_workers", "2"),
                // Short queries only: compiling them costs more than it saves.
                Map.entry("jit", "off"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_line_prefix", "%m [%p] %d "));
    }

    private void initialise(Path programs, List<String> asOrdinary) throws IOException {
        var unfinished = home.data().resolve("postgres.unfinished");
        Folders.delete(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var passwordFile = Files.createTempFile(home.secrets(), "superuser-", "", ownerOnly);
        try {
            Files.writeString(passwordFile, secrets.password(SUPERUSER));
            var command = new ArrayList<>(asOrdinary);
            command.addAll(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-locale",
                    "--no-instructions"));
            var initdb = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            if (exitCode(initdb) != 0) throw new IOException("initdb ended with exit code " + initdb.exitValue());
            // Only now the folder has its name: a start that was cut short begins anew.
            Files.move(unfinished, home.postgres(), StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** Waits for the program's end; one that nobody waits for any more is ended. */
    private static int exitCode(Process program) throws InterruptedException {
        try {
            return program.waitFor();
        } catch (InterruptedException e) {
            program.destroyForcibly();
            throw e;
        }
    }

    /** PostgreSQL refuses to run as root: there it gets a user namespace of its own, in which it is nobody. */
    private static List<String> asOrdinaryAccount() throws IOException {
        if (new UnixSystem().getUid() != 0) return List.of();
        try {
            var trial = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor() == 0) return List.of("unshare", "-U");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            // The program is missing, which the refusal below covers.
        }
        throw new StartRefused(
                "PostgreSQL refuses to run as root, and this machine lets root make no user namespace (unshare -U).",
                "Run ./chaiwei as an ordinary account that owns the project's folder.");
    }

    private boolean answers() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                serverUrl() + "postgres?connectTimeout=2&socketTimeout=30", SUPERUSER, secrets.password(SUPERUSER));
    }

    private String serverUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/";
    }

    private Path log() {
        return home.logs().resolve(NAME + ".log");
    }
}
