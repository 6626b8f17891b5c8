package org.chaiwei.demolition.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chaiwei.demolition.evidence.EvidenceProperties.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in a bucket, against a server that keeps files as S3 does and works out every signature for itself. */
class S3StoreTest {

    private static final String SECRET = "a secret of the bucket";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private HttpServer server;
    private S3Store store;
    private Path file;
    private String sha256;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = store(SECRET);
        file = Files.writeString(folder.resolve("brought"), "as it was brought");
        sha256 = EvidenceFiles.sha256(file);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_request_is_signed_as_in_the_example_that_s3_publishes() {
        var headers = new S3Signature("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                .sign(
                        "GET",
                        URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                        Map.of("range", "bytes=0-9"),
                        S3Signature.sha256(new byte[0]),
                        Instant.parse("2013-05-24T00:00:00Z"));
        assertThat(headers.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void a_file_is_kept_under_its_sha256_and_read_as_it_was() throws IOException {
        store.put(sha256, file);
        assertThat(kept)
                .containsOnlyKeys("/evidence/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256);
        assertThat(store.open(sha256).orElseThrow()).hasContent("as it was brought");
        assertThat(store.open("0".repeat(64))).isEmpty();
    }

    @Test
    void what_is_there_is_never_overwritten_and_what_is_not_what_it_says_never_taken() throws IOException {
        store.put(sha256, file);
        store.put(sha256, file);
        var other = Files.writeString(folder.resolve("other"), "something else");
        assertThatThrownBy(() -> store.put("1".repeat(64), other)).isInstanceOf(IOException.class);
        assertThat(kept).hasSize(1);
    }

    @Test
    void what_passes_is_tried_again_and_what_does_not_is_an_error() throws IOException {
        failures.addAll(Arrays.asList(503, 409));
        store.put(sha256, file);
        assertThat(kept).hasSize(1);
        failures.addAll(Arrays.asList(500, 500, 500));
        assertThatThrownBy(() -> store.put(sha256, file)).hasMessageContaining("500");
        assertThatThrownBy(() -> store("another secret").open(sha256)).hasMessageContaining("403");
    }

    private S3Store store(String secret) {
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new S3Store(new S3(endpoint, "evidence", "cn-north-1", "key-1", secret), Clock.systemUTC());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getRawPath();
            var content = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
            if (!isSigned(exchange)) {
                exchange.sendResponseHeaders(403, -1);
            } else if (!failures.isEmpty()) {
                exchange.sendResponseHeaders(failures.remove(), -1);
            } else if (!S3Signature.sha256(body).equals(content)) {
                exchange.sendResponseHeaders(400, -1);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                var isNew = kept.putIfAbsent(path, body) == null;
                exchange.sendResponseHeaders(
                        isNew || !"*".equals(exchange.getRequestHeaders().getFirst("if-none-match")) ? 200 : 412, -1);
            } else if (!kept.containsKey(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, kept.get(path).length);
                exchange.getResponseBody().write(kept.get(path));
            }
        }
    }

    /** By the rules of the signature, worked out from what has arrived. */
    private static boolean isSigned(HttpExchange exchange) {
        var said = exchange.getRequestHeaders().getFirst("authorization");
        var names = said.replaceFirst(".*SignedHeaders=([^,]+),.*", "$1");
        var scope = said.replaceFirst(".*Credential=key-1/([^,]+),.*", "$1");
        var canonical = new StringBuilder(
                exchange.getRequestMethod() + "\n" + exchange.getRequestURI().getRawPath() + "\n\n");
        for (var name : names.split(";"))
            canonical
                    .append(name)
                    .append(':')
                    .append(exchange.getRequestHeaders().getFirst(name))
                    .append('\n');
        canonical
                .append('\n')
                .append(names)
                .append('\n')
                .append(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
        var toSign = "AWS4-HMAC-SHA256\n" + exchange.getRequestHeaders().getFirst("x-amz-date") + "\n" + scope + "\n"
                + S3Signature.sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        var key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) key = hmac(key, part);
        return said.endsWith("Signature=" + HexFormat.of().formatHex(hmac(key, toSign)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
