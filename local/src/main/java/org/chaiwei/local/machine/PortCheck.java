package org.chaiwei.local.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chaiwei.local.Ports;
import org.chaiwei.local.StartRefused;

/** Whether the ports are ours to take, asked before anything is started. */
public final class PortCheck {

    private static final int CONNECT_TIMEOUT_MILLIS = 1000;

    private PortCheck() {}

    /** @throws StartRefused naming every port that something listens on already, and what that is where the system tells */
    public static void check(Ports ports) {
        var taken = ports.byName().entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(PortCheck::describe)
                .toList();
        if (!taken.isEmpty())
            throw new StartRefused(
                    "Taken already: " + String.join(", ", taken) + ".",
                    "Stop what listens there, or take other ports: ./chaiwei up --port N (N to N+6 are used).");
    }

    /** Whether something on this machine accepts connections there. */
    public static boolean answers(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_TIMEOUT_MILLIS);
            return true;
        }
    }

    static boolean isTaken(int port) {
        // A browser asks for localhost on ::1 first, so a stranger there would take our visitors.
        return !canListen("127.0.0.1", port) || (canListen("::1", 0) && !canListen("::1", port));
    }

    private static boolean canListen(String address, int port) {
        try (var socket = new ServerSocket()) {
            // Connections that a former system left in TIME_WAIT are no reason to refuse.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String describe(Map.Entry<String, Integer> port) {
        var holder = holder(port.getValue());
        return "port %d (%s)%s"
                .formatted(
                        port.getValue(),
                        port.getKey(),
                        holder.map(h -> " by " + h).orElse(""));
    }

    private static Optional<String> holder(int port) {
        return firstLine(List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
                .flatMap(PortCheck::processOf)
                .map(process -> "process %d%s"
                        .formatted(
                                process.pid(),
                                process.info().command().map(c -> ", " + c).orElse("")));
    }

    private static Optional<ProcessHandle> processOf(String pid) {
        return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    /** Empty where the program is missing or finds nothing: the answer is a courtesy. */
    private static Optional<String> firstLine(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                var line = Optional.ofNullable(out.readLine());
                process.waitFor(2, TimeUnit.SECONDS);
                return line;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
