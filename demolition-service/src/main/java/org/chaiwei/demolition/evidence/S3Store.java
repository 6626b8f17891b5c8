package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chaiwei.demolition.evidence.EvidenceProperties.S3;

/**
 * A store in a bucket of S3, or of anything that speaks it: {@code <bucket>/ab/cd/abcd…}. The bucket itself checks what arrives against the SHA-256 in the
 * request, and takes it only where there is nothing yet ({@code If-None-Match: *}), so nothing is overwritten and nothing half written is seen.
 */
final class S3Store implements EvidenceStore {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Until the answer begins; a document of 50 MB is on its way for a while. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 3;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int THERE_ALREADY = 412;
    private static final int SERVERS_FAULT = 500;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final URI bucket;
    private final S3Signature signature;
    private final Clock clock;

    /** @param clock the system's: a bucket refuses a request that is signed for another time */
    S3Store(S3 s3, Clock clock) {
        this.bucket = URI.create(s3.endpoint().toString().replaceFirst("/$", "") + "/" + s3.bucket() + "/");
        this.signature = new S3Signature(s3.region(), s3.accessKey(), s3.secretKey());
        this.clock = clock;
    }

    @Override
    public void put(String sha256, Path file) throws IOException {
        var address = addressOf(sha256);
        for (int attempt = 1; ; attempt++) {
            var request = HttpRequest.newBuilder(address).PUT(BodyPublishers.ofFile(file));
            var status = send("PUT", request, address, Map.of("if-none-match", "*"), sha256, BodyHandlers.discarding())
                    .statusCode();
            if (status == OK || status == THERE_ALREADY) return;
            // Somebody else puts the same at this moment, or the bucket is busy: both pass.
            var passes = status == CONFLICT || status >= SERVERS_FAULT;
            if (!passes || attempt == ATTEMPTS)
                throw new IOException("the bucket answered " + status + " to " + sha256);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256) throws IOException {
        var address = addressOf(sha256);
        var nothing = S3Signature.sha256(new byte[0]);
        var answer =
                send("GET", HttpRequest.newBuilder(address), address, Map.of(), nothing, BodyHandlers.ofInputStream());
        if (answer.statusCode() == OK) return Optional.of(answer.body());
        answer.body().close();
        if (answer.statusCode() == NOT_FOUND) return Optional.empty();
        throw new IOException("the bucket answered " + answer.statusCode() + " to " + sha256);
    }

    private <T> HttpResponse<T> send(
            String method,
            HttpRequest.Builder request,
            URI address,
            Map<String, String> headers,
            String contentSha256,
            HttpResponse.BodyHandler<T> body)
            throws IOException {
        signature.sign(method, address, headers, contentSha256, clock.instant()).forEach(request::setHeader);
        try {
            return client.send(request.timeout(ANSWER_WITHIN).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private URI addressOf(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256: " + sha256);
        return bucket.resolve(sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256);
    }
}
