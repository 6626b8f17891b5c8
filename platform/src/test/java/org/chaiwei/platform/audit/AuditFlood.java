package org.chaiwei.platform.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.servers.ServiceDatabase;
import tools.jackson.databind.json.JsonMapper;

/** A process that records as fast as it can, until it is killed. */
final class AuditFlood {

    private static final int CALLERS = 16;

    private static final String MARK = "recorded ";

    private AuditFlood() {}

    /** The records that the process had confirmed, {@code POSITION ACTION} each, when it was killed in the middle of them. */
    static List<String> untilKilled(ServiceDatabase database, int atLeast) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AuditFlood.class.getName(),
                        database.jdbcUrl(),
                        database.app(),
                        database.appPassword())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var confirmed = new ArrayList<String>();
        try (var answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                // What it logs comes too, and a killed process's last line may be cut short.
                if (line.startsWith(MARK) && line.endsWith("."))
                    confirmed.add(line.substring(MARK.length(), line.length() - 1));
                if (confirmed.size() == atLeast) process.toHandle().destroyForcibly(); // leaves its answers to be read
            }
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("the process outlived its kill");
        return confirmed;
    }

    public static void main(String[] args) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(args[0]);
        pool.setUsername(args[1]);
        pool.setPassword(args[2]);
        pool.setMaximumPoolSize(2);
        var audit = new AuditLog(new AuditTable(pool), new JsonMapper(), null, new SimpleMeterRegistry());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS; caller++)
                callers.submit(() -> {
                    while (true) {
                        var action = UUID.randomUUID().toString();
                        var position = audit.act(Actor.system("flood"), action, null, Map.of());
                        System.out.println(MARK + position + " " + action + ".");
                    }
                });
        }
    }
}
