package org.chaiwei.local.district;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** As much of the gateway as a client meets: the local issuer's login with PKCE, one valid token at a time, and imports. */
final class FakeGateway implements AutoCloseable {

    final List<String> uploads = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    /** What the next calls of the API answer before all else. */
    final Deque<Integer> stumbles = new ArrayDeque<>();

    /** What each stream of progress sends before it is cut off. */
    final Deque<List<String>> streams = new ArrayDeque<>();

    private final HttpServer server;
    private String challenge = "";
    private int tokens;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/authorize", this::authorize);
        server.createContext("/issuer/login", this::login);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/api/v1/ledger", this::api);
        server.start();
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void forgetTokens() {
        tokens++;
    }

    private String valid() {
        return "token-" + tokens;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var query = parameters(exchange.getRequestURI().getRawQuery());
        if (loggedIn(exchange)) {
            challenge = query.get("code_challenge");
            redirect(exchange, query.get("redirect_uri") + "?code=once&state=" + query.get("state"));
        } else {
            exchange.getResponseHeaders()
                    .add(
                            "Set-Cookie",
                            "back="
                                    + Base64.getUrlEncoder()
                                            .encodeToString(exchange.getRequestURI()
                                                    .toString()
                                                    .getBytes(StandardCharsets.UTF_8))
                                    + "; Path=/");
            redirect(exchange, "/issuer/login");
        }
    }

    private void login(HttpExchange exchange) throws IOException {
        var form =
                "<form method=\"post\"><input type=\"hidden\" name=\"_csrf\" value=\"c-1\"><input name=\"username\"></form>";
        if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, form);
            return;
        }
        var filled = parameters(body(exchange));
        if (filled.equals(Map.of("_csrf", "c-1", "username", "office-1", "password", "chaiwei-demo"))) {
            exchange.getResponseHeaders().add("Set-Cookie", "login=yes; Path=/");
            redirect(
                    exchange,
                    new String(Base64.getUrlDecoder().decode(cookie(exchange, "back")), StandardCharsets.UTF_8));
        } else {
            redirect(exchange, "/issuer/login?error");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = parameters(body(exchange));
        if (!challengeOf(asked.get("code_verifier")).equals(challenge) || !"once".equals(asked.get("code"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        tokens++;
        answer(exchange, 200, "{\"access_token\":\"" + valid() + "\",\"expires_in\":900}");
    }

    private void api(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        calls.add(call);
        var body = body(exchange);
        if (!stumbles.isEmpty()) {
            answer(
                    exchange,
                    stumbles.pop(),
                    "{\"code\":\"stumbled\",\"detail\":\"It stumbled.\",\"remedy\":\"Try later.\"}");
        } else if (!("Bearer " + valid()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"code\":\"unauthenticated\"}");
        } else {
            switch (call) {
                case "POST /api/v1/ledger/imports" -> {
                    uploads.add(body);
                    answer(exchange, 201, """
                            {"id":"i-1","state":"PREVIEWED","fileName":"a.csv","rowsRead":3,"rowsGood":2,"rowsWrong":1,"duplicates":0,
                             "problems":[{"row":4,"column":"面积(平方米)","code":"not-a-number","reason":"No number.","remedy":"Write one."}]}
                            """);
                }
                case "GET /api/v1/ledger/imports/i-1/progress" -> stream(exchange, streams.pop());
                default -> answer(exchange, 200, "{}");
            }
        }
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var event : events)
                out.write(("event:progress\ndata:" + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean loggedIn(HttpExchange exchange) {
        return cookie(exchange, "login").equals("yes");
    }

    private static String cookie(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split("; ")))
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static String challengeOf(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
