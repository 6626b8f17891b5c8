package org.chaiwei.platform.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chaiwei.platform.counter.CounterService;
import org.chaiwei.platform.counter.Instances;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.event.EventListener;

/** An instance in a process of its own, which begins a rebuild and dies in one of its phases. */
public final class KilledInRebuild {

    private static final int DIED = 57;
    private static final String PHASE = "chaiwei.test.phase";
    private static final String VIEW = "chaiwei.test.view";

    private final RebuildPhase phase;

    private KilledInRebuild(RebuildPhase phase) {
        this.phase = phase;
    }

    /** Returns when the process is dead. */
    public static void at(RebuildPhase phase, String view, Instances instances)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + PHASE + "=" + phase,
                "-D" + VIEW + "=" + view,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledInRebuild.class.getName()));
        instances.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != DIED)
                throw new IllegalStateException("the process did not die in " + phase);
        } finally {
            process.destroyForcibly();
        }
    }

    /** No finally, no shutdown hook: as a kill. Its connections are broken, as the system does for a dead process. */
    @EventListener
    void die(RebuildPhaseEntered entered) {
        if (entered.phase() == phase) Runtime.getRuntime().halt(DIED);
    }

    public static void main(String[] args) {
        var phase = RebuildPhase.valueOf(System.getProperty(PHASE));
        var service = new SpringApplicationBuilder(CounterService.class)
                .initializers(context ->
                        context.getBeanFactory().registerSingleton("killedInRebuild", new KilledInRebuild(phase)))
                .run(args);
        service.getBean(Rebuilds.class).start(System.getProperty(VIEW), "test");
    }
}
