package org.chaiwei.demolition.inbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts each notice as JSON. The request carries
 *
 * <ul>
 *   <li>{@value #ID}: the notice's id; the same notice may come twice
 *   <li>{@value #TIMESTAMP}: seconds since 1970, when it was sent; old ones should not be believed
 *   <li>{@value #SIGNATURE}: {@code sha256=} and the HMAC-SHA256 of the timestamp, a full stop and the body, under the secret, in hexadecimal
 * </ul>
 *
 * Any answer but 2xx means that it was not taken. Redirections are not followed.
 */
final class WebhookNotifications implements Notifications {

    static final String NAME = "webhook";

    static final String ID = "X-Chaiwei-Notice";
    static final String TIMESTAMP = "X-Chaiwei-Timestamp";
    static final String SIGNATURE = "X-Chaiwei-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final URI url;
    private final SecretKeySpec secret;
    private final JsonMapper json;
    private final Clock clock;

    /** @param secret shared with whoever receives them */
    WebhookNotifications(URI url, String secret, JsonMapper json, Clock clock) {
        this.url = url;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void send(Notice notice) throws IOException, InterruptedException {
        var body = json.writeValueAsString(notice);
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(url)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header(ID, notice.id().toString())
                .header(TIMESTAMP, timestamp)
                .header(SIGNATURE, "sha256=" + signature(timestamp + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
        var status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 200 || status > 299) throw new IOException("the webhook answered " + status);
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
