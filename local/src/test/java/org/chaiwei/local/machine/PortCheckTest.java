package org.chaiwei.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.chaiwei.local.Ports;
import org.chaiwei.local.StartRefused;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void a_taken_port_is_named_with_what_it_was_wanted_for() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // The stranger sits where the database would be.
            var ports = new Ports(stranger.getLocalPort() - 4);
            assertThatThrownBy(() -> PortCheck.check(ports))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("port " + stranger.getLocalPort() + " (postgres)");
        }
    }

    @Test
    void a_stranger_on_all_addresses_takes_the_port_too() throws IOException {
        try (var stranger = new ServerSocket(0)) {
            assertThat(PortCheck.isTaken(stranger.getLocalPort())).isTrue();
        }
    }

    @Test
    void a_port_is_free_again_once_its_listener_is_gone_though_connections_linger() throws IOException {
        int port;
        try (var stranger = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = stranger.getLocalPort();
            assertThat(PortCheck.answers(port)).isTrue();
            // The server's end closes first, so that this is the end which lingers.
            stranger.accept().close();
        }
        assertThat(PortCheck.isTaken(port)).isFalse();
    }
}
