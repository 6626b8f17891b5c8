package org.chaiwei.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port with a database of its own, started as its main method does it. */
final class TestGateway implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServiceDatabase database;
    private final int port;
    private final List<String> properties;
    private ConfigurableApplicationContext context;

    private TestGateway(ServiceDatabase database, int port, List<String> properties) {
        this.database = database;
        this.port = port;
        this.properties = properties;
        this.context = run();
    }

    /** With the local issuer. Properties as {@code name=value}. */
    static TestGateway local(String... properties) {
        return start(TestPostgres.create("gateway"), freePort(), withProfile("local", properties));
    }

    /** Without any profile, as in a district. */
    static TestGateway production(ServiceDatabase database, String... properties) {
        return start(database, freePort(), List.of(properties));
    }

    private static TestGateway start(ServiceDatabase database, int port, List<String> properties) {
        return new TestGateway(database, port, properties);
    }

    private static List<String> withProfile(String profile, String... properties) {
        var all = new ArrayList<>(List.of(properties));
        all.add("spring.profiles.active=" + profile);
        return all;
    }

    private ConfigurableApplicationContext run() {
        var arguments = new ArrayList<String>();
        arguments.add("--server.port=" + port);
        arguments.add("--spring.datasource.url=" + database.jdbcUrl());
        arguments.add("--spring.datasource.username=" + database.app());
        arguments.add("--spring.datasource.password=" + database.appPassword());
        arguments.add("--spring.flyway.user=" + database.owner());
        arguments.add("--spring.flyway.password=" + database.ownerPassword());
        arguments.add("--logging.level.root=WARN");
        properties.forEach(property -> arguments.add("--" + property));
        return SpringApplication.run(GatewayApplication.class, arguments.toArray(String[]::new));
    }

    void restart() {
        context.close();
        context = run();
    }

    ServiceDatabase database() {
        return database;
    }

    int port() {
        return port;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    URI at(String path) {
        return URI.create(origin() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path));
    }

    /** As an anonymous program without cookies. */
    static HttpResponse<String> send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return send(client, request);
        }
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static Map<?, ?> claims(String jwt) {
        return JSON.readValue(java.util.Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), Map.class);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
