package org.chaiwei.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What anyone can do with the system: HTTP requests through the gateway, with or without a token. */
record Api(URI origin, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Api anonymous(URI origin) {
        return new Api(origin, "");
    }

    record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
        Answer expect(int status) {
            if (this.status != status)
                throw new AssertionError("HTTP " + this.status + ", not " + status + ": " + body);
            return this;
        }

        String header(String name) {
            return headers.firstValue(name)
                    .orElseThrow(() -> new AssertionError("no header " + name + " in " + headers.map()));
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return get(path, Map.of());
    }

    Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** As a browser's form does: one part, {@code file}. */
    Answer upload(String path, Path file) throws IOException, InterruptedException {
        var boundary = "chaiwei-system-test";
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, file.getFileName());
        return send(request(path, Map.of())
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(file)),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    /** What lies there, byte for byte. */
    byte[] download(String path) throws IOException, InterruptedException {
        var response = HTTP.send(request(path, Map.of()).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) throw new AssertionError("HTTP " + response.statusCode() + " for " + path);
        return response.body();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json, */*;q=0.5")
                .header("Accept-Language", "en");
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        headers.forEach(request::setHeader); // in place of the defaults
        return request;
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var json = response.headers()
                .firstValue("content-type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(
                response.statusCode(),
                json ? JSON.readTree(response.body()) : JSON.getNodeFactory().stringNode(response.body()),
                response.headers());
    }
}
