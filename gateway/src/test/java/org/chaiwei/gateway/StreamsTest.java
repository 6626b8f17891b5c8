package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTest {

    private static final int MB = 1024 * 1024;

    private static TestService ledger;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        ledger = TestService.start();
        gateway = TestGateway.local("chaiwei.services.ledger=" + ledger.address());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({"text/event-stream, 'data: '", "application/x-ndjson, ''"})
    void each_piece_of_a_stream_arrives_when_it_is_sent(String type, String prefix) throws Exception {
        var pieces = new LinkedBlockingQueue<String>();
        ledger.answering(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            for (var piece = next(pieces); !piece.isEmpty(); piece = next(pieces)) {
                exchange.getResponseBody().write((prefix + piece + "\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        });
        try (var client = HttpClient.newHttpClient()) {
            pieces.add("first");
            var answer = client.send(gateway.request("/api/v1/ledger/stream").build(), BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(type);
            var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            for (var piece : List.of("first", "second", "third")) {
                // The next is sent only after the one before was read: nothing may wait for more.
                assertThat(reader.readLine()).isEqualTo(prefix + piece);
                pieces.add(piece.equals("first") ? "second" : piece.equals("second") ? "third" : "");
            }
            assertThat(reader.readLine()).isNull();
        }
    }

    @Test
    void a_reader_who_leaves_a_stream_frees_its_connection_to_the_service() throws Exception {
        var left = new CountDownLatch(1);
        ledger.answering(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                // Like a heartbeat, only faster.
                for (var n = 0; n < 1_000; n++) {
                    exchange.getResponseBody().write(": beat\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    if (left.await(20, TimeUnit.MILLISECONDS)) return;
                }
            } catch (IOException e) {
                left.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (var reader = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            reader.getOutputStream()
                    .write("GET /api/v1/ledger/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.getInputStream().read()).isEqualTo('H');
        }
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hundreds_of_open_streams_do_not_hold_up_a_request() throws Exception {
        var end = new CountDownLatch(1);
        var open = new CountDownLatch(300);
        ledger.answering(exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("/stream")) {
                TestService.text("at once").to(exchange);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            open.countDown();
            TestService.waitFor(end);
        });
        var sockets = new ArrayList<Socket>();
        try {
            for (var n = 0; n < 300; n++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET /api/v1/ledger/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.get("/api/v1/ledger/x").body()).isEqualTo("at once");
        } finally {
            end.countDown();
            for (var socket : sockets) socket.close();
        }
    }

    @Test
    void a_multipart_upload_arrives_byte_for_byte() {
        var multipart =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"台账.xlsx\"\r\n\r\nPK\u0003\u0004\r\n--b--\r\n";
        ledger.answering(exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        var answer = send(gateway.request("/api/v1/ledger/imports")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(multipart)));
        assertThat(answer.body()).isEqualTo(multipart);
    }

    /** A process of its own, as it runs on a laptop but with a third of the heap: what passes is not kept. */
    @Test
    void large_files_pass_both_ways_in_a_small_heap() throws Exception {
        ledger.answering(exchange -> {
            var taken = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            if (exchange.getRequestMethod().equals("POST")) {
                TestService.text(Long.toString(taken)).to(exchange);
                return;
            }
            exchange.sendResponseHeaders(200, 200L * MB);
            var piece = new byte[MB];
            for (var n = 0; n < 200; n++) exchange.getResponseBody().write(piece);
        });
        try (var process = GatewayProcess.start("-Xmx64m", "chaiwei.services.ledger=" + ledger.address());
                var client = HttpClient.newHttpClient();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = new ArrayList<Future<String>>();
            for (var n = 0; n < 6; n++) {
                uploads.add(callers.submit(() -> client.send(
                                process.request("/api/v1/ledger/imports")
                                        .POST(BodyPublishers.ofInputStream(() -> zeros(32 * MB)))
                                        .build(),
                                BodyHandlers.ofString())
                        .body()));
            }
            for (var upload : uploads)
                assertThat(upload.get(60, TimeUnit.SECONDS)).as(process::output).isEqualTo(Integer.toString(32 * MB));
            var download = client.send(process.request("/api/v1/ledger/export").build(), BodyHandlers.ofInputStream());
            assertThat(download.body().transferTo(OutputStream.nullOutputStream()))
                    .as(process::output)
                    .isEqualTo(200L * MB);
            assertThat(process.isAlive()).isTrue();
        }
    }

    private static InputStream zeros(int bytes) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) return -1;
                var read = Math.min(left, length);
                left -= read;
                return read;
            }
        };
    }

    private static String next(LinkedBlockingQueue<String> pieces) {
        try {
            return java.util.Objects.requireNonNullElse(pieces.poll(10, TimeUnit.SECONDS), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
