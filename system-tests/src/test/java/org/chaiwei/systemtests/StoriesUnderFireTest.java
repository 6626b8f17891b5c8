package org.chaiwei.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.chaiwei.systemtests.Story.People;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many violations at once, with two instances of each service, while instances of each, Kafka and PostgreSQL are killed in the middle; a third
 * of them relapse. How many is {@code -Dstories}: some on every build, five thousand where there is time.
 */
class StoriesUnderFireTest {

    private static final int STORIES = Integer.getInteger("stories", 150);
    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static RunningSystem running;

    @BeforeAll
    static void connect() throws Exception {
        running = RunningSystem.get();
    }

    @Test
    void nothing_is_lost_and_nothing_counts_twice_whatever_is_killed() throws Exception {
        var before = demolishedIn2016();
        var victims = new ArrayDeque<>(List.of(
                "ledger-service",
                "demolition-service-2",
                "kafka",
                "accountability-service",
                "ledger-service-2",
                "postgres"));
        var pause = STORIES / (victims.size() + 1);
        var stories = new ArrayList<Story>();
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lives = new ExecutorCompletionService<Story>(threads);
            var peopleOf = new java.util.HashMap<String, People>();
            for (var number = 0; number < STORIES; number++) {
                var street = Story.STREETS.get(number % Story.STREETS.size());
                // Tokens live for a quarter of an hour.
                if (number % 500 == 0) peopleOf.clear();
                var people = peopleOf.get(street);
                if (people == null) peopleOf.put(street, people = People.of(running, street, PATIENCE));
                slots.acquire();
                if (pause > 0 && number % pause == pause - 1 && !victims.isEmpty()) kill(victims.poll());
                var story = new Story(number, street, people);
                Callable<Story> life = () -> {
                    try {
                        story.untilClosed();
                        if (relapses(story)) story.relapse();
                        return story;
                    } finally {
                        slots.release();
                    }
                };
                lives.submit(life);
            }
            for (var number = 0; number < STORIES; number++)
                stories.add(lives.take().get());
        }
        assertThat(victims).as("never killed").isEmpty();

        // A relapse takes back what its entry had achieved; what stands there now is not demolished.
        var demolished = stories.stream()
                .filter(story -> !relapses(story))
                .map(story -> story.areaM2)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        new Persistent(running.as("leader"), PATIENCE)
                .await(
                        "/api/v1/accountability/progress?asOf=2016-12-31",
                        progress -> demolishedIn2016(progress).compareTo(before.add(demolished)) == 0);
        var report = running.verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.ok()).isTrue();
    }

    private static boolean relapses(Story story) {
        return story.number % 3 == 0;
    }

    private static void kill(String victim) {
        System.out.println("kill -9 " + victim);
        running.system().kill(victim);
    }

    private static BigDecimal demolishedIn2016() throws Exception {
        return demolishedIn2016(running.as("leader")
                .get("/api/v1/accountability/progress?asOf=2016-12-31")
                .expect(200)
                .body());
    }

    private static BigDecimal demolishedIn2016(tools.jackson.databind.JsonNode progress) {
        for (var target : progress.get("targets"))
            if (target.get("id").asString().equals("T-2016"))
                return target.get("demolished").get("netM2").decimalValue();
        throw new AssertionError("no target T-2016 in " + progress);
    }
}
