package org.chaiwei.demolition.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Notices on their way to a webhook that takes them, refuses them, and takes them again. */
class WebhookTest {

    private static final String SECRET = "a secret of at least thirty-two characters";
    private static JdbcTemplate jdbc;

    private record Received(String id, String timestamp, String signature, String body) {}

    private final List<Received> received = new ArrayList<>();
    private volatile int status = 200;
    private Instant now = Instant.parse("2026-06-02T02:00:00Z");
    private HttpServer server;
    private WhenNoticedThenSend sending;

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create("inbox");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/inbox")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(
                new SingleConnectionDataSource(database.jdbcUrl(), database.app(), database.appPassword(), true));
    }

    @BeforeEach
    void listen() throws IOException {
        jdbc.update("DELETE FROM inbox_notice");
        jdbc.update("UPDATE inbox_delivery SET position = 0, failures = 0, given_up = 0, next_try_at = 'epoch'");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/notices", exchange -> {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    headers.getFirst(WebhookNotifications.ID),
                    headers.getFirst(WebhookNotifications.TIMESTAMP),
                    headers.getFirst(WebhookNotifications.SIGNATURE),
                    body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/notices");
        var clock = clock();
        sending = new WhenNoticedThenSend(
                JdbcClient.create(jdbc),
                List.of(new WebhookNotifications(url, SECRET, new JsonMapper(), clock)),
                clock);
        sending.run(() -> false); // begins behind what there is
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void each_notice_is_posted_once_in_its_order_and_signed() throws Exception {
        add(1, 2, 3);
        sending.run(() -> false);
        sending.run(() -> false);
        assertThat(received).extracting(Received::id).containsExactly(id(1), id(2), id(3));
        var first = received.getFirst();
        assertThat(JsonPath.<String>read(first.body, "$.person")).isEqualTo("u-1");
        assertThat(JsonPath.<String>read(first.body, "$.level")).isEqualTo("OVERDUE");
        assertThat(JsonPath.<String>read(first.body, "$.dueOn")).isEqualTo("2026-06-01");
        assertThat(first.timestamp).isEqualTo(Long.toString(now.getEpochSecond()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(first.signature)
                .isEqualTo("sha256="
                        + HexFormat.of()
                                .formatHex(mac.doFinal(
                                        (first.timestamp + "." + first.body).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void what_is_not_taken_comes_again_after_a_pause_that_doubles() {
        add(1, 2);
        status = 503;
        sending.run(() -> false);
        sending.run(() -> false);
        assertThat(received).as("the second waits behind the first").hasSize(1);
        after(Duration.ofSeconds(5));
        sending.run(() -> false);
        after(Duration.ofSeconds(5));
        sending.run(() -> false);
        assertThat(received).as("the pause has doubled").hasSize(2);
        status = 200;
        after(Duration.ofSeconds(5));
        sending.run(() -> false);
        assertThat(received).extracting(Received::id).containsExactly(id(1), id(1), id(1), id(2));
    }

    @Test
    void what_is_never_taken_is_given_up_and_the_next_one_goes_on() {
        add(1, 2);
        status = 400;
        for (int i = 0; i < WhenNoticedThenSend.TRIES_MAX; i++) {
            if (i == WhenNoticedThenSend.TRIES_MAX - 1) status = 302;
            sending.run(() -> false);
            after(Duration.ofHours(1));
        }
        assertThat(received.getLast().id).isEqualTo(id(2));
        assertThat(jdbc.queryForObject("SELECT given_up FROM inbox_delivery", Integer.class))
                .isOne();
    }

    @Test
    void a_webhook_without_a_secret_stops_the_start() {
        assertThatThrownBy(() -> new NotificationProperties.Webhook(URI.create("https://example.org"), "short"))
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> new NotificationProperties.Webhook(URI.create("file:///tmp"), SECRET))
                .hasMessageContaining("url");
    }

    private void after(Duration pause) {
        now = now.plus(pause);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private static String id(int position) {
        return new UUID(0, position).toString();
    }

    private void add(int... positions) {
        var notices = new ArrayList<Notice>();
        for (var position : positions)
            notices.add(new Notice(
                    new UUID(0, position),
                    "u-1",
                    null,
                    "110102013",
                    Notice.Kind.DEADLINE_REACHED,
                    new UUID(1, 1),
                    new UUID(2, 2),
                    "OVERDUE",
                    null,
                    "ORDER_ISSUED",
                    "order-within-ninety-days",
                    LocalDate.of(2026, 6, 1),
                    false,
                    List.of("HANDLER"),
                    LocalDate.of(2026, 6, 2),
                    position,
                    now));
        new InboxRows(jdbc).add(notices);
    }
}
