package org.chaiwei.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.chaiwei.local.cli.Arguments;
import org.chaiwei.local.cli.Terminal;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code ./chaiwei up} in the foreground: start, import, say where it is, and watch until a signal comes. */
final class Up {

    /**
     * What the figures need. Each service takes some seconds of both cores to start: where the ledger is still to be brought in, those that only
     * follow it start after its page is there.
     */
    private static final Set<Service> FOR_THE_LEDGER = EnumSet.of(Service.LEDGER, Service.GATEWAY);

    private final Project project;
    private final Terminal terminal;
    private final Instant began = Instant.now();
    private final AtomicReference<@Nullable LocalSystem> started = new AtomicReference<>();
    private volatile boolean stopping;

    Up(Project project, Terminal terminal) {
        this.project = project;
        this.terminal = terminal;
    }

    /** Returns never, but by a signal's shutdown hook or by what it throws. */
    int run(Arguments.Up asked) throws InterruptedException {
        var home = project.home();
        // Ctrl-C and ./chaiwei down reach this process as TERM, at whatever point it is.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
        home.prepare();
        var wanted = !asked.empty() && !Loading.planWasLoaded(home);
        FutureTask<Path> compiling = wanted ? Loading.compilePlan(home.cache()) : new FutureTask<>(() -> home.cache());
        try {
            var options = new LocalSystem.Options(project, home, asked.ports(), terminal);
            var system =
                    LocalSystem.start(options, wanted ? FOR_THE_LEDGER : EnumSet.allOf(Service.class), started::set);
            terminal.endStep();
            if (wanted) importPlan(system, compiling);
            welcome(system);
            system.startRest();
            terminal.endStep();
            system.say(SystemState.Phase.READY);
            if (Loading.planWasLoaded(home)) divideTargets(system);
            system.learn();
        } catch (RuntimeException | InterruptedException e) {
            // What a signal broke off has nothing to say; the hook ends the process.
            if (stopping) new CountDownLatch(1).await();
            close();
            throw e;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void importPlan(LocalSystem system, FutureTask<Path> compiling) throws InterruptedException {
        try (var office = new DistrictClient(system.origin(), Account.OFFICE)) {
            new Loading(office, terminal).plan(system.home(), compiling);
        } catch (IOException e) {
            throw new StartRefused(
                    "The plan's ledger was not brought in: " + e.getMessage(),
                    "./chaiwei up tries again and goes on where this ended; ./chaiwei up --empty does without.",
                    e);
        }
    }

    /** After the page is there: it shows the ledger meanwhile, and nobody waits for the facts that travel. */
    private void divideTargets(LocalSystem system) throws InterruptedException {
        try (var office = new DistrictClient(system.origin(), Account.OFFICE)) {
            new Loading(office, terminal).targets(system.home());
        } catch (IOException e) {
            terminal.endStep();
            terminal.report("The targets are not divided among the streets yet: " + e.getMessage()
                    + " ./chaiwei up tries again.");
        }
    }

    private void welcome(LocalSystem system) throws InterruptedException {
        terminal.report("");
        terminal.report("The page: %s   (after %.1f s)"
                .formatted(
                        system.origin(), Duration.between(began, Instant.now()).toMillis() / 1000.0));
        try (var visitor = new DistrictClient(system.origin(), Account.OFFICE)) {
            figures(visitor.summary(Loading.PLAN_BASIS));
        } catch (IOException e) {
            terminal.report("  (its figures are not there yet: " + e.getMessage() + ")");
        }
        terminal.report("");
        terminal.report("Demo accounts, password " + Account.PASSWORD + ", two of each role (-1 and -2):");
        terminal.report("  "
                + Account.ROLES.stream()
                        .filter(role -> !role.equals("street"))
                        .map(role -> role + "-1")
                        .collect(Collectors.joining(" ")));
        terminal.report("  street-" + Account.DEFAULT_STREET + "-1 and so for each of the 15 streets by its code");
        terminal.report("");
        terminal.report("Stop: Ctrl-C or ./chaiwei down; data stays. Start over: ./chaiwei reset. Logs: "
                + system.home().logs());
    }

    private void figures(JsonNode summary) {
        terminal.report("  as of %s: registered %s; cleared %s; remaining %s"
                .formatted(
                        Loading.PLAN_BASIS,
                        figure(summary.path("registered")),
                        figure(summary.path("cleared")),
                        figure(summary.path("remaining"))));
    }

    private static String figure(JsonNode figure) {
        return String.format(
                Locale.ROOT,
                "%,d entries, %,.2f m²",
                figure.path("count").asLong(0),
                figure.path("areaM2").asDecimal(BigDecimal.ZERO));
    }

    private void stop() {
        var system = started.get();
        if (system == null || system.isClosed()) return;
        stopping = true;
        terminal.step("Stopping");
        close();
        terminal.report("Stopped. Data stays in " + system.home().data() + "; ./chaiwei up goes on with it.");
        // The signal that brought us here was the wish to stop, and that is done.
        Runtime.getRuntime().halt(0);
    }

    private void close() {
        var system = started.get();
        if (system != null) system.close();
        terminal.endStep();
    }
}
