package org.chaiwei.demolition.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the ledger service. What it doesn't have, or not for this caller, is empty; a ledger that does not answer within some seconds is refused as
 * {@link Unavailable}, for nobody should take what is missing only now for what isn't there. Thread-safe.
 */
public final class AskedLedger {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int SERVERS_FAULT = 500;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final @Nullable URI ledger;
    private final AuditLog audit;
    private final JsonMapper json;

    /** @param ledger null where it is never asked: then all is empty */
    AskedLedger(@Nullable URI ledger, AuditLog audit, JsonMapper json) {
        this.ledger = ledger;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Where an entry stands.
     *
     * @param lon degrees, WGS 84; null exactly where lat is
     */
    public record Place(
            String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat) {}

    /** @param token the caller's {@code Authorization} */
    public Optional<Place> placeOf(UUID violation, String token) {
        return ask("/api/v1/ledger/violations/" + violation, token)
                .map(entry ->
                        new Place(entry.path("address").asString(""), degrees(entry, "lon"), degrees(entry, "lat")));
    }

    /**
     * A person's name, for this caller to print. That it is asked for is written down first. It goes into what is printed and nowhere else.
     *
     * @param token the caller's {@code Authorization}
     * @param why what it is for, a name of the system's own
     */
    public Optional<String> nameOf(UUID party, Actor actor, String token, String why) {
        if (ledger == null) return Optional.empty();
        audit.read(actor, "print-party-name", party.toString(), Map.of("for", why));
        return ask("/api/v1/ledger/parties/" + party + "?masked=false", token)
                .map(person -> person.path("name").asString(""))
                .filter(name -> !name.isBlank());
    }

    private Optional<JsonNode> ask(String path, String token) {
        if (ledger == null) return Optional.empty();
        var request = HttpRequest.newBuilder(ledger.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", token)
                .header("Accept", "application/json")
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= SERVERS_FAULT) throw unavailable();
            return answer.statusCode() == OK ? Optional.of(json.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static @Nullable BigDecimal degrees(JsonNode entry, String field) {
        return entry.path(field).isNumber() ? entry.path(field).decimalValue() : null;
    }

    private static RefusedException unavailable() {
        return new RefusedException(new Unavailable(RETRY_AFTER));
    }
}
