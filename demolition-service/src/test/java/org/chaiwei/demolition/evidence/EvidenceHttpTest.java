package org.chaiwei.demolition.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Evidence over HTTP: brought, looked at, kept, shown to those who may see it. */
class EvidenceHttpTest extends RunningService {

    private static final String EVIDENCE = "/api/v1/demolition/evidence";
    private static final String DASHILAR = "110102013";
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Where the ledger says that entries stand. */
    private static final Map<UUID, String> PLACES = new ConcurrentHashMap<>();

    private static final HttpServer LEDGER = ledger();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PartyKeys keys;

    @DynamicPropertySource
    static void askedLedger(DynamicPropertyRegistry properties) {
        properties.add(
                "chaiwei.ledger.address",
                () -> "http://127.0.0.1:" + LEDGER.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        LEDGER.stop(0);
    }

    private static HttpServer ledger() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v1/ledger/violations/", exchange -> {
                var place = PLACES.get(
                        UUID.fromString(exchange.getRequestURI().getPath().replaceFirst(".*/", "")));
                var body = (place == null ? "{}" : place).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(place == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_distance_is_from_where_the_ledger_has_the_entry() throws Exception {
        var violation = lead(DASHILAR);
        PLACES.put(violation, "{\"address\": \"樱桃斜街18号\", \"lon\": 116.393100, \"lat\": 39.896000}");
        var kept = upload(Role.OFFICE, Photographs.taken(60, 40, 0x778899), "a.jpg", "?violation=" + violation);
        assertThat(JsonPath.<String>read(text(kept), "$.place.from")).isEqualTo("ENTRY");
        assertThat(JsonPath.<Integer>read(text(kept), "$.place.distanceM")).isEqualTo(100);
    }

    @Test
    void a_photo_is_kept_as_it_is_and_says_when_and_where_it_was_taken() throws Exception {
        var violation = lead(DASHILAR);
        var photo = Photographs.taken(2_000, 1_000, 0x804020);
        var kept = upload(Role.STREET, photo, "IMG_0001.HEIC", "?violation=" + violation);
        assertThat(kept.statusCode()).as(text(kept)).isEqualTo(201);
        assertThat(JsonPath.<String>read(text(kept), "$.type")).isEqualTo("image/jpeg");
        assertThat(JsonPath.<Integer>read(text(kept), "$.sizeBytes")).isEqualTo(photo.length);
        assertThat(JsonPath.<String>read(text(kept), "$.taken")).startsWith("2016-05-09T09:30");
        assertThat(text(kept)).contains("\"lon\":116.393100", "\"lat\":39.895100");
        assertThat(JsonPath.<Integer>read(text(kept), "$.place.distanceM")).isBetween(1, 2_000);
        assertThat(JsonPath.<String>read(text(kept), "$.place.from")).isEqualTo("STREET_CENTRE");
        var sha256 = JsonPath.<String>read(text(kept), "$.sha256");
        assertThat(kept.headers().firstValue("Location")).contains(EVIDENCE + "/" + sha256);

        var original = get(Role.STREET, EVIDENCE + "/" + sha256, DASHILAR);
        assertThat(original.body()).isEqualTo(photo);
        assertThat(original.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(original.headers().firstValue("Cache-Control")).contains("no-store");

        var small = ImageIO.read(new ByteArrayInputStream(
                get(Role.OFFICE, EVIDENCE + "/" + sha256 + "/thumbnail").body()));
        assertThat(small.getHeight()).as("upright, as the camera was held").isEqualTo(320);
        assertThat(small.getWidth()).isBetween(158, 162);

        assertThat(audited(sha256)).contains("ORIGINAL", "THUMBNAIL");
        assertThat(upload(Role.OFFICE, photo, "again.jpg", "").statusCode())
                .as("the same bytes are the same evidence")
                .isEqualTo(200);
    }

    @Test
    void what_may_be_made_public_has_nothing_of_the_camera_in_it() throws Exception {
        var sha256 = sha256(upload(Role.OFFICE, Photographs.taken(300, 200, 0x102030), "a.jpg", ""));
        var rendition = get(Role.OFFICE, EVIDENCE + "/" + sha256 + "/rendition");
        assertThat(rendition.statusCode()).isEqualTo(200);
        assertThat(new String(rendition.body(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "2016:05:09");
        var file = Files.createTempFile("rendition", ".jpg");
        Files.write(file, rendition.body());
        assertThat(CameraHint.of(file)).isEqualTo(CameraHint.NONE);
    }

    static Stream<Arguments> not_taken() throws IOException {
        return Stream.of(
                Arguments.of(
                        "photo.jpg",
                        "MZ\0\0a program".getBytes(StandardCharsets.ISO_8859_1),
                        "evidence-type-not-taken"),
                Arguments.of("photo.png", zipBomb(), "evidence-type-not-taken"),
                Arguments.of(
                        "plan.pdf", "<svg onload='x()'/>".getBytes(StandardCharsets.UTF_8), "evidence-type-not-taken"),
                Arguments.of(
                        "plan.pdf",
                        "<!doctype html><script>x()</script>".getBytes(StandardCharsets.UTF_8),
                        "evidence-type-not-taken"),
                Arguments.of("a.jpg", new byte[0], "evidence-empty"),
                Arguments.of(
                        "half.jpg", Arrays.copyOf(Photographs.picture("jpeg", 600, 600, 7), 300), "evidence-broken"),
                Arguments.of("half.png", Arrays.copyOf(Photographs.picture("png", 600, 600, 8), 60), "evidence-broken"),
                Arguments.of("half.pdf", "%PDF-1.7\nand no end".getBytes(StandardCharsets.UTF_8), "evidence-broken"),
                Arguments.of("bomb.png", Photographs.pretending(100_000, 100_000), "picture-too-large"),
                Arguments.of(
                        "a.mp4",
                        "\0\0\0\u0018ftypisom....".getBytes(StandardCharsets.ISO_8859_1),
                        "video-by-reference"));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource
    void not_taken(String name, byte[] content, String code) throws Exception {
        var refused = upload(Role.OFFICE, content, name, "");
        assertThat(JsonPath.<String>read(text(refused), "$.code"))
                .as(text(refused))
                .isEqualTo(code);
        assertThat(refused.statusCode()).isBetween(400, 499);
        assertThat(JsonPath.<String>read(text(refused), "$.remedy")).isNotBlank();
    }

    @Test
    void a_picture_of_more_bytes_than_allowed_is_refused_and_so_is_a_larger_upload() throws Exception {
        var large = Arrays.copyOf(Photographs.picture("jpeg", 20, 20, 9), 20 * 1024 * 1024 + 1);
        assertThat(JsonPath.<String>read(text(upload(Role.OFFICE, large, "large.jpg", "")), "$.code"))
                .isEqualTo("evidence-too-large");
        assertThat(upload(Role.OFFICE, new byte[52 * 1024 * 1024], "large.pdf", "")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_street_official_sees_what_belongs_to_their_own_cases_by_upload_or_by_a_step() throws Exception {
        var elsewhere = lead("110102010");
        var kept = sha256(upload(Role.OFFICE, pdf("ours"), "a.pdf", "?violation=" + elsewhere));
        assertThat(get(Role.STREET, EVIDENCE + "/" + kept, "110102010").statusCode())
                .isEqualTo(200);
        assertThat(get(Role.STREET, EVIDENCE + "/" + kept, DASHILAR).statusCode())
                .isEqualTo(404);
        assertThat(get(Role.DEPARTMENT, EVIDENCE + "/" + kept).statusCode()).isEqualTo(403);
        assertThat(upload(Role.STREET, pdf("theirs"), "a.pdf", "?violation=" + elsewhere)
                        .statusCode())
                .isEqualTo(403);

        var here = lead(DASHILAR);
        var named = sha256(upload(Role.OFFICE, pdf("named"), "a.pdf", ""));
        assertThat(get(Role.STREET, EVIDENCE + "/" + named, DASHILAR).statusCode())
                .isEqualTo(404);
        file(here);
        var step = http.post(
                "/api/v1/demolition/cases/" + here + "/evidence",
                "{\"kind\": \"PICTURES\", \"document\": \"%s\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}"
                        .formatted(named),
                "Authorization",
                bearer(Role.ENFORCEMENT));
        assertThat(step.status()).as(step.body()).isEqualTo(200);
        var seen = send(HttpRequest.newBuilder(uri(EVIDENCE + "/" + named))
                .header("Authorization", bearer(Role.STREET, DASHILAR))
                .header("Consistency-Token", step.header("Consistency-Token")));
        assertThat(seen.statusCode()).isEqualTo(200);
    }

    @Test
    void evidence_that_names_a_person_lies_encrypted_and_is_gone_with_their_key() throws Exception {
        var party = UUID.randomUUID();
        var words = pdf("名字");
        var kept = upload(Role.LEGAL, words, "a.pdf", "?partyId=" + party);
        assertThat(kept.statusCode()).as(text(kept)).isEqualTo(201);
        var sha256 = sha256(kept);
        assertThat(get(Role.LEGAL, EVIDENCE + "/" + sha256).body()).isEqualTo(words);
        assertThat(stored(sha256)).as("not under its own name").doesNotExist();
        var storedAs = jdbc.sql("SELECT stored_as FROM evidence WHERE sha256 = :sha256")
                .param("sha256", sha256)
                .query(String.class)
                .single();
        assertThat(Files.readString(stored(storedAs), StandardCharsets.ISO_8859_1))
                .doesNotContain("%PDF", "%%EOF");
        assertThat(EvidenceFiles.sha256(stored(storedAs))).isEqualTo(storedAs);
        assertThat(JsonPath.<String>read(text(upload(Role.LEGAL, words, "a.pdf", "")), "$.code"))
                .isEqualTo("evidence-kept-otherwise");

        keys.destroy(party);
        keys.destroy(party);
        var erased = get(Role.LEGAL, EVIDENCE + "/" + sha256);
        assertThat(erased.statusCode()).isEqualTo(410);
        assertThat(JsonPath.<String>read(text(erased), "$.code")).isEqualTo("evidence-erased");
        assertThat(JsonPath.<String>read(text(upload(Role.LEGAL, pdf("more"), "a.pdf", "?partyId=" + party)), "$.code"))
                .isEqualTo("party-erased");
    }

    @Test
    void a_video_is_registered_by_where_it_lies() throws Exception {
        var sha256 = "d".repeat(63) + "1";
        var body = "{\"sha256\": \"%s\", \"location\": \"s3://videos/2016/1.mp4\", \"sizeBytes\": 734003200}"
                .formatted(sha256);
        var kept = http.post(EVIDENCE + "/references", body, "Authorization", bearer(Role.ENFORCEMENT));
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        var elsewhere = get(Role.OFFICE, EVIDENCE + "/" + sha256);
        assertThat(JsonPath.<String>read(text(elsewhere), "$.location")).isEqualTo("s3://videos/2016/1.mp4");
        assertThat(http.post(
                                EVIDENCE + "/references",
                                body.replace("s3:", "file:"),
                                "Authorization",
                                bearer(Role.OFFICE))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_document_has_no_thumbnail_and_an_unknown_hash_no_file() throws Exception {
        var sha256 = sha256(upload(Role.OFFICE, pdf("plain"), "a.pdf", ""));
        assertThat(JsonPath.<String>read(text(get(Role.OFFICE, EVIDENCE + "/" + sha256 + "/thumbnail")), "$.code"))
                .isEqualTo("no-thumbnail");
        assertThat(get(Role.OFFICE, EVIDENCE + "/" + "0".repeat(64)).statusCode())
                .isEqualTo(404);
        assertThat(get(Role.OFFICE, EVIDENCE + "/..%2f..%2fpasswd").statusCode())
                .isBetween(400, 499);
    }

    private static byte[] pdf(String words) {
        return ("%PDF-1.7\n" + words + UUID.randomUUID() + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a"));
            zip.write(new byte[10_000_000]);
        }
        return bytes.toByteArray();
    }

    private static Path stored(String sha256) {
        return Path.of("target/evidence", sha256.substring(0, 2), sha256.substring(2, 4), sha256);
    }

    private List<String> audited(String sha256) {
        return jdbc
                .sql("SELECT details::text FROM audit_record WHERE subject = :sha256 AND action = 'read-evidence'")
                .param("sha256", sha256)
                .query(String.class)
                .list()
                .stream()
                .map(details -> JsonPath.<String>read(details, "$.part"))
                .toList();
    }

    private UUID lead(String street) {
        var id = UUID.randomUUID();
        var entry = new LedgerEntry(
                street + "-" + id, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), DAY, "PATROL", null, false, DAY, null, "street-1"));
        return id;
    }

    private void file(UUID violation) {
        var filed = http.post(
                "/api/v1/demolition/cases/" + violation + "/filing",
                "{\"track\": \"EXISTING\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}",
                "Authorization",
                bearer(Role.OFFICE));
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
    }

    private HttpResponse<byte[]> upload(Role role, byte[] content, String name, String query) throws Exception {
        var boundary = HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, name);
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(HttpRequest.newBuilder(uri(EVIDENCE + query))
                .header("Authorization", bearer(role, DASHILAR))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    private HttpResponse<byte[]> get(Role role, String path, String... streets) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", bearer(role, streets)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String bearer(Role role, String... streets) {
        return "Bearer " + TestIssuer.shared().token(role, streets);
    }

    private static String sha256(HttpResponse<byte[]> kept) {
        return JsonPath.read(text(kept), "$.sha256");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
