package org.chaiwei.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "chaiwei.service=test")
@ExtendWith(OutputCaptureExtension.class)
class ProblemTest {

    @LocalServerPort
    int port;

    private Http http;
    private String bearer;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("platform", registry::add);
    }

    @BeforeEach
    void login() {
        http = new Http(port);
        bearer = "Bearer " + TestIssuer.shared().token(Role.OFFICE);
    }

    @Test
    void a_refusal_tells_its_code_its_words_and_what_the_caller_needs() {
        var answer = get("/test/refused");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Language")).isEqualTo("zh");
        assertThat(answer.<String>json("$.type")).isEqualTo("urn:chaiwei:problem:shelf-full");
        assertThat(answer.<String>json("$.code")).isEqualTo("shelf-full");
        assertThat(answer.<String>json("$.title")).isEqualTo("架已满");
        assertThat(answer.<String>json("$.detail")).isEqualTo("架上已有 12.50 册，自 2016-05-01 起。");
        assertThat(answer.<String>json("$.remedy")).isEqualTo("请用 甲、乙。");
        assertThat(answer.<String>json("$.instance")).isEqualTo("/test/refused");
        assertThat(answer.body())
                .contains("\"held\":12.50")
                .contains("\"since\":\"2016-05-01\"")
                .contains("\"status\":409");
    }

    @Test
    void who_prefers_english_is_answered_in_english_and_everybody_else_in_chinese() {
        assertThat(get("/test/refused", "Accept-Language", "en-GB,zh;q=0.5").<String>json("$.remedy"))
                .isEqualTo("Use 甲, 乙.");
        assertThat(get("/test/refused", "Accept-Language", "de, zh-CN;q=0.9").<String>json("$.title"))
                .isEqualTo("架已满");
        assertThat(get("/test/refused", "Accept-Language", "fr").<String>json("$.title"))
                .isEqualTo("架已满");
        assertThat(get("/test/refused", "Accept-Language", ";;;=").<String>json("$.title"))
                .isEqualTo("架已满");
    }

    @Test
    void every_field_that_is_wrong_is_named_with_its_remedy() {
        var answer = post("/test/things", "{\"name\":\" \",\"areaM2\":-1,\"parts\":[{\"count\":1000}]}");
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.<List<String>>json("$.errors[*].field"))
                .containsExactlyInAnyOrder("name", "areaM2", "parts[0].count");
        assertThat(answer.<List<String>>json("$.errors[?(@.field=='areaM2')].remedy"))
                .containsExactly("界限为 0.01。");
    }

    @Test
    void a_caller_who_breaks_off_while_sending_is_no_error(CapturedOutput log) throws IOException {
        try (var caller = new Socket("127.0.0.1", port)) {
            caller.getOutputStream()
                    .write(
                            "POST /test/things HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nAuthorization: %s\r\nContent-Length: 99\r\n\r\n{\"na"
                                    .formatted(bearer)
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        await().until(() -> log.getOut().contains("a caller broke off while sending"));
        assertThat(log.getOut()).doesNotContain("ERROR");
    }

    @Test
    void a_body_of_the_wrong_form_is_told_by_field() {
        assertField(post("/test/things", "{\"name\":\"a\",\"areaM2\":\"much\"}"), "areaM2", "not-a-number");
        assertField(post("/test/things", "{\"name\":\"a\",\"areaM2\":1,\"on\":\"2016-02-31\"}"), "on", "not-a-date");
        assertField(post("/test/things", "{\"name\":\"a\",\"areaM2\":1,\"kind\":\"BOX\"}"), "kind", "not-one-of");
        assertField(post("/test/things", "{\"name\":\"a\",\"areaM2\":1,\"nmae\":\"b\"}"), "nmae", "unknown");
        assertField(
                post("/test/things", "{\"name\":\"a\",\"areaM2\":1,\"parts\":[{\"count\":\"x\"}]}"),
                "parts[0].count",
                "not-an-integer");
        assertField(post("/test/things", "{\"name\":[],\"areaM2\":1}"), "name", "not-a-text");
    }

    @Test
    void a_record_may_refuse_its_values_in_its_constructor() {
        assertProblem(post("/test/things", "{\"name\":\"forbidden word\",\"areaM2\":1}"), 409, "shelf-full");
    }

    @Test
    void a_body_that_is_no_json_is_told_by_line_and_column() {
        var answer = post("/test/things", "{\n  \"name\" \"a\"}");
        assertProblem(answer, 400, "unreadable-body");
        assertThat(answer.<Integer>json("$.line")).isEqualTo(2);
        assertProblem(post("/test/things", ""), 400, "unreadable-body");
    }

    @Test
    void a_parameter_that_is_wrong_missing_or_unknown_is_named() {
        assertField(get("/test/things?on=yesterday&size=1"), "on", "not-a-date");
        assertField(get("/test/things?on=2016-05-01&size=500"), "size", "max");
        assertField(get("/test/things?size=5"), "on", "missing");
        assertField(get("/test/things?on=2016-05-01&stret=1"), "stret", "unknown");
        assertField(get("/test/filtered?street=1&stret=1"), "stret", "unknown");
        assertField(get("/test/filtered?from=soon"), "from", "not-a-date");
        assertField(get("/test/things/12"), "id", "not-a-uuid");
        assertField(get("/test/header"), "X-Needed", "missing");
        assertThat(get("/test/filtered?street=1&from=2016-05-01&tag=A&tag=B").<List<String>>json("$.tags"))
                .containsExactly("A", "B");
        assertField(get("/test/filtered?tags=A"), "tags", "unknown");
    }

    @Test
    void what_http_refuses_is_a_problem_too() {
        assertProblem(get("/nowhere"), 404, "not-found");
        assertProblem(get("/error"), 404, "not-found");
        var answer = http.send("DELETE", "/test/refused", null, "Authorization", bearer);
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET");
        assertProblem(get("/test/text", "Accept", "image/png"), 406, "not-acceptable");
        assertProblem(post("/test/things", "name=a", "Content-Type", "text/plain"), 415, "unsupported-media-type");
        assertProblem(get("/test/a;b=c//d"), 400, "bad-request");
    }

    @Test
    void a_file_that_is_too_large_is_refused() {
        var body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                + "x".repeat(1_100_000) + "\r\n--b--\r\n";
        assertProblem(post("/test/upload", body, "Content-Type", "multipart/form-data; boundary=b"), 413, "too-large");
        assertField(
                post("/test/upload", "--b--\r\n", "Content-Type", "multipart/form-data; boundary=b"),
                "file",
                "missing");
    }

    @Test
    void a_fault_of_ours_gives_an_id_and_nothing_of_its_inside() {
        var answer = get("/test/fault");
        assertProblem(answer, 500, "unexpected");
        assertThat(UUID.fromString(answer.json("$.errorId"))).isNotNull();
        assertThat(answer.<String>json("$.detail")).contains(answer.<String>json("$.errorId"));
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void a_resource_that_is_away_for_a_while_asks_to_come_again() {
        var answer = get("/test/away");
        assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void a_database_that_is_lost_asks_to_come_again_however_it_is_told() {
        for (var state : List.of("08006", "53300", "57P01"))
            assertThat(Failures.refusalOf(new IllegalStateException("read", new SQLException("gone", state)))
                            .status())
                    .isEqualTo(503);
        assertThat(Failures.refusalOf(new IllegalStateException("read", new SQLException("wrong", "42601")))
                        .status())
                .isEqualTo(500);
        assertThat(Failures.refusalOf(
                                new IllegalStateException("read", new SQLTransientConnectionException("none free")))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void a_transaction_whose_connection_breaks_asks_to_come_again() {
        assertProblem(get("/test/cut"), 503, "unavailable");
    }

    @Test
    void a_denial_inside_a_controller_is_a_403() {
        assertProblem(get("/test/denied"), 403, "forbidden");
    }

    @Test
    void an_answer_that_breaks_off_breaks_the_connection() {
        assertThat(catchThrowable(() -> get("/test/half"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void every_field_error_of_the_platform_is_explained_in_both_languages() {
        var codes = List.of(
                "missing",
                "unknown",
                "malformed",
                "not-one-of",
                "not-a-date",
                "not-an-instant",
                "not-a-uuid",
                "not-an-integer",
                "not-a-number",
                "not-a-boolean",
                "not-a-text",
                "not-a-list");
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missingForFields(codes))
                .isEmpty();
    }

    @Test
    void every_refusal_of_the_platform_is_explained_in_both_languages() {
        var codes = Stream.of(RequestRefusal.class.getPermittedSubclasses())
                .map(type -> Refusal.codeOf(type.asSubclass(Refusal.class)))
                .toList();
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    private Http.Answer get(String path, String... headers) {
        return http.get(path, with(headers));
    }

    private Http.Answer post(String path, String body, String... headers) {
        return http.post(path, body, with(headers));
    }

    private String[] with(String... headers) {
        return Stream.concat(Stream.of("Authorization", bearer), Stream.of(headers))
                .toArray(String[]::new);
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.<String>json("$.code")).isEqualTo(code);
        for (var member : List.of("title", "detail", "remedy"))
            assertThat(answer.<String>json("$." + member)).isNotBlank();
    }

    private static void assertField(Http.Answer answer, String field, String code) {
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.<List<String>>json("$.errors[*].field")).containsExactly(field);
        assertThat(answer.<List<String>>json("$.errors[*].code")).containsExactly(code);
        assertThat(answer.<String>json("$.errors[0].message")).isNotBlank();
        assertThat(answer.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    record ShelfFull(BigDecimal held, LocalDate since, List<String> others) implements Refusal {
        @Override
        public int status() {
            return 409;
        }

        static RefusedException refused() {
            return new RefusedException(
                    new ShelfFull(new BigDecimal("12.50"), LocalDate.of(2016, 5, 1), List.of("甲", "乙")));
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(Things.class)
    static class Service {}

    @RestController
    static class Things {

        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Things(JdbcClient jdbc, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            this.transaction = new TransactionTemplate(transactions);
        }

        enum Kind {
            SHELF,
            DRAWER
        }

        record Thing(
                @NotBlank String name,
                @DecimalMin("0.01") BigDecimal areaM2,
                LocalDate on,
                Kind kind,
                List<@Valid Part> parts) {
            Thing {
                if ("forbidden word".equals(name)) throw ShelfFull.refused();
            }
        }

        record Part(@Max(999) int count) {}

        record Filter(
                String street,
                LocalDate from,
                @BindParam("tag") List<String> tags) {}

        @GetMapping("/test/refused")
        void refused() {
            throw ShelfFull.refused();
        }

        @PostMapping("/test/things")
        Thing put(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @GetMapping("/test/things")
        List<Thing> list(@RequestParam LocalDate on, @RequestParam(required = false) @Max(200) Integer size) {
            return List.of();
        }

        @GetMapping("/test/filtered")
        Filter list(@ModelAttribute Filter filter) {
            return filter;
        }

        @GetMapping("/test/things/{id}")
        Thing get(@PathVariable UUID id) {
            throw new IllegalStateException("never here");
        }

        @GetMapping("/test/header")
        void header(@RequestHeader("X-Needed") String needed) {}

        @GetMapping(value = "/test/text", produces = MediaType.TEXT_PLAIN_VALUE)
        String text() {
            return "text";
        }

        @PostMapping("/test/upload")
        void upload(@RequestParam MultipartFile file) {}

        @GetMapping("/test/fault")
        void fault() {
            throw new IllegalStateException("a secret of the inside");
        }

        @GetMapping("/test/away")
        void away() {
            throw new QueryTimeoutException("slow");
        }

        @GetMapping("/test/cut")
        void cut() {
            transaction.executeWithoutResult(_ -> jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())")
                    .query(Boolean.class)
                    .single());
        }

        @GetMapping("/test/denied")
        void denied() {
            throw new AccessDeniedException("no");
        }

        @GetMapping("/test/half")
        void half(HttpServletResponse response) throws IOException {
            response.getOutputStream().write("half an".getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            throw new IllegalStateException("the other half is lost");
        }
    }
}
