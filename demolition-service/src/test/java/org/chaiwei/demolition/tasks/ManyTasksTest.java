package org.chaiwei.demolition.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.chaiwei.demolition.ManyCases;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A list of more tasks than a total counts. The service and its database are the test's own. */
@TestPropertySource(properties = "spring.application.name=many-tasks")
@DirtiesContext
class ManyTasksTest extends RunningService {

    private static final int CASES = 3_000;
    private static final String TASKS = "/api/v1/demolition/tasks";

    @Autowired
    private StagedAppend staged;

    @Autowired
    private DataSource database;

    @Autowired
    private EventLog log;

    @Autowired
    private ViewPositions positions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void a_long_list_has_every_task_once_in_the_order_of_its_days_and_bounded_totals() throws Exception {
        ManyCases.fill(staged, database, CASES, LocalDate.now(BusinessClock.ZONE));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> positions.position("deadlines") >= log.head().position());
        var first = get("office-1", Role.OFFICE, TASKS);
        assertThat(first.<Integer>json("$.countedUpTo")).isEqualTo(1_000);
        assertThat(first.<Integer>json("$.totals.READY")).isEqualTo(1_000);

        var found = new ArrayList<String>();
        var days = new ArrayList<String>();
        var cursor = "";
        do {
            var page = get("office-1", Role.OFFICE, TASKS + "?limit=200&cursor=" + cursor);
            for (var item : page.<List<Map<String, Object>>>json("$.items")) {
                found.add(item.get("violation") + " " + item.get("act"));
                days.add(item.get("dueOn") == null ? "none" : item.get("dueOn").toString());
            }
            cursor = page.<String>json("$.next");
        } while (cursor != null);
        assertThat(found).doesNotHaveDuplicates().hasSize(count("role:office"));
        assertThat(days).isSorted();

        var mine = get(ManyCases.handler(7), Role.ENFORCEMENT, TASKS + "?state=OVERDUE&limit=200");
        assertThat(mine.<List<String>>json("$.items[*].handler")).isNotEmpty().containsOnly(ManyCases.handler(7));
        assertThat(mine.<List<String>>json("$.items[*].act")).containsOnly("RESTORED");
    }

    private int count(String owner) {
        return jdbc.sql("SELECT count(*) FROM case_task WHERE owner = :owner")
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    private Answer get(String person, Role role, String path) {
        var answer =
                http.get(path, "Authorization", "Bearer " + TestIssuer.shared().tokenOf(person, role));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
