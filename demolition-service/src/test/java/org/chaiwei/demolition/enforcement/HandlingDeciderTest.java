package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DISCOVERED;
import static org.chaiwei.demolition.enforcement.Examples.ENTRY;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.TIANQIAO;
import static org.chaiwei.demolition.enforcement.Examples.m2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.calendar.Calendars;
import org.chaiwei.demolition.enforcement.CaseInTime.Standing;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.HandlingCommand.AssignHandler;
import org.chaiwei.demolition.enforcement.HandlingCommand.RaiseDeadline;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineReached;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Term;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who answers for a case, its deadlines, and what is made known of them, step by step over one case of 2026. */
class HandlingDeciderTest {

    private static final LocalDate FILED = day("2026-03-02");
    private static final LocalDate LAST_DAY = day("2026-06-01"); // 90 days on is a Sunday

    private final List<CaseEvent> events = new ArrayList<>();

    @BeforeEach
    void a_lead() {
        events.add(new CaseEvent.LeadReceived(
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
                null));
    }

    @Test
    void who_files_a_case_is_its_handler_until_another_is_named() {
        filed("filer-1");
        assertThat(handling().handler()).isEqualTo(new Handling.Person("filer-1", null));
        assign("u-1", "u-2");
        assertThat(handling().handler()).isEqualTo(new Handling.Person("u-1", "enforcement"));
        assertThat(handling().supervisor()).isEqualTo(new Handling.Person("u-2", "street"));
        assertThat(decided(assignment("u-1", "u-2", by(Role.OFFICE, DASHILAR)))).isEmpty();
    }

    @Test
    void one_who_was_named_before_the_filing_stays() {
        assign("u-1", null);
        filed("filer-1");
        assertThat(handling().handler()).isEqualTo(new Handling.Person("u-1", "enforcement"));
    }

    @Test
    void nobody_is_named_by_the_wrong_role_in_another_street_or_for_tomorrow() {
        filed("filer-1");
        assertThat(refused(assignment("u-1", null, by(Role.LEGAL, DASHILAR)))).isInstanceOf(RoleMayNot.class);
        assertThat(refused(assignment("u-1", null, by(Role.STREET, TIANQIAO)))).isInstanceOf(OutsideYourStreet.class);
        var tomorrow = new AssignHandler(
                ID, new Handling.Person("u-1", "enforcement"), null, day("2026-11-21"), by(Role.OFFICE, DASHILAR));
        assertThat(refused(tomorrow)).isInstanceOf(DateInFuture.class);
    }

    @Test
    void a_deadline_is_told_soon_on_its_day_and_when_it_is_over_each_once() {
        filed("u-1");
        var order = deadline(Act.ORDER_ISSUED);
        assertThat(order.dueOn()).isEqualTo(LAST_DAY);
        assertThat(raise(order, "2026-05-21")).isEmpty();
        assertThat(levels(raise(order, "2026-05-22"))).containsExactly("SOON");
        assertThat(raise(order, "2026-05-23")).isEmpty();
        assertThat(levels(raise(order, "2026-06-01"))).containsExactly("DUE");
        assertThat(raise(order, "2026-05-25")).as("the clock was set back").isEmpty();
        assertThat(levels(raise(order, "2026-06-02"))).startsWith("OVERDUE");
        assertThat(levels(raise(order, "2026-06-02"))).isEmpty();
    }

    @Test
    void what_is_over_already_when_it_is_noticed_is_not_told_to_be_due_soon_as_well() {
        filed("u-1");
        assertThat(levels(raise(deadline(Act.ORDER_ISSUED), "2026-06-02"))).containsExactly("OVERDUE", "1");
    }

    @Test
    void a_deadline_that_stays_undone_climbs_the_ladder_by_working_days() {
        assign("u-1", "u-2");
        filed("u-1");
        var order = deadline(Act.ORDER_ISSUED);
        var first = raise(order, "2026-06-02");
        assertThat(first.getFirst()).isInstanceOfSatisfying(DeadlineReached.class, e -> {
            assertThat(e.to()).isEqualTo("HANDLER");
            assertThat(e.toPerson()).isEqualTo("u-1");
        });
        assertThat(first.getLast()).isInstanceOfSatisfying(DeadlineEscalated.class, e -> {
            assertThat(e.to()).isEqualTo("SUPERVISOR");
            assertThat(e.toPerson()).isEqualTo("u-2");
            assertThat(e.vacant()).isEmpty();
        });
        assertThat(raise(order, "2026-06-03")).isEmpty();
        assertThat(told(raise(order, "2026-06-04"))).containsExactly("STREET");
        assertThat(told(raise(order, "2026-06-08"))).containsExactly("OFFICE");
        assertThat(told(raise(order, "2026-06-15"))).containsExactly("LEADER");
        assertThat(raise(order, "2026-12-31")).isEmpty();
    }

    @Test
    void all_rungs_that_were_missed_while_the_service_was_away_are_told_in_their_order() {
        assign("u-1", "u-2");
        filed("u-1");
        assertThat(told(raise(deadline(Act.ORDER_ISSUED), "2026-06-09")))
                .containsExactly("HANDLER", "SUPERVISOR", "STREET", "OFFICE");
    }

    @Test
    void without_a_supervisor_it_goes_to_the_street_at_once_and_says_so() {
        filed("u-1");
        var order = deadline(Act.ORDER_ISSUED);
        assertThat(raise(order, "2026-06-02").getLast()).isInstanceOfSatisfying(DeadlineEscalated.class, e -> {
            assertThat(e.to()).isEqualTo("STREET");
            assertThat(e.rung()).isEqualTo(2);
            assertThat(e.vacant()).containsExactly("SUPERVISOR");
        });
        assertThat(raise(order, "2026-06-04")).as("the street has heard of it").isEmpty();
        assertThat(told(raise(order, "2026-06-08"))).containsExactly("OFFICE");
    }

    @Test
    void without_a_handler_the_supervisor_hears_and_without_one_the_street() {
        filed(null);
        assertThat(raise(deadline(Act.ORDER_ISSUED), "2026-05-22").getFirst())
                .isInstanceOfSatisfying(DeadlineReached.class, e -> {
                    assertThat(e.to()).isEqualTo("STREET");
                    assertThat(e.toPerson()).isNull();
                    assertThat(e.vacant()).containsExactly("HANDLER", "SUPERVISOR");
                });
    }

    @Test
    void a_deadline_that_is_no_longer_open_says_nothing() {
        filed("u-1");
        var order = deadline(Act.ORDER_ISSUED);
        events.add(new ProcedureEvent.TimeExtended(ID, "c".repeat(64), "leader-1", "leader", day("2026-05-29")));
        assertThat(raise(order, "2026-06-02")).isEmpty();
        var extended = deadline(Act.ORDER_ISSUED);
        assertThat(extended.dueOn()).isEqualTo(day("2026-08-27"));
        assertThat(extended.id()).isNotEqualTo(order.id());
        assertThat(kept(order).standing()).isEqualTo(Standing.SUPERSEDED);
        assertThat(kept(order).endedOn()).isEqualTo(day("2026-05-29"));
    }

    @Test
    void the_act_in_time_is_done_and_behind_its_day_late() {
        filed("u-1");
        events.add(ordered("2026-05-06"));
        assertThat(CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines().stream()
                        .filter(kept -> kept.deadline().rule().equals("order-within-ninety-days"))
                        .map(CaseInTime.Kept::standing))
                .containsExactly(Standing.DONE);
        var service = deadline(Act.ORDER_SERVED);
        assertThat(service.dueOn()).isEqualTo(day("2026-05-14")); // a working Saturday counts
        events.add(new ProcedureEvent.PaperServed(
                ID, "ORDER", "DIRECT", PHOTOS.after(), "u-1", "enforcement", day("2026-05-20")));
        assertThat(kept(service).standing()).isEqualTo(Standing.LATE);
        var removal = CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines().stream()
                .map(CaseInTime.Kept::deadline)
                .filter(open -> open.act() == Act.STILL_STANDING)
                .findFirst()
                .orElseThrow();
        assertThat(removal.kind()).isEqualTo(Term.Kind.LAWFUL_FROM);
        assertThat(removal.dueOn()).isEqualTo(day("2026-06-05"));
        assertThat(levels(raise(removal, "2026-06-04"))).isEmpty();
        assertThat(levels(raise(removal, "2026-06-05"))).containsExactly("LAWFUL");
        assertThat(levels(raise(removal, "2026-06-06"))).isEmpty();
    }

    @Test
    void of_several_times_that_have_to_be_over_the_last_one_is_the_deadline() {
        filed("u-1");
        events.add(ordered("2026-05-06"));
        events.add(new ProcedureEvent.PaperServed(
                ID, "ORDER", "DIRECT", PHOTOS.after(), "u-1", "enforcement", day("2026-05-08")));
        assertThat(CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines().stream()
                        .map(CaseInTime.Kept::deadline)
                        .filter(open -> open.act() == Act.FORCED_DEMOLITION_DECIDED)
                        .map(Deadline::rule))
                .containsExactly("suit-time");
    }

    @Test
    void a_period_is_counted_by_the_version_in_force_on_its_own_last_day() {
        events.add(new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", day("2021-06-01"), "u-1"));
        events.add(ordered("2021-07-01"));
        assertThat(deadline(Act.ORDER_SERVED).dueOn()).as("seven days").isEqualTo(day("2021-07-08"));
        events.add(new ProcedureEvent.OrderRevoked(ID, "c".repeat(64), "leader-1", "leader", day("2021-07-09")));
        events.add(ordered("2021-07-10"));
        assertThat(deadline(Act.ORDER_SERVED).dueOn()).as("seven working days").isEqualTo(day("2021-07-20"));
    }

    @Test
    void a_seizure_ends_after_thirty_days_and_extended_after_sixty() {
        events.add(new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "UNDER_CONSTRUCTION", FILED, "u-1"));
        events.add(new ProcedureEvent.SiteSeized(ID, "c".repeat(64), "u-1", "enforcement", day("2026-03-03")));
        var thirty = deadline(Act.SEIZURE_LIFTED);
        assertThat(thirty.dueOn()).isEqualTo(day("2026-04-02"));
        events.add(new ProcedureEvent.SeizureExtended(ID, "c".repeat(64), "u-1", "enforcement", day("2026-04-01")));
        assertThat(kept(thirty).standing()).isEqualTo(Standing.VOID);
        assertThat(deadline(Act.SEIZURE_LIFTED).dueOn()).isEqualTo(day("2026-05-06")); // 2 May is a holiday
        events.add(new CaseEvent.EntryClosed(ID, new UUID(0, 2), "DEMOLISHED", day("2026-04-10")));
        assertThat(open())
                .as("what was seized is given back also after the closing")
                .hasSize(1);
    }

    @Test
    void a_closed_case_has_no_deadlines_but_for_what_follows_the_end() {
        filed("u-1");
        var order = deadline(Act.ORDER_ISSUED);
        events.add(new CaseEvent.EntryClosed(ID, new UUID(0, 2), "DISMISSED", day("2026-04-01")));
        assertThat(open()).isEmpty();
        assertThat(kept(order).standing()).isEqualTo(Standing.VOID);
        events.add(new CaseEvent.ClosingRevoked(ID, new UUID(0, 3), day("2026-04-02")));
        assertThat(open()).contains(order);
    }

    @Test
    void the_deadlines_of_a_case_do_not_depend_on_the_day_on_which_they_are_asked_for() {
        filed("u-1");
        assertThat(CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines())
                .isEqualTo(CaseInTime.of(ID, List.copyOf(events), LAW, new TasksOfLeads())
                        .deadlines());
        assertThat(LAW.days().digest()).isEqualTo(Calendars.brought().digest());
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private void filed(String by) {
        events.add(new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", FILED, by));
    }

    private static ProcedureEvent ordered(String on) {
        return new ProcedureEvent.DemolitionOrdered(ID, 15, true, "c".repeat(64), "u-1", "enforcement", day(on));
    }

    private Handling handling() {
        return Handling.after(events);
    }

    private List<Deadline> open() {
        return CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines().stream()
                .filter(kept -> kept.standing() == Standing.OPEN)
                .map(CaseInTime.Kept::deadline)
                .toList();
    }

    private Deadline deadline(Act act) {
        return open().stream().filter(open -> open.act() == act).findFirst().orElseThrow();
    }

    private CaseInTime.Kept kept(Deadline deadline) {
        return CaseInTime.of(ID, events, LAW, new TasksOfLeads()).deadlines().stream()
                .filter(kept -> kept.deadline().id().equals(deadline.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Asked by(Role role, String street) {
        return new Asked(
                new Scope(role, Set.of(street)),
                role.claim() + "-1",
                Instant.parse("2026-11-20T02:00:00Z"),
                new UUID(0, 9));
    }

    private static AssignHandler assignment(String handler, String supervisor, Asked asked) {
        return new AssignHandler(
                ID,
                new Handling.Person(handler, "enforcement"),
                supervisor == null ? null : new Handling.Person(supervisor, "street"),
                FILED,
                asked);
    }

    private void assign(String handler, String supervisor) {
        assertThat(decided(assignment(handler, supervisor, by(Role.OFFICE, DASHILAR))))
                .hasOnlyElementsOfType(HandlerAssigned.class);
    }

    private List<CaseEvent> raise(Deadline deadline, String on) {
        return decided(new RaiseDeadline(ID, deadline.id(), day(on)));
    }

    /** What happens, which then has happened. */
    private List<CaseEvent> decided(HandlingCommand command) {
        return switch (HandlingDecider.decide(command, CaseState.after(events), handling(), LAW)) {
            case Decision.Accepted(var more) -> {
                events.addAll(more);
                yield more;
            }
            case Decision.Refused(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private CaseRefusal refused(HandlingCommand command) {
        return switch (HandlingDecider.decide(command, CaseState.after(events), handling(), LAW)) {
            case Decision.Refused(var refusal) -> refusal;
            case Decision.Accepted(var more) -> throw new AssertionError(more);
        };
    }

    private static List<String> levels(List<CaseEvent> told) {
        return told.stream()
                .map(event -> switch (event) {
                    case DeadlineReached e -> e.level();
                    case DeadlineEscalated e ->
                        e.vacant().isEmpty()
                                ? "" + e.rung()
                                : "" + (e.rung() - e.vacant().size());
                    default -> throw new AssertionError(event);
                })
                .toList();
    }

    private static List<String> told(List<CaseEvent> told) {
        return told.stream().map(event -> ((HandlingEvent.Told) event).to()).toList();
    }
}
