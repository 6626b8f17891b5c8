package org.chaiwei.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestServersTest {

    @Test
    void without_a_word_the_engine_decides() {
        assertThat(TestServers.choose(Optional.empty(), () -> true)).isEqualTo(TestServers.CONTAINERS);
        assertThat(TestServers.choose(Optional.empty(), () -> false)).isEqualTo(TestServers.EMBEDDED);
        assertThat(TestServers.choose(Optional.of("auto"), () -> true)).isEqualTo(TestServers.CONTAINERS);
    }

    @Test
    void an_engine_is_not_even_asked_where_embedded_servers_are_wanted() {
        assertThat(TestServers.choose(Optional.of("embedded"), () -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(TestServers.EMBEDDED);
    }

    @Test
    void containers_are_never_replaced_silently() {
        assertThat(TestServers.choose(Optional.of("Containers"), () -> true)).isEqualTo(TestServers.CONTAINERS);
        assertThatThrownBy(() -> TestServers.choose(Optional.of("containers"), () -> false))
                .hasMessageContaining("no Docker engine answers");
    }

    @Test
    void another_word_is_an_error() {
        assertThatThrownBy(() -> TestServers.choose(Optional.of("podman"), () -> true))
                .hasMessageContaining("not podman");
    }
}
