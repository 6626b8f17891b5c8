package org.chaiwei.gateway;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Logs in as a program on this machine does: authorization code with PKCE, as the public client {@code chaiwei-cli}. */
final class Pkce {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final TestGateway gateway;
    private final HttpClient client = browser();
    private final String verifier = random();

    Pkce(TestGateway gateway) {
        this.gateway = gateway;
    }

    static String token(TestGateway gateway, String account) {
        return new Pkce(gateway)
                .exchange(account, "chaiwei-demo")
                .get("access_token")
                .asString();
    }

    /** A client with a cookie jar that shows each redirect. */
    static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    JsonNode exchange(String account, String password) {
        return TestGateway.json(redeem(code(account, password), verifier));
    }

    /** The one-time code, from the address that the login ends at. */
    String code(String account, String password) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", "chaiwei-cli");
        query.put("redirect_uri", "http://127.0.0.1/callback");
        query.put("scope", "openid");
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        var authorize = gateway.at("/oauth2/authorize?" + form(query));
        var toLogin = TestGateway.send(client, HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
        var afterLogin = logIn(client, location(toLogin), account, password);
        var callback = location(TestGateway.send(client, HttpRequest.newBuilder(location(afterLogin))));
        var found = Pattern.compile("[?&]code=([^&]+)").matcher(callback.toString());
        if (!found.find()) throw new AssertionError("no code at " + callback);
        return found.group(1);
    }

    HttpResponse<String> redeem(String code, String verifier) {
        return post(
                client,
                gateway.at("/oauth2/token"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        "http://127.0.0.1/callback",
                        "client_id",
                        "chaiwei-cli",
                        "code_verifier",
                        verifier));
    }

    String verifier() {
        return verifier;
    }

    /** Fills in the login page. */
    static HttpResponse<String> logIn(HttpClient client, URI page, String account, String password) {
        var html = TestGateway.send(client, HttpRequest.newBuilder(page)).body();
        var csrf = CSRF.matcher(html);
        if (!csrf.find()) throw new AssertionError("no login form at " + page + ": " + html);
        return post(
                client,
                page.resolve("/issuer/login"),
                Map.of("username", account, "password", password, "_csrf", csrf.group(1)));
    }

    static URI location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(response.uri()::resolve)
                .orElseThrow(() -> new AssertionError(
                        "no redirect but " + response.statusCode() + " " + response.uri() + " " + response.body()));
    }

    private static HttpResponse<String> post(HttpClient client, URI uri, Map<String, String> fields) {
        return TestGateway.send(
                client,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields))));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
