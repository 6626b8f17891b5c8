package org.chaiwei.demolition.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {

    @TempDir
    private Path folder;

    private DirectoryStore store;
    private Path file;
    private String sha256;

    @BeforeEach
    void bring() throws IOException {
        store = new DirectoryStore(folder.resolve("store"));
        file = Files.writeString(folder.resolve("brought"), "as it was brought");
        sha256 = EvidenceFiles.sha256(file);
    }

    @Test
    void a_file_lies_two_folders_deep_under_its_sha256_and_is_read_as_it_was() throws IOException {
        store.put(sha256, file);
        assertThat(folder.resolve("store")
                        .resolve(sha256.substring(0, 2))
                        .resolve(sha256.substring(2, 4))
                        .resolve(sha256))
                .hasContent("as it was brought");
        assertThat(store.open(sha256).orElseThrow()).hasContent("as it was brought");
        assertThat(file).exists();
        assertThat(store.open("0".repeat(64))).isEmpty();
    }

    @Test
    void what_is_there_is_never_overwritten() throws IOException {
        store.put(sha256, file);
        store.put(sha256, Files.writeString(folder.resolve("other"), "something else"));
        assertThat(store.open(sha256).orElseThrow()).hasContent("as it was brought");
    }

    @Test
    void many_who_bring_the_same_at_once_leave_one_whole_file_and_nothing_unfinished() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(IntStream.range(0, 40)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        store.put(sha256, file);
                        return null;
                    })
                    .toList());
            for (var one : all) one.get();
        }
        assertThat(store.open(sha256).orElseThrow()).hasContent("as it was brought");
        assertThat(folder.resolve("store/unfinished")).isEmptyDirectory();
    }

    @Test
    void a_name_that_is_no_sha256_leads_nowhere() {
        assertThatThrownBy(() -> store.open("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
