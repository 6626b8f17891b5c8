package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
import static org.chaiwei.demolition.enforcement.Examples.DISCOVERED;
import static org.chaiwei.demolition.enforcement.Examples.ENTRY;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.m2;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;

/** Whose turn it is, along one case of 2026. */
class TaskTest {

    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);

    private final List<CaseEvent> events = new ArrayList<>(List.of(new CaseEvent.LeadReceived(
            ID,
            new UUID(0, 1),
            ENTRY.ledgerNumber(),
            "GENERAL",
            DASHILAR,
            "STORAGE",
            List.of(),
            0,
            "EXISTING",
            m2("20"),
            null,
            DISCOVERED,
            DISCOVERED,
            null,
            null)));

    @Test
    void a_lead_waits_to_be_filed() {
        assertThat(acts(MARCH_2)).containsExactly(Act.FILED);
        assertThat(tasks(MARCH_2).getFirst().roles()).containsExactly("enforcement", "office");
    }

    @Test
    void leads_that_are_judged_together_have_each_their_own_tasks() {
        var together = new TasksOfLeads();
        var withdrawn = new ArrayList<>(events);
        withdrawn.add(new CaseEvent.EntryWithdrawn(ID, new UUID(0, 2), MARCH_2));
        assertThat(CaseInTime.of(ID, events, LAW, together).tasks(MARCH_2))
                .isEqualTo(tasks(MARCH_2))
                .isNotEmpty();
        assertThat(CaseInTime.of(ID, withdrawn, LAW, together).tasks(MARCH_2)).isEmpty();
        filed();
        assertThat(CaseInTime.of(ID, events, LAW, together).tasks(MARCH_2)).isEqualTo(tasks(MARCH_2));
        assertThat(acts(MARCH_2)).doesNotContain(Act.FILED);
    }

    @Test
    void a_filed_case_asks_for_the_next_step_and_shows_the_order_that_has_a_last_day() {
        filed();
        assertThat(acts(MARCH_2)).containsExactly(Act.EVIDENCE_COLLECTED, Act.ORDER_ISSUED);
        var order = task(Act.ORDER_ISSUED, MARCH_2);
        assertThat(order.dueOn()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(order.earliest()).isNull();
        assertThat(order.why()).isNotEmpty();
        done(Act.EVIDENCE_COLLECTED, MARCH_2);
        assertThat(acts(MARCH_2)).containsExactly(Act.OPINION_UNLAWFUL, Act.ORDER_ISSUED);
        done(Act.OPINION_UNLAWFUL, MARCH_2);
        assertThat(acts(MARCH_2)).containsExactly(Act.NOTICE_ISSUED, Act.ORDER_ISSUED);
    }

    @Test
    void what_nothing_is_wanting_for_but_time_has_its_day() {
        filed();
        done(Act.EVIDENCE_COLLECTED, MARCH_2);
        done(Act.OPINION_UNLAWFUL, MARCH_2);
        done(Act.NOTICE_ISSUED, MARCH_2);
        done(Act.NOTICE_SERVED, MARCH_2);
        var lapse = task(Act.STATEMENT_LAPSED, MARCH_2);
        assertThat(lapse.earliest()).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(lapse.why()).isEmpty();
        done(Act.STATEMENT_HEARD, MARCH_2.plusDays(1));
        assertThat(acts(MARCH_2.plusDays(1))).doesNotContain(Act.STATEMENT_LAPSED);
    }

    @Test
    void a_pending_suit_blocks_the_forced_demolition_and_says_so() {
        filed();
        for (var act : List.of(
                Act.EVIDENCE_COLLECTED,
                Act.OPINION_UNLAWFUL,
                Act.NOTICE_ISSUED,
                Act.NOTICE_SERVED,
                Act.STATEMENT_HEARD,
                Act.LEGAL_REVIEW_PASSED,
                Act.ORDER_ISSUED,
                Act.ORDER_SERVED,
                Act.ORDER_PUBLISHED,
                Act.STILL_STANDING,
                Act.DEMAND_ISSUED,
                Act.DEMAND_SERVED,
                Act.DEMAND_ANSWERED,
                Act.REMEDY_WAIVED)) done(act, MARCH_2);
        assertThat(task(Act.FORCED_DEMOLITION_DECIDED, MARCH_2).earliest()).isEqualTo(MARCH_2);
        done(Act.SUIT_FILED, MARCH_2.plusDays(1));
        var blocked = task(Act.FORCED_DEMOLITION_DECIDED, MARCH_2.plusDays(1));
        assertThat(blocked.earliest()).isNull();
        assertThat(blocked.why()).anySatisfy(why -> {
            assertThat(why.code()).isEqualTo("procedure-blocked");
            assertThat(why.rule()).isEqualTo("remedy-pending");
            assertThat(why.standing()).containsExactly(Act.SUIT_FILED);
        });
    }

    @Test
    void what_is_demolished_waits_for_acceptance_alone() {
        filed();
        events.add(new CaseEvent.Demolished(
                ID,
                DASHILAR,
                DEMOLITION,
                m2("20"),
                true,
                "OWNER",
                PHOTOS.before(),
                PHOTOS.after(),
                "u-1",
                MARCH_2,
                MARCH_2.atTime(10, 0).atOffset(ZoneOffset.ofHours(8))));
        assertThat(acts(MARCH_2)).containsExactly(Act.ACCEPTED);
        events.add(new CaseEvent.AcceptancePassed(
                ID, DASHILAR, m2("20"), false, "u-2", "office", "u-3", "acceptance", MARCH_2));
        assertThat(acts(MARCH_2)).containsExactly(Act.RESTORED);
        assertThat(task(Act.RESTORED, MARCH_2).dueOn()).isEqualTo(LocalDate.of(2026, 4, 1));
        events.add(new CaseEvent.RestorationCompleted(ID, DASHILAR, "GREENED", PHOTOS.after(), MARCH_2));
        assertThat(acts(MARCH_2)).isEmpty();
    }

    @Test
    void a_case_that_has_ended_asks_for_nothing() {
        filed();
        events.add(new CaseEvent.EntryClosed(ID, new UUID(0, 2), "DUPLICATE", MARCH_2));
        assertThat(acts(MARCH_2)).isEmpty();
        events.add(new CaseEvent.ClosingRevoked(ID, new UUID(0, 3), MARCH_2));
        assertThat(acts(MARCH_2)).isNotEmpty();
        done(Act.DISMISSED, MARCH_2);
        assertThat(acts(MARCH_2)).isEmpty();
    }

    private void filed() {
        events.add(new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", MARCH_2, "u-1"));
    }

    private void done(Act act, LocalDate on) {
        events.add(Procedures.step(act, on, "u-1", Role.ENFORCEMENT));
    }

    private List<Task> tasks(LocalDate on) {
        return CaseInTime.of(ID, events, LAW, new TasksOfLeads()).tasks(on);
    }

    private List<Act> acts(LocalDate on) {
        return tasks(on).stream().map(Task::act).toList();
    }

    private Task task(Act act, LocalDate on) {
        return tasks(on).stream().filter(task -> task.act() == act).findFirst().orElseThrow();
    }
}
