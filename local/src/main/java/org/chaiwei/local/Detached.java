package org.chaiwei.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.local.cli.Arguments;
import org.chaiwei.local.cli.Terminal;

/** {@code ./chaiwei up --detach}: the same {@link Up} in a process that outlives this one; returns when it is ready or has failed. */
final class Detached {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    private final Project project;
    private final Terminal terminal;

    Detached(Project project, Terminal terminal) {
        this.project = project;
        this.terminal = terminal;
    }

    int run(Arguments.Up asked) throws InterruptedException {
        var home = project.home();
        home.prepare();
        var log = home.logs().resolve("supervisor.log");
        try {
            Files.deleteIfExists(log);
            var supervisor = start(asked, log);
            var stopWithUs = Thread.ofPlatform().unstarted(() -> {
                supervisor.destroy();
                supervisor.onExit().join();
            });
            Runtime.getRuntime().addShutdownHook(stopWithUs);
            follow(supervisor, log, home);
            if (!supervisor.isAlive()) return supervisor.exitValue();
            Runtime.getRuntime().removeShutdownHook(stopWithUs);
            return 0;
        } catch (IOException e) {
            throw new StartRefused("The supervisor can't be started: " + e.getMessage(), "Look at " + log, e);
        }
    }

    private Process start(Arguments.Up asked, Path log) throws IOException {
        // nohup, so that closing the terminal does not end it.
        var command = new ArrayList<>(List.of("nohup"));
        command.addAll(Jvm.sameProgram(List.of("-D" + Terminal.INTERACTIVE + "=false")));
        command.addAll(List.of("up", "--port", Integer.toString(asked.ports().gateway())));
        if (asked.empty()) command.add("--empty");
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Shows what the supervisor says until it is ready or gone. */
    private void follow(Process supervisor, Path log, Home home) throws IOException, InterruptedException {
        try (var lines = new RandomAccessFile(log.toFile(), "r")) {
            var unfinished = "";
            var last = false;
            while (true) {
                var news = new byte[Math.toIntExact(Math.max(0, lines.length() - lines.getFilePointer()))];
                lines.readFully(news);
                unfinished += new String(news, StandardCharsets.UTF_8);
                for (int end; (end = unfinished.indexOf('\n')) >= 0; unfinished = unfinished.substring(end + 1))
                    terminal.report(unfinished.substring(0, end));
                if (last) return;
                last = !supervisor.isAlive() || isReady(home, supervisor);
                Thread.sleep(LOOK_INTERVAL);
            }
        }
    }

    private static boolean isReady(Home home, Process supervisor) {
        return SystemState.read(home)
                .filter(state -> state.phase() == SystemState.Phase.READY && state.supervisor() == supervisor.pid())
                .isPresent();
    }
}
