package org.chaiwei.systemtests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes what the services export by OTLP over HTTP. It does not decode the protobuf: a trace's id and a service's name stand in it as they are, and
 * each message comes from one service.
 */
final class TraceCollector {

    /** Each batch of spans, byte by byte as a character, so that it can be searched. */
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    /** What makes a service export here, and only the traces that a caller asks to have recorded. */
    Map<String, String> environment() {
        return Map.of(
                "MANAGEMENT_TRACING_EXPORT_OTLP_ENABLED",
                "true",
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY",
                "0.0");
    }

    /** Which of these services have sent spans of the trace so far. */
    List<String> services(String traceId, List<String> among) {
        var id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        var ofTrace = messages.stream().filter(message -> message.contains(id)).toList();
        return among.stream()
                .filter(service -> ofTrace.stream().anyMatch(message -> message.contains(service)))
                .toList();
    }
}
