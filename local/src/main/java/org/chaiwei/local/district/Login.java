package org.chaiwei.local.district;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The authorization-code flow with PKCE (RFC 7636) of the public client {@code chaiwei-cli}, walked through by a program in the place of
 * a browser: authorize, fill in the login form, take the code from the redirect, exchange it.
 */
final class Login {

    private static final String CLIENT = "chaiwei-cli";

    /** Nothing listens there: the code is read from the address that a browser would be sent to (RFC 8252). */
    private static final String REDIRECT = "http://127.0.0.1/callback";

    private static final int MOST_REDIRECTS = 10;
    private static final Pattern HIDDEN_INPUT = Pattern.compile("<input\\b[^>]*\\btype=\"hidden\"[^>]*>");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI origin;
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Login(URI origin) {
        this.origin = origin;
    }

    /**
     * A new access token of the account.
     *
     * @throws IOException if the gateway can't be reached or refuses the account
     */
    String token(Account account) throws IOException, InterruptedException {
        var verifier = random();
        var state = random();
        var answer = get(origin.resolve("/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        CLIENT,
                        "redirect_uri",
                        REDIRECT,
                        "scope",
                        "openid",
                        "state",
                        state,
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"))));
        var filledIn = false;
        for (int redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
            var target = answer.headers().firstValue("location").map(answer.uri()::resolve);
            if (target.isPresent() && target.get().toString().startsWith(REDIRECT)) {
                var given = parameters(target.get());
                if (!state.equals(given.get("state")) || given.get("code") == null)
                    throw new IOException("the gateway gave no code: " + given);
                return exchange(given.get("code"), verifier);
            }
            if (target.isPresent()) {
                answer = get(target.get());
            } else if (answer.statusCode() == 200 && !filledIn) {
                filledIn = true;
                answer = post(answer.uri(), loginForm(answer.body(), account));
            } else {
                break;
            }
        }
        throw new IOException("the gateway does not let " + account.user() + " in (HTTP " + answer.statusCode()
                + "): there may be no such demo account");
    }

    private static Map<String, String> loginForm(String page, Account account) {
        var fields = new LinkedHashMap<String, String>();
        for (Matcher input = HIDDEN_INPUT.matcher(page); input.find(); )
            fields.put(attribute(input.group(), "name"), attribute(input.group(), "value"));
        fields.put("username", account.user());
        fields.put("password", Account.PASSWORD);
        return fields;
    }

    private static String attribute(String tag, String name) {
        var value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    private String exchange(String code, String verifier) throws IOException, InterruptedException {
        var answer = post(
                origin.resolve("/oauth2/token"),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT,
                        "redirect_uri", REDIRECT,
                        "code", code,
                        "code_verifier", verifier));
        if (answer.statusCode() != 200) throw new IOException("the gateway gives no token: " + answer.body());
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(URI address, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> parameters(URI address) {
        return Arrays.stream(address.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
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
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
