package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_that_can_not_be_made_is_said_before_anything_starts() throws IOException {
        var inTheWay = Files.writeString(folder.resolve(".chaiwei"), "a file");
        assertThatThrownBy(() -> new Home(inTheWay).prepare())
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("Can't write in " + inTheWay);
    }

    @Test
    void one_supervisor_at_a_time_has_a_home() {
        var home = new Home(folder.resolve(".chaiwei"));
        home.prepare();
        try (var lock = SupervisorLock.tryTake(home).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(SupervisorLock.isTaken(home)).isTrue();
            assertThat(SupervisorLock.tryTake(home)).isEmpty();
        }
        assertThat(SupervisorLock.isTaken(home)).isFalse();
    }

    @Test
    void two_homes_do_not_know_of_each_other() {
        var one = new Home(folder.resolve("one"));
        var other = new Home(folder.resolve("other"));
        one.prepare();
        other.prepare();
        try (var lock = SupervisorLock.tryTake(one).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(SupervisorLock.isTaken(other)).isFalse();
        }
        assertThat(Jvm.marker(one, "kafka")).isNotEqualTo(Jvm.marker(other, "kafka"));
    }

    @Test
    void a_system_that_was_never_started_is_shown_as_such() throws InterruptedException {
        var status = Status.of(new Home(folder.resolve(".chaiwei")));
        assertThat(status.isWell()).isFalse();
        assertThat(status.asTable()).startsWith("Nothing of this checkout runs.");
        assertThat(status.asJson()).contains("\"running\" : false");
    }
}
