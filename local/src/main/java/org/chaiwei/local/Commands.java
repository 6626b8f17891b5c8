package org.chaiwei.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.chaiwei.local.cli.Arguments;
import org.chaiwei.local.cli.Terminal;

/** Carries out what was asked for on the command line; each answers with the exit code. */
final class Commands {

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
            default -> throw new UnsupportedOperationException(asked.toString());
        };
    }

    private int up(Arguments.Up up) throws InterruptedException {
        var atHand = new AtomicReference<LocalSystem>();
        // Ctrl-C and ./chaiwei down end this process in an orderly way, at whatever point it is.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(atHand.get())));
        var system = LocalSystem.start(new LocalSystem.Options(project, home, up.ports(), terminal), atHand::set);
        terminal.endStep();
        system.say(SystemState.Phase.READY);
        terminal.report("The page: " + system.origin());
        new CountDownLatch(1).await();
        return 0;
    }

    private void stop(@org.jspecify.annotations.Nullable LocalSystem system) {
        if (system == null || system.isClosed()) return;
        terminal.step("Stopping");
        system.close();
        terminal.endStep();
        terminal.report("Stopped. Data stays in " + home.data() + "; ./chaiwei up goes on with it.");
        // The signal that brought us here was the wish to stop, and that is done.
        Runtime.getRuntime().halt(0);
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
            for (var folder : new java.nio.file.Path[] {home.data(), home.secrets(), home.logs(), home.run()}) {
                if (!java.nio.file.Files.exists(folder)) continue;
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
