package org.chaiwei.local.verify;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.chaiwei.local.verify.Report.Amount;
import org.chaiwei.local.verify.Report.Summary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published summary as anyone can ask for it at the gateway. */
final class GatewayAnswer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private GatewayAnswer() {}

    /**
     * The summary as of a day and as known at a position.
     *
     * @return null where the gateway can't be reached or gives no summary: it may be stopped, or have nothing yet
     * @throws InterruptedException if the caller is asked to stop meanwhile
     */
    static @Nullable Summary ask(URI origin, LocalDate asOf, long position) throws InterruptedException {
        var uri = origin.resolve("/api/v1/ledger/summary?asOf=" + asOf + "&knownAt=" + position);
        var request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? summary(JSON.readTree(answer.body())) : null;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    private static Summary summary(JsonNode json) {
        var byUse = new LinkedHashMap<String, Amount>();
        for (var use : json.path("byUse")) byUse.put(use.path("use").asString(), amount(use));
        return new Summary(
                LocalDate.parse(json.path("asOf").asString()),
                amount(json.path("registered")),
                amount(json.path("cleared")),
                amount(json.path("remaining")),
                byUse);
    }

    private static Amount amount(JsonNode json) {
        return new Amount(
                json.path("count").longValue(),
                new BigDecimal(json.path("areaM2").asString()));
    }
}
