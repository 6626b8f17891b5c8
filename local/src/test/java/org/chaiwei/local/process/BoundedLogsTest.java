package org.chaiwei.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogsTest {

    @TempDir
    Path folder;

    @Test
    void a_log_past_its_bound_is_put_aside_and_its_writer_goes_on_in_the_empty_one() throws IOException {
        var log = folder.resolve("ledger.log");
        try (var writer = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("12345678901");
            writer.flush();
            new BoundedLogs(folder, 10).trim();
            writer.write("next");
        }
        assertThat(log).hasContent("next");
        assertThat(folder.resolve("ledger.log.1")).hasContent("12345678901");
    }

    @Test
    void a_small_log_is_left_as_it_is() throws IOException {
        var log = folder.resolve("ledger.log");
        Files.writeString(log, "1234567890");
        new BoundedLogs(folder, 10).trim();
        assertThat(log).hasContent("1234567890");
    }
}
