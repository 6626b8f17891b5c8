package org.chaiwei.local.district;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A demo account at work, as a program on the district's side would be: logs in at the gateway, sends bearer tokens, renews them when
 * they have run out, and waits a while when it is asked to come back later. Used by the command line and the system tests; not for
 * several threads at once.
 */
public final class DistrictClient implements AutoCloseable {

    private static final String LEDGER = "/api/v1/ledger";
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(2);

    /** How long an instance that has just started may take until the gateway sends it requests, and more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A service that was killed in the middle starts again, which takes a while on a busy machine. */
    private static final Duration AWAY_LIMIT = Duration.ofMinutes(3);

    /** How long facts may take from the ledger to accountability after an import. */
    private static final Duration TAKING_IN_LIMIT = Duration.ofMinutes(5);

    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI origin;
    private final Account account;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private @Nullable String token;

    /** Makes no call yet. */
    public DistrictClient(URI origin, Account account) {
        this.origin = origin;
        this.account = account;
    }

    /** A bearer token of this account; some minutes of its life may have passed. */
    public String token() throws IOException, InterruptedException {
        if (token == null) token = new Login(origin).token(account);
        return token;
    }

    /** The plan's figures as of a date; asked without a token, because they are public. */
    public JsonNode summary(LocalDate asOf) throws IOException, InterruptedException {
        return JSON.readTree(text("GET summary", request(LEDGER + "/summary?asOf=" + asOf)));
    }

    /** Any JSON that a GET of a path below the origin answers. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET " + path, request(path)));
    }

    /** The imports that were ever begun, previews included. */
    public List<Import> imports() throws IOException, InterruptedException {
        var answer = get(LEDGER + "/imports");
        var imports = new ArrayList<Import>();
        for (var item : answer.isArray() ? answer : answer.path("items")) imports.add(Import.of(item));
        return List.copyOf(imports);
    }

    /**
     * Uploads a spreadsheet for a preview. The ledger is not changed by it.
     *
     * @throws FileNotFoundException if there is no such file
     * @throws DistrictRefused if it is no spreadsheet that the ledger reads
     */
    public Import preview(Path file) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) throw new FileNotFoundException("There is no file " + file);
        var boundary = "chaiwei-" + UUID.randomUUID();
        var answer = send(
                "POST import",
                request(LEDGER + "/imports")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(multipart(boundary, file)));
        return Import.of(JSON.readTree(answer));
    }

    /** Makes events of a preview's good rows; returns at once, {@link #await} tells how it goes. */
    public void commit(String importId) throws IOException, InterruptedException {
        send("POST commit", request(LEDGER + "/imports/" + importId + "/commit").POST(BodyPublishers.noBody()));
    }

    /**
     * Follows a commit or an undo until it has ended and the views have it, over restarts of the service.
     *
     * @return the last that was heard of it
     * @throws IOException if the service was away for longer than three minutes
     */
    public Import.Progress await(String importId, Consumer<Import.Progress> watcher)
            throws IOException, InterruptedException {
        var heard = Instant.now();
        while (true) {
            try {
                var last = follow(importId, watcher);
                if (last != null && last.isOver()) return last;
                if (last != null) heard = Instant.now();
            } catch (DistrictRefused e) {
                if (e.status() < 500 || isTooLongAgo(heard)) throw e;
            } catch (IOException | UncheckedIOException cutOff) {
                if (isTooLongAgo(heard)) throw cutOff;
            }
            Thread.sleep(RETRY_INTERVAL);
        }
    }

    /**
     * Divides the plan's targets among the streets by what remained on a day, as soon as accountability knows all that the ledger shows
     * of it; until then it is asked again. Divided once, they stay as they are.
     *
     * @return how many targets have new parts
     * @throws DistrictRefused with {@code basis-differs} if that takes longer than some minutes
     */
    public int divideTargets(LocalDate basisOn) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(TAKING_IN_LIMIT);
        while (true) {
            var remaining = summary(basisOn).path("remaining").path("areaM2").asDecimal();
            var form =
                    JSON.createObjectNode().put("basisOn", basisOn.toString()).put("ledgerRemainingM2", remaining);
            try {
                var answer = send(
                        "POST street-parts",
                        request("/api/v1/accountability/targets/street-parts")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(form.toString())));
                return JSON.readTree(answer).path("divided").size();
            } catch (DistrictRefused e) {
                var comes = e.code().equals("basis-differs") || e.code().equals("nothing-remained");
                if (!comes || Instant.now().isAfter(deadline)) throw e;
            }
            Thread.sleep(RETRY_INTERVAL);
        }
    }

    /** The views of a service, such as {@code ledger}; for the system administrator. */
    public List<String> views(String service) throws IOException, InterruptedException {
        var views = new ArrayList<String>();
        for (var item : get("/api/v1/" + service + "/views").path("items"))
            views.add(item.path("view").asString());
        return List.copyOf(views);
    }

    /** Has a view built anew; returns at once, {@link #awaitRebuild} tells how it goes. */
    public void startRebuild(String service, String view) throws IOException, InterruptedException {
        send("POST rebuild", request(rebuildPath(service, view)).POST(BodyPublishers.noBody()));
    }

    /**
     * Looks until the rebuild has ended, over restarts of the service.
     *
     * @return the last that was heard of it
     */
    public ViewRebuild awaitRebuild(String service, String view, Consumer<ViewRebuild> watcher)
            throws IOException, InterruptedException {
        while (true) {
            var now = ViewRebuild.of(get(rebuildPath(service, view)));
            watcher.accept(now);
            if (now.isOver()) return now;
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    private static String rebuildPath(String service, String view) {
        return "/api/v1/" + service + "/views/" + view + "/rebuild";
    }

    private static boolean isTooLongAgo(Instant heard) {
        return Duration.between(heard, Instant.now()).compareTo(AWAY_LIMIT) > 0;
    }

    /** Reads one stream of progress to its end; null if it said nothing. */
    private Import.@Nullable Progress follow(String importId, Consumer<Import.Progress> watcher)
            throws IOException, InterruptedException {
        var path = LEDGER + "/imports/" + importId + "/progress";
        var request = request(path)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token())
                .build();
        var answer = http.send(request, BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            if (answer.statusCode() == 401) {
                token = null;
                return null;
            }
            if (answer.statusCode() != 200)
                throw DistrictRefused.from("GET " + path, answer.statusCode(), lines.collect(Collectors.joining("\n")));
            Import.Progress last = null;
            for (var line : (Iterable<String>) lines::iterator) {
                if (!line.startsWith("data:")) continue;
                last = Import.Progress.of(JSON.readTree(line.substring("data:".length())));
                watcher.accept(last);
            }
            return last;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Accept-Language", "en");
    }

    /** With the account's token, and once more with a new one if that has run out. */
    private String send(String what, HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return text(what, request.setHeader("Authorization", "Bearer " + token()));
        } catch (DistrictRefused e) {
            if (e.status() != 401) throw e;
            token = null;
            return text(what, request.setHeader("Authorization", "Bearer " + token()));
        }
    }

    /** Sends it again for a while if nobody is there or it is asked to come back later. */
    private String text(String what, HttpRequest.Builder request) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                var answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() < 300) return answer.body();
                if (answer.statusCode() != 503 || Instant.now().isAfter(deadline))
                    throw DistrictRefused.from(what, answer.statusCode(), answer.body());
            } catch (ConnectException e) {
                if (Instant.now().isAfter(deadline)) throw e;
            }
            Thread.sleep(RETRY_INTERVAL);
        }
    }

    private static BodyPublisher multipart(String boundary, Path file) throws IOException {
        var name = file.getFileName().toString();
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name.replace("\"", "%22"), contentType(name));
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    private static String contentType(String fileName) {
        return fileName.endsWith(".csv")
                ? "text/csv"
                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

    @Override
    public void close() {
        http.close();
    }
}
