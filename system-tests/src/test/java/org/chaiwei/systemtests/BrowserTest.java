package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the browser's tests ({@code browser/*.spec.ts}) in real Chromium against the running system; their output stands in this test's. */
class BrowserTest {

    private static final Path FOLDER = Path.of("browser");

    @Test
    void the_pages_work_in_a_real_browser() throws Exception {
        var running = RunningSystem.get();
        running.divideTargetsAmongStreets();
        if (!Files.isDirectory(FOLDER.resolve("node_modules")))
            run(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
        var tests = new ProcessBuilder("npx", "playwright", "test");
        tests.environment().put("CHAIWEI_ORIGIN", running.system().origin().toString());
        tests.environment().put("CHAIWEI_OFFICE_TOKEN", running.as("office").token());
        run(tests);
    }

    /** Hands the output on line by line: a child that writes to this JVM's own streams would garble the test runner's. */
    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        var process =
                command.directory(FOLDER.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(System.out::println);
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s ended", command.command())
                    .isTrue();
            assertThat(process.exitValue())
                    .as("exit code of %s", command.command())
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
