package org.chaiwei.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.chaiwei.local.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    private static final long GIB = 1024L * 1024 * 1024;

    @Test
    void a_machine_with_enough_of_everything_has_no_shortage() {
        assertThat(new Machine(4 * GIB, 3 * GIB, 10 * GIB).shortages()).isEmpty();
    }

    @Test
    void too_little_memory_is_said_once_with_what_is_there_and_what_is_needed() {
        assertThat(new Machine(2 * GIB, GIB, 10 * GIB).shortages())
                .containsExactly("Too little memory: 2,048 MiB, and 2,560 MiB are needed.");
    }

    @Test
    void memory_that_others_use_is_not_ours() {
        assertThat(new Machine(16 * GIB, GIB, 10 * GIB).shortages())
                .containsExactly("Too little free memory: 1,024 MiB, and 2,048 MiB are needed.");
    }

    @Test
    void every_shortage_is_named_in_the_refusal() {
        assertThatThrownBy(() -> new Machine(16 * GIB, GIB, GIB).check())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("free memory")
                .hasMessageContaining("free disk space");
    }

    @Test
    void this_machine_can_be_read(@TempDir Path folder) {
        var machine = Machine.read(folder);
        assertThat(machine.memoryBytes()).isPositive();
        assertThat(machine.freeMemoryBytes()).isBetween(1L, machine.memoryBytes());
        assertThat(machine.freeDiskBytes()).isPositive();
    }
}
