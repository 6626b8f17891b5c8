package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.chaiwei.systemtests.Story.People;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One violation's whole way through the three services, and what the ranking of the streets makes of it. */
class StoryTest {

    private static final String STREET = "110102013";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static RunningSystem running;

    @BeforeAll
    static void connect() throws Exception {
        running = RunningSystem.get();
        running.divideTargetsAmongStreets();
    }

    @Test
    void a_violation_goes_its_whole_way_and_the_ranking_moves_forward_and_back_with_it() throws Exception {
        var story = new Story(9_001, STREET, People.of(running, STREET, PATIENCE));
        var before = net("2016-06-30");
        var augustBefore = net("2016-08-31");

        story.register();
        assertThat(story.awaitEntry("OPEN").get("remainingM2").decimalValue()).isEqualByComparingTo(story.areaM2);
        story.file();
        story.demolishPart();
        var partly = story.awaitRemaining(story.areaM2.subtract(story.firstPart()));
        assertThat(partly.get("status").asString()).as("partly demolished").isEqualTo("OPEN");
        awaitNet("2016-06-30", before.add(story.firstPart()));

        story.demolishRest();
        story.awaitRemaining(new BigDecimal("0.00"));
        story.accept();
        var closed = story.awaitEntry("CLOSED");
        assertThat(closed.get("ground").asString()).isEqualTo("DEMOLISHED");
        assertThat(closed.get("closedOn").asString()).isEqualTo(Story.ACCEPTED.toString());
        awaitNet("2016-06-30", before.add(story.areaM2));

        var again = story.relapse();
        var old = running.as("office")
                .get("/api/v1/ledger/violations/" + story.violation())
                .expect(200)
                .body();
        assertThat(old.get("status").asString()).as("the old entry").isEqualTo("CLOSED");
        var relapse = running.as("office")
                .get("/api/v1/ledger/violations/" + again)
                .expect(200)
                .body();
        assertThat(relapse.get("origin").asString()).isEqualTo("RELAPSE");
        assertThat(relapse.get("relapseOf").asString()).isEqualTo(story.violation());
        // On its own date, not before: what was reached by the end of June stays.
        awaitNet("2016-08-31", augustBefore);
        assertThat(net("2016-06-30")).isEqualByComparingTo(before.add(story.areaM2));
        assertThat(running.verify().differences()).isEmpty();
    }

    @Test
    void a_closing_that_lacks_something_says_what_and_who_can_supply_it() throws Exception {
        var story = new Story(9_002, STREET, People.of(running, STREET, PATIENCE));
        story.register();
        var refused = running.as("office")
                .post(
                        "/api/v1/ledger/violations/" + story.violation() + "/closing",
                        Map.of("ground", "DEMOLISHED", "reason", "wanted"))
                .expect(409)
                .body();
        assertThat(refused.get("missing"))
                .isNotEmpty()
                .allSatisfy(missing -> assertThat(missing.get("suppliedBy")).isNotEmpty());
    }

    private static BigDecimal net(String asOf) throws Exception {
        return net(running.as("leader")
                .get("/api/v1/accountability/ranking?asOf=" + asOf)
                .expect(200)
                .body());
    }

    private static BigDecimal net(JsonNode ranking) {
        for (var place : ranking.get("streets"))
            if (place.get("street").asString().equals(STREET))
                return place.get("demolished").get("netM2").decimalValue();
        throw new AssertionError("no street " + STREET + " in " + ranking);
    }

    private static void awaitNet(String asOf, BigDecimal netM2) throws Exception {
        new Persistent(running.as("leader"), PATIENCE)
                .await(
                        "/api/v1/accountability/ranking?asOf=" + asOf,
                        ranking -> net(ranking).compareTo(netM2) == 0);
    }
}
