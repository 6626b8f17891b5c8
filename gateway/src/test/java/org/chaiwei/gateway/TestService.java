package org.chaiwei.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A tiny service behind the gateway. It is healthy, remembers what it was asked, and answers what the test wants. */
final class TestService implements AutoCloseable {

    /** What arrived, header names in lower case. */
    record Asked(String method, String path, Map<String, List<String>> headers) {
        List<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
        }
    }

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    static {
        // While 200 connections are idle, the JDK's server closes every further one right after its answer, without
        // announcing it,
        // as no real service does: the gateway's next request on it would find nobody. Some tests leave more than 200
        // idle.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile int health = 200;
    private final HttpServer server;
    private volatile Answer answer = text("ok");
    private volatile CountDownLatch healthAnswers = new CountDownLatch(0);
    private volatile CountDownLatch awake = new CountDownLatch(0);

    private TestService(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/actuator/health", exchange -> {
            waitFor(awake);
            waitFor(healthAnswers);
            exchange.sendResponseHeaders(health, -1);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            var headers = new java.util.TreeMap<String, List<String>>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers));
            try (exchange) {
                waitFor(awake);
                answer.to(exchange);
            }
        });
        server.start();
    }

    static TestService start() {
        return new TestService(0);
    }

    static TestService startAt(int port) {
        return new TestService(port);
    }

    TestService answering(Answer answer) {
        this.answer = answer;
        return this;
    }

    /** Takes requests and closes the connection without an answer. */
    void breakingOff() {
        answering(exchange -> {
            throw new IOException("broken off by the test");
        });
    }

    /** Takes connections and says nothing, also about its health. */
    void hangUntil(CountDownLatch awake) {
        this.awake = awake;
    }

    void healthNeverAnswers() {
        healthAnswers = new CountDownLatch(1);
    }

    static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Answer text(String text) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    Asked last() {
        return asked.getLast();
    }

    @Override
    public void close() {
        awake.countDown();
        healthAnswers.countDown();
        server.stop(0);
    }
}
