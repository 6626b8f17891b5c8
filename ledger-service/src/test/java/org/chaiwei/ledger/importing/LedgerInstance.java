package org.chaiwei.ledger.importing;

import com.jayway.jsonpath.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.servers.ServiceDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A running ledger-service over a database that may outlive it, and what a caller of its imports does. */
final class LedgerInstance implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServletWebServerApplicationContext context;

    private LedgerInstance(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static LedgerInstance start(ServiceDatabase database) {
        var properties = new HashMap<String, Object>(Map.of("server.port", 0, "spring.main.banner-mode", "off"));
        ServiceProperties.of(database, (name, value) -> properties.put(name, value.get()));
        try {
            return new LedgerInstance((ServletWebServerApplicationContext)
                    new SpringApplicationBuilder(Class.forName("org.chaiwei.ledger.LedgerApplication"))
                            .properties(properties)
                            .run());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getWebServer().getPort();
    }

    record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        <T> T json(String path) {
            return JsonPath.read(body(), path);
        }
    }

    Answer upload(String token, String fileName, byte[] file) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfile\r\n--limit\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        return send("POST", "", token, "multipart/form-data; boundary=limit", form.toByteArray());
    }

    Answer get(String path, String token, String... headers) {
        return send("GET", path, token, null, null, headers);
    }

    Answer post(String path, String token, String json) {
        return send("POST", path, token, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer delete(String path, String token) {
        return send("DELETE", path, token, null, null);
    }

    /** Reads the progress to its end. */
    List<String> progress(String id, String token) {
        return get("/" + id + "/progress", token)
                .body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .toList();
    }

    private Answer send(String method, String path, String token, String type, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1/ledger/imports" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (type != null) request.header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
