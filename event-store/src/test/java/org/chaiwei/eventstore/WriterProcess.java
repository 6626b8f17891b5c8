package org.chaiwei.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.chaiwei.servers.ServiceDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A writer in a JVM of its own, which can be stopped and killed as a process can. */
final class WriterProcess implements AutoCloseable {

    interface Writer extends AutoCloseable {
        EventStorageEngine engine();

        @Override
        void close();
    }

    enum Kind {
        CHAIWEI {
            @Override
            Writer open(ServiceDatabase database) {
                var pool = TestStore.pool(database);
                var store = PostgresEventStore.of(pool, database::asApp, TestStore.TYPES)
                        .open();
                return writer(store.engine(), store::close, pool);
            }
        },

        /**
         * As Axon's Spring starter sets it up, but with Axon's resolver that knows PostgreSQL's conflicts, and with readers that wait a second, not a
         * minute, for a writer that was earlier.
         */
        STOCK {
            @Override
            Writer open(ServiceDatabase database) {
                var pool = TestStore.pool(new ServiceDatabase(
                        database.jdbcUrl(),
                        database.owner(),
                        database.ownerPassword(),
                        database.owner(),
                        database.ownerPassword()));
                var serializer = new EventSerializer(TestStore.TYPES);
                var engine = JdbcEventStorageEngine.builder()
                        .connectionProvider(new SpringDataSourceConnectionProvider(pool))
                        .transactionManager(new SpringTransactionManager(new DataSourceTransactionManager(pool)))
                        .persistenceExceptionResolver(new SQLStateResolver())
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .gapTimeout(Math.toIntExact(STOCK_GAP_TIMEOUT_MILLIS))
                        .build();
                return writer(engine, () -> {}, pool);
            }
        };

        static final long STOCK_GAP_TIMEOUT_MILLIS = 1_000;

        abstract Writer open(ServiceDatabase database);

        private static Writer writer(EventStorageEngine engine, Runnable close, HikariDataSource pool) {
            return new Writer() {
                @Override
                public EventStorageEngine engine() {
                    return engine;
                }

                @Override
                public void close() {
                    close.run();
                    pool.close();
                }
            };
        }
    }

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream requests;

    private WriterProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Returns once the process can write. */
    static WriterProcess start(Kind kind, ServiceDatabase database) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var started = new WriterProcess(new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        WriterProcess.class.getName(),
                        kind.name(),
                        database.jdbcUrl(),
                        database.owner(),
                        database.ownerPassword(),
                        database.app(),
                        database.appPassword()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        if (!"ready".equals(started.answer())) throw new IOException("the writer did not start");
        return started;
    }

    void append(UUID aggregate, String text) {
        requests.println(aggregate + " " + text);
    }

    /** From now on the process appends as fast as it can and answers each recorded append with {@code EVENT-ID FIRST-POSITION}. */
    void flood() {
        requests.println("flood");
    }

    /** The next line; null when the process has ended. */
    String answer() throws IOException {
        return answers.readLine();
    }

    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) throw new IOException("kill -" + name + " answered " + exit);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("the process outlived its kill");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] args) throws IOException {
        var database = new ServiceDatabase(args[1], args[2], args[3], args[4], args[5]);
        try (var writer = Kind.valueOf(args[0]).open(database);
                var requests = new BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (var line = requests.readLine(); line != null; line = requests.readLine()) {
                if (line.equals("flood")) startFlood(writer.engine());
                else {
                    var request = line.split(" ", 2);
                    System.out.println(append(writer.engine(), UUID.fromString(request[0]), request[1]));
                }
            }
        }
    }

    private static String append(EventStorageEngine engine, UUID aggregate, String text) {
        try {
            engine.appendEvents(EngineContract.event(aggregate, 0, text));
            return "recorded " + text;
        } catch (RuntimeException e) {
            return "failed " + text + ": " + e.getMessage();
        }
    }

    private static void startFlood(EventStorageEngine engine) {
        for (var caller = 0; caller < 16; caller++)
            Thread.ofVirtual().start(() -> {
                while (true) {
                    var aggregate = UuidV7.next();
                    for (var sequence = 0; sequence < 5; sequence++) {
                        var event = EngineContract.event(aggregate, sequence, "flood");
                        engine.appendEvents(event);
                        System.out.println(event.getIdentifier());
                    }
                }
            });
    }
}
