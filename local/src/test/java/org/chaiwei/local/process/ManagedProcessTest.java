package org.chaiwei.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chaiwei.local.StartRefused;
import org.chaiwei.local.process.ManagedProcess.State;
import org.chaiwei.local.process.ProcessSpec.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    @TempDir
    Path folder;

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private ManagedProcess process;

    @AfterEach
    void stop() {
        process.stop();
    }

    @Test
    void it_is_ready_when_its_probe_says_so() throws InterruptedException {
        process = process("echo $GREETING > greeting; exec sleep 600", Duration.ofSeconds(30));
        process.start();
        process.awaitReady();
        assertThat(process.state()).isEqualTo(State.READY);
        assertThat(process.handle()).isPresent();
        assertThat(folder.resolve("child.process")).exists();
    }

    @Test
    void it_is_started_again_after_a_crash_and_says_so() throws InterruptedException {
        process = process("echo hello > greeting; exec sleep 600", Duration.ofSeconds(30));
        process.start();
        process.awaitReady();
        var first = process.handle().orElseThrow().pid();
        process.kill();
        await().until(() -> process.restarts() == 1 && process.state() == State.READY);
        assertThat(process.handle().orElseThrow().pid()).isNotEqualTo(first);
        await().until(() -> reports.size() == 2);
        assertThat(reports.get(0)).contains("ended by itself (exit code 137)");
        assertThat(reports.get(1)).isEqualTo("child is back.");
    }

    @Test
    void one_that_ends_before_it_was_ever_ready_is_refused_with_the_end_of_its_log() {
        process = process("echo no such thing; exit 3", Duration.ofSeconds(30));
        process.start();
        assertThatThrownBy(process::awaitReady)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no such thing");
        assertThat(process.restarts()).isZero();
    }

    @Test
    void one_that_takes_too_long_is_refused() {
        process = process("exec sleep 600", Duration.ofMillis(300));
        process.start();
        assertThatThrownBy(process::awaitReady).isInstanceOf(StartRefused.class).hasMessageContaining("was not ready");
    }

    @Test
    void one_that_can_not_be_started_at_all_is_refused() {
        process = new ManagedProcess(
                spec(List.of("/no/such/program"), Duration.ofSeconds(1)), new ProcessRecords(folder), reports::add);
        assertThatThrownBy(process::start).isInstanceOf(StartRefused.class).hasMessageContaining("can't be started");
    }

    @Test
    void once_stopped_it_stays_stopped_and_leaves_no_record() throws InterruptedException {
        process = process("echo hello > greeting; exec sleep 600", Duration.ofSeconds(30));
        process.start();
        process.awaitReady();
        process.stop();
        assertThat(process.handle()).isEmpty();
        assertThat(process.state()).isEqualTo(State.STOPPED);
        assertThat(folder.resolve("child.process")).doesNotExist();
        assertThat(reports).isEmpty();
    }

    @Test
    void one_that_does_not_listen_is_killed_in_the_end() throws InterruptedException {
        process = process("trap '' TERM; echo hello > greeting; while :; do sleep 1; done", Duration.ofSeconds(30));
        process.start();
        process.awaitReady();
        process.stop();
        assertThat(process.handle()).isEmpty();
        assertThat(reports).singleElement().asString().contains("was killed");
    }

    @Test
    void one_that_is_meant_to_end_is_waited_for_and_not_started_again() throws InterruptedException {
        process = process("exit 4", Duration.ofSeconds(30));
        process.start();
        assertThat(process.awaitEnd()).isEqualTo(4);
        assertThat(process.restarts()).isZero();
        assertThat(folder.resolve("child.process")).doesNotExist();
    }

    private ManagedProcess process(String script, Duration readyWithin) {
        return new ManagedProcess(
                spec(List.of("sh", "-c", "cd '" + folder + "'; " + script), readyWithin),
                new ProcessRecords(folder),
                reports::add);
    }

    private ProcessSpec spec(List<String> command, Duration readyWithin) {
        return new ProcessSpec(
                "child",
                folder.toString(),
                command,
                Map.of("GREETING", "hello"),
                folder.resolve("child.log"),
                () -> Files.readString(folder.resolve("greeting")).equals("hello\n"),
                readyWithin,
                StopSignal.TERM,
                Duration.ofSeconds(3));
    }
}
