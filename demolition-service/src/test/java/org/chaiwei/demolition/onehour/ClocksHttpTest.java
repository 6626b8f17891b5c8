package org.chaiwei.demolition.onehour;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.demolition.enforcement.ClockTelling;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The one-hour clock over HTTP. Its cases stand in streets that no other test uses; the service looks at the clocks itself. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClocksHttpTest extends RunningService {

    private static final String ROOT = "/api/v1/demolition";

    @LocalServerPort
    private int port;

    @Autowired
    private BusinessClock clock;

    @Autowired
    private EventLog log;

    @Autowired
    private ClockTelling telling;

    private OffsetDateTime begun;

    @Test
    void a_running_clock_is_on_the_board_with_what_is_left_of_each_time() {
        var street = "110102911";
        var id = confirmed(street, 5);
        assertThat(enter(id, "dispatch", 3, null).status()).isEqualTo(200);
        var board = get("/clocks?street=" + street, Role.OFFICE);
        assertThat(board.status()).as(board.body()).isEqualTo(200);
        assertThat(board.<List<String>>json("$.clocks[*].violation")).containsExactly(id.toString());
        assertThat(board.<String>json("$.clocks[0].state")).isEqualTo("RUNNING");
        assertThat(board.<Integer>json("$.clocks[0].remainingSeconds")).isBetween(3_200, 3_300);
        assertThat(board.<List<String>>json("$.clocks[0].milestones[*].milestone"))
                .containsExactly("DISPATCHED", "ON_SITE", "STOPPED", "REMOVED");
        assertThat(board.<List<String>>json("$.clocks[0].milestones[*].progress"))
                .containsExactly("IN_TIME", "AHEAD", "AHEAD", "AHEAD");
        assertThat(board.<List<Integer>>json("$.clocks[0].milestones[*].limitMinutes"))
                .containsExactly(10, 30, null, 60);
        assertThat(board.<Map<String, Object>>json("$.streets")).isEqualTo(Map.of(street, Map.of("RUNNING", 1)));
    }

    @Test
    void a_pause_needs_a_reason_and_stops_the_seconds() {
        var street = "110102912";
        var id = confirmed(street, 5);
        var refused = enter(id, "pause", 4, null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.<String>json("$.code")).isEqualTo("pause-without-reason");
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo("reason");
        assertThat(enter(id, "pause", 4, "暴雨红色预警").status()).isEqualTo(200);
        var paused = get("/clocks/" + id, Role.LEADER);
        assertThat(paused.<String>json("$.state")).isEqualTo("PAUSED");
        assertThat(paused.<Integer>json("$.ranSeconds")).isEqualTo(60);
        assertThat(paused.<String>json("$.pausedSince")).isNotNull();
        assertThat(enter(id, "pause", 3, "再停").<String>json("$.code")).isEqualTo("already-paused");
        assertThat(enter(id, "resume", 2, null).status()).isEqualTo(200);
        assertThat(get("/clocks/" + id, Role.LEADER).<Integer>json("$.ranSeconds"))
                .isBetween(180, 240);
        assertThat(history(id).<String>json("$[2].reason")).isEqualTo("暴雨红色预警");
    }

    @Test
    void what_runs_out_is_told_once_and_a_removal_that_was_in_time_is_kept_all_the_same() throws Exception {
        var street = "110102913";
        var id = confirmed(street, 65);
        while (missed(id).size() < 3) TimeUnit.MILLISECONDS.sleep(50);
        assertThat(history(id).<List<String>>json("$[?(@.type == 'OneHourClockMissed')].data.toRole"))
                .containsExactly("office", "leader", "leader");
        assertThat(get("/clocks/" + id, Role.OFFICE).<String>json("$.state")).isEqualTo("OVER");

        var filing = post(
                "/cases/" + id + "/filing",
                "{\"track\": \"UNDER_CONSTRUCTION\", \"occurredOn\": \"%s\"}"
                        .formatted(clock.today().minusDays(1)),
                Role.OFFICE);
        assertThat(filing.status()).as(filing.body()).isEqualTo(200);
        var demolished = post(
                "/cases/" + id + "/demolitions",
                """
                {"areaM2": 20.00, "whole": true, "by": "OWNER", "beforePhoto": "%s", "afterPhoto": "%s", "occurredAt": "%s"}""".formatted("a".repeat(64), "b".repeat(64), ago(10)),
                Role.ENFORCEMENT);
        assertThat(demolished.status()).as(demolished.body()).isEqualTo(200);
        while (!types(id).contains("OneHourClockStopped")) TimeUnit.MILLISECONDS.sleep(50);
        assertThat(missed(id)).containsExactly("DISPATCHED", "ON_SITE", "REMOVED");
        var kept = get("/clocks/" + id, Role.OFFICE);
        assertThat(kept.<String>json("$.state")).isEqualTo("KEPT");
        assertThat(kept.<Integer>json("$.ranSeconds")).isEqualTo(55 * 60);
        assertThat(kept.<String>json("$.milestones[3].progress")).isEqualTo("IN_TIME");
        assertThat(kept.<Boolean>json("$.milestones[3].told")).isTrue();
        assertThat(enter(id, "pause", 20, "补录").<String>json("$.code")).isEqualTo("clock-has-stopped");
    }

    /** As from several instances that look at the same time, beside the running service that looks too. */
    @Test
    void however_many_look_at_once_each_miss_is_told_once() throws Exception {
        var clocks = new ArrayList<UUID>();
        for (int each = 0; each < 10; each++) clocks.add(confirmed("110102917", 70));
        Callable<Void> look = () -> {
            for (int again = 0; again < 3; again++) for (var id : clocks) telling.tell(id, clock.now());
            return null;
        };
        try (var lookers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : lookers.invokeAll(Collections.nCopies(4, look))) done.get();
        }
        for (var id : clocks) assertThat(missed(id)).containsExactly("DISPATCHED", "ON_SITE", "REMOVED");
    }

    @Test
    void a_street_sees_its_own_and_a_clock_runs_only_where_a_discovery_was_confirmed() {
        var mine = confirmed("110102914", 1);
        var other = confirmed("110102915", 1);
        var board = get("/clocks", Role.STREET, "110102914");
        assertThat(board.<List<String>>json("$.clocks[*].violation")).containsExactly(mine.toString());
        assertThat(board.<Map<String, Object>>json("$.streets")).containsOnlyKeys("110102914");
        assertThat(get("/clocks?street=110102915", Role.STREET, "110102914").<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get("/clocks/" + other, Role.STREET, "110102914").<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get("/clocks", Role.DEPARTMENT).<String>json("$.code")).isEqualTo("role-may-not");
        var unconfirmed = lead("110102914");
        assertThat(get("/clocks/" + unconfirmed, Role.OFFICE).status()).isEqualTo(404);
        var early = enter(unconfirmed, "dispatch", 0, null, "110102914");
        assertThat(early.<String>json("$.code")).isEqualTo("not-ready");
        assertThat(early.<String>json("$.missing[0].request")).isEqualTo("discovery");
        assertThat(get("/clocks?street=1", Role.OFFICE).status()).isEqualTo(400);
    }

    @Test
    void the_stream_tells_the_whole_board_first_and_again_when_something_happens() throws Exception {
        var street = "110102916";
        var id = confirmed(street, 2);
        get("/clocks", Role.OFFICE); // the view has taken it in
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + ROOT + "/clocks/stream?street=" + street))
                .header("Authorization", "Bearer " + TestIssuer.shared().token(Role.LEADER));
        try (var client = HttpClient.newHttpClient();
                var lines = new BufferedReader(new InputStreamReader(
                        client.send(request.build(), BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            assertThat(JsonPath.<List<String>>read(next(lines), "$.clocks[*].violation"))
                    .containsExactly(id.toString());
            enter(id, "site", 0, null);
            while (!JsonPath.<List<String>>read(next(lines), "$.clocks[0].milestones[*].progress")
                    .equals(List.of("IN_TIME", "IN_TIME", "AHEAD", "AHEAD"))) {}
        }
    }

    /** The data of the next board. */
    private static String next(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine())
            if (line.startsWith("data:")) return line.substring("data:".length());
        throw new IOException("the stream has ended");
    }

    private UUID confirmed(String street, int minutesAgo) {
        var id = lead(street);
        var answer = post(
                "/cases/" + id + "/discovery",
                "{\"occurredAt\": \"%s\"}".formatted(ago(minutesAgo)),
                Role.STREET,
                street);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    private UUID lead(String street) {
        var id = UUID.randomUUID();
        var day = clock.today().minusDays(1);
        var entry = new LedgerEntry(
                street + "-" + id, "GENERAL", street, null, null, null, null, "OTHER", List.of(), 0, "NEW");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), day, "PATROL", null, false, day, null, "street-1"));
        return id;
    }

    private Answer enter(UUID id, String what, int minutesAgo, String reason) {
        return enter(id, what, minutesAgo, reason, null);
    }

    private Answer enter(UUID id, String what, int minutesAgo, String reason, String street) {
        var why = reason == null ? "" : ", \"reason\": \"" + reason + "\"";
        return post(
                "/cases/" + id + "/clock/" + what,
                "{\"occurredAt\": \"%s\"%s}".formatted(ago(minutesAgo), why),
                street == null ? Role.ENFORCEMENT : Role.STREET,
                street == null ? new String[0] : new String[] {street});
    }

    /** Before the test began. */
    private OffsetDateTime ago(int minutes) {
        if (begun == null)
            begun = clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        return begun.minusMinutes(minutes);
    }

    private List<String> missed(UUID id) {
        return history(id).json("$[?(@.type == 'OneHourClockMissed')].data.milestone");
    }

    private List<String> types(UUID id) {
        return history(id).json("$[*].type");
    }

    private Answer history(UUID id) {
        return get("/cases/" + id + "/history", Role.OFFICE);
    }

    private Answer post(String path, String body, Role role, String... streets) {
        return http.post(
                ROOT + path,
                body,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets));
    }

    private Answer get(String path, Role role, String... streets) {
        var head = log.head();
        return http.get(
                ROOT + path,
                "Authorization",
                "Bearer " + TestIssuer.shared().token(role, streets),
                ConsistencyToken.HEADER,
                new ConsistencyToken(head.epoch(), head.position()).text());
    }
}
