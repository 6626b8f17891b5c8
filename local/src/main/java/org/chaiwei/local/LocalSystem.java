package org.chaiwei.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.local.machine.Machine;
import org.chaiwei.local.machine.PortCheck;
import org.chaiwei.local.process.BoundedLogs;
import org.chaiwei.local.process.ManagedProcess;
import org.chaiwei.local.process.ProcessRecords;
import org.chaiwei.local.process.ProcessSpec;
import org.chaiwei.local.process.Stopping;
import org.chaiwei.local.verify.Between;
import org.chaiwei.servers.KafkaBroker;
import org.chaiwei.servers.KafkaUsers;
import org.chaiwei.servers.KafkaUsers.KafkaUser;
import org.chaiwei.servers.ServiceDatabase;

/**
 * The whole system on one machine: PostgreSQL, Kafka, the three services and the gateway, each a process, watched by this one. Used by
 * {@code ./chaiwei up} and by the system tests.
 *
 * <p>{@link #start} returns when every process answers that it is healthy, or throws with nothing left running. A process that ends by
 * itself later is started again with back-off. {@link #close} stops them in the reverse order; data stays in the {@link Home}, and the
 * next start goes on with it. If this process is killed, its children live on, and the next start with the same home stops them first.
 */
public final class LocalSystem implements AutoCloseable {

    private static final String KAFKA = "kafka";
    private static final String LEARNER = "learner";
    private static final List<String> DATABASES = List.of("ledger", "demolition", "accountability", "gateway");

    /** Callers before what they call; those of one line at once. */
    private static final List<Set<String>> STOP_ORDER = List.of(
            Set.of(LEARNER, Service.GATEWAY.module()),
            Instance.all(Ports.COPIES_MAX).stream()
                    .filter(instance -> instance.service() != Service.GATEWAY)
                    .map(Instance::name)
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of(KAFKA, Postgres.NAME));

    /** Far more than any needs: one that crashes is noticed at once, and a busy machine is no reason to give up. */
    static final Duration READY_WITHIN = Duration.ofMinutes(5);

    static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOG_CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Options options;
    private final SupervisorLock lock;
    private final ProcessRecords records;
    private final Postgres postgres;
    private final Secrets secrets;
    private final ServiceJars jars;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

    private volatile boolean closing;

    /**
     * What to start, and where.
     *
     * @param project whose jars run
     * @param home where data, logs and records go
     * @param environment what the services and the gateway are told besides; it goes before what they are told anyway
     */
    public record Options(Project project, Home home, Ports ports, Map<String, String> environment, Narrator narrator) {
        public Options {
            environment = Map.copyOf(environment);
        }

        public Options(Project project, Home home, Ports ports, Narrator narrator) {
            this(project, home, ports, Map.of(), narrator);
        }
    }

    /** Hears what goes on; called from several threads. */
    public interface Narrator {

        /** Something that takes a while has begun. */
        void step(String what);

        /** Something happened that a person wants to know. */
        void report(String sentence);

        /** For tests that look at the outcome only. */
        static Narrator silent() {
            return new Narrator() {
                @Override
                public void step(String what) {}

                @Override
                public void report(String sentence) {}
            };
        }
    }

    private LocalSystem(Options options, SupervisorLock lock) {
        this.options = options;
        this.lock = lock;
        this.records = new ProcessRecords(options.home().run());
        this.secrets = new Secrets(options.home());
        this.jars = new ServiceJars(options.home());
        this.postgres = new Postgres(options.home(), options.ports().postgres(), secrets);
    }

    /**
     * Starts everything and returns when it is healthy.
     *
     * @throws StartRefused if something a person can mend is in the way; nothing is left running
     */
    public static LocalSystem start(Options options) throws InterruptedException {
        return start(options, EnumSet.allOf(Service.class), started -> {});
    }

    /**
     * As {@link #start(Options)}, but of the services only the {@code first} ones: {@link #startRest} starts the others. {@code early} gets the
     * system before its first process starts, so that a shutdown hook can close it half-way.
     */
    static LocalSystem start(Options options, Set<Service> first, Consumer<LocalSystem> early)
            throws InterruptedException {
        var home = options.home();
        home.prepare();
        var lock = SupervisorLock.tryTake(home)
                .orElseThrow(() -> new StartRefused(
                        "This checkout's system runs already"
                                + SystemState.read(home)
                                        .map(s -> " at " + origin(s.ports()))
                                        .orElse("")
                                + ".",
                        "Stop it: ./chaiwei down"));
        LocalSystem system;
        try {
            stopLeftOvers(home, options.narrator());
            Machine.read(home.root()).check();
            PortCheck.check(options.ports());
            system = new LocalSystem(options, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            early.accept(system);
            system.start(first);
            return system;
        } catch (RuntimeException | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    /**
     * Stops what a killed supervisor of this home left behind; the caller holds the home's lock.
     *
     * @return whether there was anything
     */
    static boolean stopLeftOvers(Home home, Narrator narrator) {
        SystemState.remove(home);
        var records = new ProcessRecords(home.run());
        var leftOvers = records.alive();
        if (leftOvers.isEmpty()) return false;
        narrator.step("Stopping what an earlier run left behind");
        for (var layer : STOP_ORDER) {
            inParallel(leftOvers.stream()
                    .filter(leftOver -> layer.contains(leftOver.name()))
                    .<Runnable>map(leftOver -> () -> stop(leftOver, records, narrator))
                    .toList());
        }
        return true;
    }

    private static void stop(ProcessRecords.Remembered leftOver, ProcessRecords records, Narrator narrator) {
        Stopping.stop(leftOver.handle(), leftOver.stopSignal(), STOPS_WITHIN);
        records.forget(leftOver.name());
        narrator.report("Stopped %s (process %d), left behind by an earlier run."
                .formatted(leftOver.name(), leftOver.handle().pid()));
    }

    private void start(Set<Service> first) throws InterruptedException {
        say(SystemState.Phase.STARTING);
        options.narrator().step("Starting PostgreSQL and Kafka");
        allOf(List.of(
                () -> {
                    begin(postgres.prepare()).awaitReady();
                    postgres.provision(DATABASES);
                },
                () -> {
                    begin(kafka()).awaitReady();
                    provisionKafka();
                },
                () -> {
                    for (var service : Service.values()) service.installed(options.project(), jars);
                }));
        Thread.ofVirtual().name("bounded-logs").start(this::boundLogs);
        startServices(first);
        say(SystemState.Phase.RUNNING);
    }

    /** Starts the services that were not among the first and returns when all are healthy; harmless where none is left. */
    void startRest() throws InterruptedException {
        var running = processes().stream().map(process -> process.spec().name()).collect(Collectors.toSet());
        var rest = Instance.all(options.ports().copies()).stream()
                .filter(instance -> !running.contains(instance.name()))
                .map(Instance::service)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
        if (!rest.isEmpty()) startServices(rest);
    }

    private void startServices(Set<Service> which) throws InterruptedException {
        options.narrator()
                .step("Starting " + which.stream().map(Service::module).collect(Collectors.joining(", ")));
        allOf(Instance.all(options.ports().copies()).stream()
                .filter(instance -> which.contains(instance.service()))
                .<Step>map(instance -> () -> begin(spec(instance)).awaitReady())
                .toList());
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    /** Runs the steps at once and throws the first failure as soon as it is there. */
    private void allOf(List<Step> steps) throws InterruptedException {
        var running = new ExecutorCompletionService<Boolean>(threads);
        for (var step : steps) {
            Callable<Boolean> task = () -> {
                step.run();
                return true;
            };
            running.submit(task);
        }
        for (var ignored : steps) {
            try {
                running.take().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException refused) throw refused;
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private ManagedProcess begin(ProcessSpec spec) {
        synchronized (processes) {
            if (closing) throw new StartRefused("Stopped while it started.", "Start again: ./chaiwei up");
            var process = new ManagedProcess(spec, records, options.narrator()::report);
            processes.put(spec.name(), process);
            process.start();
            return process;
        }
    }

    private ProcessSpec kafka() {
        var ports = options.ports();
        var marker = Jvm.marker(options.home(), KAFKA);
        return new ProcessSpec(
                KAFKA,
                marker,
                Jvm.command(
                        marker,
                        256,
                        List.of(
                                "-Dlogback.configurationFile=local-logback.xml",
                                "-cp",
                                System.getProperty("java.class.path")),
                        List.of(
                                KafkaBroker.class.getName(),
                                options.home().kafka().toString(),
                                Integer.toString(ports.kafka()),
                                Integer.toString(ports.kafkaController()))),
                Map.of(KafkaBroker.ADMIN_PASSWORD, secrets.kafkaPassword(KafkaBroker.ADMIN)),
                log(KAFKA),
                () -> PortCheck.answers(ports.kafka()),
                READY_WITHIN,
                ProcessSpec.StopSignal.TERM,
                STOPS_WITHIN);
    }

    /** Gives each service its user, and a department's as an example: what is there already stays. */
    private void provisionKafka() throws InterruptedException {
        var passwords = KafkaUsers.DISTRICT.stream()
                .map(KafkaUser::name)
                .collect(Collectors.toMap(Function.identity(), secrets::kafkaPassword));
        try (var admin =
                KafkaBroker.admin("127.0.0.1:" + options.ports().kafka(), secrets.kafkaPassword(KafkaBroker.ADMIN))) {
            KafkaUsers.provision(admin, KafkaUsers.DISTRICT, passwords);
        } catch (ExecutionException e) {
            throw new StartRefused("Kafka takes no users: " + e.getCause(), "Look at " + log(KAFKA), e);
        }
    }

    private ProcessSpec spec(Instance instance) {
        var service = instance.service();
        var jar = service.installed(options.project(), jars);
        var port = instance.port(options.ports());
        var marker = Jvm.marker(options.home(), instance.name());
        return new ProcessSpec(
                instance.name(),
                marker,
                command(service, marker, jar, new StartCache(jar).flags()),
                environment(service, port),
                log(instance.name()),
                () -> isHealthy(port),
                READY_WITHIN,
                ProcessSpec.StopSignal.TERM,
                STOPS_WITHIN);
    }

    private Map<String, String> environment(Service service, int port) {
        var environment = new LinkedHashMap<>(service.environment(options.ports(), port, postgres, secrets));
        if (service == Service.DEMOLITION) {
            environment.put("CHAIWEI_EVIDENCE_FOLDER", options.home().evidence().toString());
            environment.put("CHAIWEI_PAPERS_ORIGIN", origin(options.ports()).toString());
            environment.put(
                    "CHAIWEI_LEDGER_ADDRESS",
                    "http://127.0.0.1:" + options.ports().ledger());
        }
        environment.putAll(options.environment());
        return environment;
    }

    private static List<String> command(Service service, String marker, Path jar, List<String> flags) {
        return Jvm.command(marker, service.heapMib(), flags, List.of("-jar", jar.toString()));
    }

    private static boolean isHealthy(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /**
     * Starts each service once more at the side, at the lowest priority and only until it would be ready, so that later starts take less
     * than half the time. Called when there is nothing more urgent; returns at once where that was done before.
     */
    void learn() throws InterruptedException {
        for (var service : Service.values()) {
            var jar = service.installed(options.project(), jars);
            var cache = new StartCache(jar);
            var flags = cache.flagsToLearn();
            try {
                if (flags.isPresent() && learnFrom(service, jar, flags.get()) == 0) cache.keep();
            } catch (IOException e) {
                options.narrator().report("Later starts will be as slow as this one: " + e.getMessage());
            }
        }
    }

    /** A second instance of the service; it ends itself before it would serve anybody. */
    private int learnFrom(Service service, Path jar, List<String> flags) throws IOException, InterruptedException {
        var marker = Jvm.marker(options.home(), LEARNER);
        var command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(command(service, marker, jar, flags));
        var environment = service.environment(options.ports(), 0, postgres, secrets);
        var spec = new ProcessSpec(
                LEARNER,
                marker,
                command,
                environment,
                log(LEARNER),
                () -> false,
                READY_WITHIN,
                ProcessSpec.StopSignal.KILL,
                STOPS_WITHIN);
        return begin(spec).awaitEnd();
    }

    private void boundLogs() {
        var logs = new BoundedLogs(options.home().logs(), BoundedLogs.BOUND_BYTES);
        try {
            while (!closing) {
                logs.trim();
                Thread.sleep(LOG_CHECK_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a browser's address line shows, without a path. */
    public URI origin() {
        return origin(options.ports());
    }

    static URI origin(Ports ports) {
        return URI.create("http://localhost:" + ports.gateway());
    }

    public Home home() {
        return options.home();
    }

    /** The database of {@code ledger}, {@code demolition}, {@code accountability} or {@code gateway}, with both its roles. */
    public ServiceDatabase database(String service) {
        return postgres.database(service);
    }

    /** What {@code verify} has to reach in order to look at what goes between the services. */
    public Between between() {
        return between(options.home(), options.ports(), postgres, secrets);
    }

    static Between between(Home home, Ports ports, Postgres postgres, Secrets secrets) {
        return new Between(
                owned(postgres, Service.LEDGER),
                owned(postgres, Service.DEMOLITION),
                owned(postgres, Service.ACCOUNTABILITY),
                KafkaBroker.client(
                        "127.0.0.1:" + ports.kafka(), KafkaBroker.ADMIN, secrets.kafkaPassword(KafkaBroker.ADMIN)),
                home.evidence());
    }

    private static Between.Database owned(Postgres postgres, Service service) {
        var database = postgres.database(service.database());
        return new Between.Database(database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    /** Every process: {@code postgres}, {@code kafka} and the modules' names. */
    public List<ManagedProcess> processes() {
        synchronized (processes) {
            return List.copyOf(processes.values());
        }
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public ManagedProcess process(String name) {
        synchronized (processes) {
            return Optional.ofNullable(processes.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no process " + name));
        }
    }

    /** SIGKILL, as a crash would be; returns when it is dead. The supervisor then starts it again: {@link #awaitReady}. */
    public void kill(String name) {
        process(name).kill();
    }

    /** Blocks until the process answers that it is healthy. */
    public void awaitReady(String name) throws InterruptedException {
        process(name).awaitReady();
    }

    void say(SystemState.Phase phase) {
        new SystemState(phase, options.ports(), ProcessHandle.current().pid()).write(options.home());
    }

    /** Stops all in the reverse order of start, the gateway first, the database last. Harmless if called again. */
    @Override
    public void close() {
        synchronized (processes) {
            if (closing) return;
            closing = true;
        }
        threads.shutdownNow();
        for (var layer : STOP_ORDER) {
            inParallel(processes().stream()
                    .filter(process -> layer.contains(process.spec().name()))
                    .<Runnable>map(process -> process::stop)
                    .toList());
        }
        SystemState.remove(options.home());
        lock.close();
    }

    boolean isClosed() {
        synchronized (processes) {
            return closing;
        }
    }

    /** Returns when all have run. To stop in order matters more than to be quick about an interrupt, so that one is kept for later. */
    private static void inParallel(List<Runnable> tasks) {
        var running = tasks.stream().map(task -> Thread.ofVirtual().start(task)).toList();
        var interrupted = false;
        for (var thread : running) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private Path log(String name) {
        return options.home().logs().resolve(name + ".log");
    }
}
