package org.chaiwei.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    Path cache;

    @Test
    void they_are_unpacked_once_and_run() throws Exception {
        var home = PostgresBinaries.unpackedIn(cache);
        assertThat(versionOf(home)).startsWith("postgres (PostgreSQL) 18.");
        var marker = Files.writeString(home.resolve("untouched"), "");
        assertThat(PostgresBinaries.unpackedIn(cache)).isEqualTo(home);
        assertThat(marker).exists();
    }

    @Test
    void what_a_killed_run_left_half_unpacked_is_not_taken_for_the_whole() throws Exception {
        Files.createDirectories(cache.resolve("postgres-unpacking-1/bin"));
        assertThat(versionOf(PostgresBinaries.unpackedIn(cache))).startsWith("postgres (PostgreSQL) 18.");
    }

    private static String versionOf(Path home) throws IOException {
        var program = new ProcessBuilder(home.resolve("bin/postgres").toString(), "--version").start();
        return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
