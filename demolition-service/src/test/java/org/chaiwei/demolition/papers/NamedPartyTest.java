package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** 当事人 on papers: the name comes from the ledger's registry, which this test stands in for. */
class NamedPartyTest extends RunningService {

    private static final String API = "/api/v1/demolition";

    /** What the registry answers to whom it is asked about. */
    private static final Map<UUID, String> NAMES = new ConcurrentHashMap<>();

    private static final UUID AWAY = UUID.randomUUID();
    private static final HttpServer LEDGER = ledger();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void registry(DynamicPropertyRegistry properties) {
        properties.add(
                "chaiwei.ledger.address",
                () -> "http://127.0.0.1:" + LEDGER.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        LEDGER.stop(0);
    }

    @Test
    void a_paper_prints_the_registrys_name_and_is_kept_encrypted_and_the_asking_is_on_record() throws Exception {
        var party = UUID.randomUUID();
        NAMES.put(party, "王小明");
        var issued = issue(caseOf(party));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        assertThat(text(issued))
                .contains("王小明：", "牛街街道樱桃斜街18号院")
                .doesNotContain("编号" + party.toString().substring(0, 8));
        assertThat(issued.body()).doesNotContain("王小明");
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM audit_record WHERE action = 'print-party-name' AND subject = :party AND actor = 'enforcement-1'")
                        .param("party", party.toString())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("SELECT party FROM evidence WHERE sha256 = :sha256 AND stored_as <> sha256")
                        .param("sha256", issued.<String>json("$.sha256"))
                        .query(UUID.class)
                        .single())
                .isEqualTo(party);
        assertThat(jdbc.sql("SELECT count(*) FROM event_store.event WHERE convert_from(payload, 'UTF8') LIKE '%王小明%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whom_the_registry_does_not_have_is_printed_by_their_id_with_a_line_for_the_name() throws Exception {
        var party = UUID.randomUUID();
        assertThat(text(issue(caseOf(party)))).contains("编号" + party.toString().substring(0, 8));
    }

    @Test
    void while_the_registry_does_not_answer_no_paper_is_issued_without_its_name() {
        var violation = caseOf(AWAY);
        assertThat(issue(violation).status()).isEqualTo(503);
        assertThat(http.get(API + "/cases/" + violation + "/papers", "Authorization", bearer(Role.OFFICE))
                        .<List<Object>>json("$.items"))
                .isEmpty();
    }

    private static HttpServer ledger() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v1/ledger/parties/", exchange -> {
                var party = UUID.fromString(exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
                var token = exchange.getRequestHeaders().getFirst("Authorization");
                var name = NAMES.get(party);
                var body = "{\"id\": \"%s\", \"name\": \"%s\", \"phone\": null, \"masked\": false}"
                        .formatted(party, name)
                        .getBytes(StandardCharsets.UTF_8);
                var status = party.equals(AWAY) ? 500 : token == null ? 401 : name == null ? 404 : 200;
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.createContext("/api/v1/ledger/violations/", exchange -> {
                var body = "{\"address\": \"樱桃斜街18号院\", \"lon\": 116.393100, \"lat\": 39.895100}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer issue(UUID violation) {
        return post(
                violation,
                "papers",
                "{\"kind\": \"NOTICE\", \"occurredOn\": \"2016-05-12\", \"days\": 15, \"reason\": \"补录\", \"fields\": {\"facts\": \"砖混结构一处\"}}");
    }

    private Answer post(UUID violation, String request, String body) {
        return http.post(API + "/cases/" + violation + "/" + request, body, "Authorization", bearer(Role.ENFORCEMENT));
    }

    private String text(Answer issued) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + issued.<String>json("$.pdf")))
                .header("Authorization", bearer(Role.OFFICE))
                .header("Consistency-Token", issued.header("Consistency-Token"))
                .build();
        var pdf = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private UUID caseOf(UUID party) {
        var id = UUID.randomUUID();
        var day = LocalDate.of(2016, 5, 9);
        var entry = new LedgerEntry(
                "N-" + id, "GENERAL", "110102018", null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), day, "PATROL", party, false, day, null, "street-1"));
        return id;
    }

    private static String bearer(Role role) {
        return "Bearer " + TestIssuer.shared().token(role);
    }
}
