package org.chaiwei.demolition.papers;

import java.io.IOException;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the ledger's party registry for a name that is to be printed. It is asked with the caller's own token, so that nobody prints a name that they may not
 * see, and that it is asked is written down first. The name goes into the paper and nowhere else, and the paper is kept encrypted under the person's key.
 */
final class PartyNames {

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

    /** @param ledger the ledger service's address; null where names are always written by hand */
    PartyNames(@Nullable URI ledger, AuditLog audit, JsonMapper json) {
        this.ledger = ledger;
        this.audit = audit;
        this.json = json;
    }

    /**
     * The name, for this caller to print.
     *
     * @param token the caller's {@code Authorization}
     * @return empty where the registry doesn't have the person, or not for this caller: then the name is written by hand
     * @throws RefusedException with {@link Unavailable} if the registry does not answer: a paper that should have a name is not issued without
     */
    Optional<String> find(UUID party, Actor actor, @Nullable String token, PaperKind kind) {
        if (ledger == null || token == null) return Optional.empty();
        audit.read(actor, "print-party-name", party.toString(), Map.of("kind", kind.name()));
        var request = HttpRequest.newBuilder(ledger.resolve("/api/v1/ledger/parties/" + party + "?masked=false"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", token)
                .header("Accept", "application/json")
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == OK)
                return Optional.of(json.readTree(answer.body()).path("name").asString(""))
                        .filter(name -> !name.isBlank());
            if (answer.statusCode() >= SERVERS_FAULT) throw unavailable();
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static RefusedException unavailable() {
        return new RefusedException(new Unavailable(RETRY_AFTER));
    }
}
