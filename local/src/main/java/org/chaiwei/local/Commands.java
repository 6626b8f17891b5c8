package org.chaiwei.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chaiwei.local.cli.Arguments;
import org.chaiwei.local.cli.Terminal;
import org.chaiwei.local.district.Account;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.provision.Provision;
import org.chaiwei.local.verify.Verify;

/** Carries out what was asked for on the command line; each answers with the exit code. */
final class Commands {

    private static final Duration VIEWS_CATCH_UP_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(90);

    private final Project project;
    private final Home home;
    private final Terminal terminal;

    Commands(Project project, Terminal terminal) {
        this.project = project;
        this.home = project.home();
        this.terminal = terminal;
    }

    int carryOut(Arguments asked) throws InterruptedException {
        return switch (asked) {
            case Arguments.Up up -> up(up);
            case Arguments.Down() -> down();
            case Arguments.Reset() -> reset();
            case Arguments.Status(var json) -> status(json);
            case Arguments.Token(var account) -> token(account);
            case Arguments.Load(var file, var at) -> load(file, at.orElseGet(this::running));
            case Arguments.LoadPlan(var at) -> loadPlan(at.orElseGet(this::running));
            case Arguments.Provision() -> provision();
            case Arguments.Verify(var json) -> verify(json);
            case Arguments.Rebuild(var view) -> rebuild(view);
        };
    }

    private int up(Arguments.Up asked) throws InterruptedException {
        var state = SupervisorLock.isTaken(home) ? SystemState.read(home) : Optional.<SystemState>empty();
        if (state.isPresent()) return runsAlready(state.get(), asked);
        return asked.detach() ? new Detached(project, terminal).run(asked) : new Up(project, terminal).run(asked);
    }

    private int runsAlready(SystemState state, Arguments.Up asked) {
        if (asked.portGiven() && !asked.ports().equals(state.ports()))
            throw new StartRefused(
                    "This checkout runs already, at " + LocalSystem.origin(state.ports()) + ".",
                    "Stop it first: ./chaiwei down");
        terminal.report("Runs already: " + LocalSystem.origin(state.ports()) + "   (./chaiwei down stops it)");
        return 0;
    }

    private int status(boolean json) throws InterruptedException {
        var status = Status.of(home);
        terminal.report(json ? status.asJson() : status.asTable());
        return status.isWell() ? 0 : 1;
    }

    private int token(Account account) throws InterruptedException {
        try (var client = new DistrictClient(running(), account)) {
            terminal.report(client.token());
            return 0;
        } catch (IOException e) {
            throw new StartRefused("No token: " + e.getMessage(), "./chaiwei status tells how the gateway is.", e);
        }
    }

    private int load(Path file, URI origin) throws InterruptedException {
        try (var office = new DistrictClient(origin, Account.OFFICE)) {
            return new Loading(office, terminal).file(file) ? 0 : 1;
        } catch (IOException e) {
            throw new StartRefused(
                    String.valueOf(e.getMessage()), "Nothing of the file was brought in unless it said so.", e);
        }
    }

    private int rebuild(String view) throws InterruptedException {
        try (var sysadmin = new DistrictClient(running(), Account.SYSADMIN)) {
            return new Rebuilding(sysadmin, terminal).view(view) ? 0 : 1;
        } catch (IOException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), "The old view serves on.", e);
        }
    }

    private int loadPlan(URI origin) throws InterruptedException {
        try (var office = new DistrictClient(origin, Account.OFFICE)) {
            var folder = Files.createTempDirectory("plan-");
            try {
                var loading = new Loading(office, terminal);
                loading.plan(Loading.compilePlan(folder));
                loading.targets();
            } finally {
                Folders.delete(folder);
            }
            terminal.report("The plan's ledger is in, and its targets are divided among the streets.");
            return 0;
        } catch (IOException e) {
            throw new StartRefused(
                    "The plan's ledger was not brought in: " + e.getMessage(),
                    "Give the command again; it goes on where this ended.",
                    e);
        }
    }

    private int provision() throws InterruptedException {
        var provision = new Provision(System.getenv());
        try {
            terminal.step("Making what is missing of databases and roles");
            provision.databases();
            terminal.step("Making what is missing of the broker's users and grants");
            provision.brokerUsers();
            terminal.endStep();
            return 0;
        } catch (Provision.Failed e) {
            throw new StartRefused(String.valueOf(e.getMessage()), "Mend it and give the command again.", e);
        }
    }

    private int verify(boolean json) throws InterruptedException {
        var state = runningState();
        var secrets = new Secrets(home);
        var postgres = new Postgres(home, state.ports().postgres(), secrets);
        var ledger = postgres.database("ledger");
        terminal.step("Recounting every view from the events");
        try {
            var report = Verify.run(
                    new Verify.Target(
                            ledger.jdbcUrl(), ledger.owner(), ledger.ownerPassword(), running(), VIEWS_CATCH_UP_WITHIN),
                    LocalSystem.between(home, state.ports(), postgres, secrets));
            terminal.endStep();
            terminal.report(json ? report.toJson() : report.toText().stripTrailing());
            return report.exitCode();
        } catch (SQLException e) {
            throw new StartRefused(
                    "The ledger's database can't be read: " + e.getMessage(), "./chaiwei status tells how it is.", e);
        }
    }

    private URI running() {
        return LocalSystem.origin(runningState().ports());
    }

    private SystemState runningState() {
        return SystemState.read(home)
                .filter(state -> SupervisorLock.isTaken(home))
                .orElseThrow(
                        () -> new StartRefused("Nothing of this checkout runs.", "Start it: ./chaiwei up --detach"));
    }

    private int down() throws InterruptedException {
        if (stopRunning()) terminal.report("Stopped. Data stays in " + home.data() + ".");
        else terminal.report("Nothing of this checkout runs.");
        return 0;
    }

    /** True if something ran; when it returns, nothing does. */
    private boolean stopRunning() throws InterruptedException {
        var stopped = false;
        if (SupervisorLock.isTaken(home)) {
            terminal.step("Stopping");
            SystemState.read(home)
                    .flatMap(state -> ProcessHandle.of(state.supervisor()))
                    .ifPresent(this::endSupervisor);
            terminal.endStep();
            stopped = true;
        }
        var lock = SupervisorLock.tryTake(home)
                .orElseThrow(() -> new StartRefused(
                        "The system does not stop.", "Look at " + home.logs() + " and end its processes by hand."));
        try (lock) {
            return LocalSystem.stopLeftOvers(home, terminal) || stopped;
        }
    }

    private void endSupervisor(ProcessHandle supervisor) {
        supervisor.destroy();
        try {
            supervisor.onExit().get(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            terminal.report("The supervisor (process " + supervisor.pid() + ") hangs and is killed.");
            supervisor.destroyForcibly();
            supervisor.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private int reset() throws InterruptedException {
        stopRunning();
        try {
            for (var folder : new Path[] {home.data(), home.secrets(), home.logs(), home.run()}) {
                if (!Files.exists(folder)) continue;
                Folders.delete(folder);
                terminal.report("Removed " + folder);
            }
        } catch (IOException e) {
            throw new StartRefused("Can't remove everything: " + e, "Remove " + home.root() + " by hand.", e);
        }
        terminal.report("Nothing is left of the ledger; ./chaiwei up starts over.");
        return 0;
    }
}
