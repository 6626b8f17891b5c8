package org.chaiwei.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.local.process.ProcessSpec.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {

    @TempDir
    Path folder;

    private ProcessRecords records;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void look() {
        records = new ProcessRecords(folder);
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_process_left_behind_is_found_by_a_later_run() throws IOException {
        var process = start("here");
        records.remember(spec("ledger", "marker-here"), process.toHandle());
        assertThat(new ProcessRecords(folder).alive()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("ledger");
            assertThat(found.stopSignal()).isEqualTo(StopSignal.INT);
            assertThat(found.handle().pid()).isEqualTo(process.pid());
        });
    }

    @Test
    void one_that_has_ended_is_forgotten() throws IOException {
        var process = start("here");
        records.remember(spec("ledger", "marker-here"), process.toHandle());
        process.destroyForcibly();
        process.onExit().join();
        assertThat(records.alive()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_stranger_that_got_the_same_id_is_left_alone() throws IOException {
        var stranger = start("there");
        records.remember(spec("ledger", "marker-here"), stranger.toHandle());
        assertThat(records.alive()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void a_process_that_started_at_another_time_is_not_the_one_remembered() throws IOException {
        var process = start("here");
        records.remember(spec("ledger", "marker-here"), process.toHandle());
        var record = folder.resolve("ledger.process");
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        Files.writeString(record, Files.readString(record).replaceAll("(?m)^startedAt=.*$", "startedAt=" + yesterday));
        assertThat(records.alive()).isEmpty();
    }

    @Test
    void nothing_is_left_behind_where_nothing_ever_ran() {
        assertThat(new ProcessRecords(folder.resolve("none")).alive()).isEmpty();
    }

    private Process start(String where) throws IOException {
        var process = new ProcessBuilder("sh", "-c", "cat; exit 0", "marker-" + where).start();
        started.add(process);
        return process;
    }

    private ProcessSpec spec(String name, String marker) {
        return new ProcessSpec(
                name,
                marker,
                List.of(),
                Map.of(),
                folder.resolve("log"),
                () -> true,
                Duration.ZERO,
                StopSignal.INT,
                Duration.ZERO);
    }
}
