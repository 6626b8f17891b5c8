package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.jspecify.annotations.Nullable;

/**
 * What the law wants on record before anything is demolished by force, told once more from the events alone, without rules, judge or
 * milestones: what the simulator's forced demolitions are held against.
 */
final class EarnedByForce {

    private static final LocalDate LEGAL_REVIEW = LocalDate.of(2018, 1, 1);
    private static final LocalDate SIX_MONTHS = LocalDate.of(2015, 5, 1);

    private final LocalDate day;
    private final Set<UUID> pending = new HashSet<>();
    private final Set<String> ofTheDay = new HashSet<>();
    private String track = "";
    private @Nullable LocalDate evidence;
    private @Nullable LocalDate noticeServed;
    private @Nullable LocalDate stated;
    private @Nullable LocalDate reviewed;
    private @Nullable LocalDate partySought;
    private @Nullable LocalDate ordered;
    private @Nullable LocalDate orderServed;
    private @Nullable LocalDate stillStanding;
    private @Nullable LocalDate demandServed;
    private @Nullable LocalDate demandAnswered;
    private @Nullable LocalDate waived;
    private @Nullable LocalDate remedyEnded;
    private @Nullable LocalDate decided;
    private @Nullable String decidedBy;
    private @Nullable LocalDate decisionServed;
    private @Nullable LocalDate posted;
    private @Nullable LocalDate stopServed;
    private @Nullable LocalDate stopRefused;
    private boolean unlawful;
    private boolean opposed;
    private boolean suspended;
    private boolean agreed;
    private boolean terminated;
    private boolean dismissed;
    private boolean urgent;

    private EarnedByForce(LocalDate day) {
        this.day = day;
    }

    static void check(List<CaseEvent> before, Demolished forced, String where) {
        var earned = new EarnedByForce(forced.occurredOn());
        var inOrder = new ArrayList<>(before);
        inOrder.removeIf(event -> event.occurredOn().isAfter(forced.occurredOn()));
        inOrder.sort(Comparator.comparing(CaseEvent::occurredOn));
        inOrder.forEach(earned::see);
        earned.holds(forced, where);
    }

    private void see(CaseEvent event) {
        var on = event.occurredOn();
        switch (event) {
            case CaseFiled e -> track = e.track();
            case ProcedureEvent.EvidenceCollected _ -> evidence = on;
            case ProcedureEvent.PlanningOpinionGiven e -> {
                unlawful = e.opinion().equals("UNLAWFUL");
                opposed = !unlawful;
            }
            case ProcedureEvent.PartySought _ -> partySought = on;
            case ProcedureEvent.PartyIdentified _ -> partySought = null;
            case ProcedureEvent.FactsNotified _ -> {
                noticeServed = null;
                stated = null;
                reviewed = null;
            }
            case ProcedureEvent.StatementTaken _ -> stated = on;
            case ProcedureEvent.LegalReviewed e -> reviewed = e.passed() ? on : null;
            case ProcedureEvent.DemolitionOrdered e -> {
                assertThat(e.days()).isGreaterThanOrEqualTo(15);
                ordered = on;
                assertThat(evidence).isNotNull();
                assertThat(unlawful).isTrue();
                if (partySought == null) {
                    assertThat(noticeServed).isNotNull();
                    assertThat(stated).isNotNull();
                }
                if (!on.isBefore(LEGAL_REVIEW)) assertThat(reviewed).isNotNull();
            }
            case ProcedureEvent.PaperServed e -> served(e.paper(), on);
            case ProcedureEvent.FoundStanding _ -> stillStanding = on;
            case ProcedureEvent.DemandAnswered _ -> demandAnswered = on;
            case ProcedureEvent.RemedyWaived _ -> waived = on;
            case ProcedureEvent.RemedyFiled e -> pending.add(e.remedy());
            case ProcedureEvent.RemedyEnded e -> {
                pending.remove(e.remedy());
                if (!e.kind().equals("REVIEW") || !e.outcome().equals("WITHDRAWN")) remedyEnded = on;
                if ("ORDER".equals(e.revokes())) orderGone();
                if ("FORCED_DEMOLITION_DECISION".equals(e.revokes())) decisionGone();
            }
            case ProcedureEvent.ForcedDemolitionDecided e -> {
                decided = on;
                decidedBy = e.by();
            }
            case ProcedureEvent.PostedOnSite _ -> posted = on;
            case ProcedureEvent.UrgencyApproved e -> urgent |= e.forDay().equals(day);
            case ProcedureEvent.ExecutionRecorded e -> recorded(e, on);
            case ProcedureEvent.ExecutionSuspended _ -> suspended = true;
            case ProcedureEvent.ExecutionResumed _ -> suspended = false;
            case ProcedureEvent.ExecutionTerminated _ -> terminated = true;
            case ProcedureEvent.AgreementMade _ -> agreed = true;
            case ProcedureEvent.AgreementBroken _ -> agreed = false;
            case ProcedureEvent.CaseDismissed _ -> dismissed = true;
            case ProcedureEvent.Verified _ -> dismissed = false;
            case ProcedureEvent.StopRefused _ -> stopRefused = on;
            case ProcedureEvent.BuildingFoundFinished _ -> track = "EXISTING";
            case ProcedureEvent.OrderRevoked _ -> orderGone();
            case ProcedureEvent.ForcedDecisionRevoked _ -> decisionGone();
            default -> {}
        }
    }

    private void served(String paper, LocalDate on) {
        switch (paper) {
            case "NOTICE" -> noticeServed = on;
            case "ORDER" -> {
                orderServed = on;
                remedyEnded = null;
            }
            case "DEMAND" -> demandServed = on;
            case "FORCED_DEMOLITION_DECISION" -> decisionServed = on;
            case "STOP_ORDER" -> stopServed = on;
            default -> throw new AssertionError(paper);
        }
    }

    private void recorded(ProcedureEvent.ExecutionRecorded e, LocalDate on) {
        assertThat(e.utilitiesCut()).isFalse();
        if (!on.equals(day)) return;
        if (e.inventory() != null) ofTheDay.add("inventory");
        if (e.writtenRecord() != null) ofTheDay.add("record");
        if (e.video() != null) ofTheDay.add("video");
        if (e.witnesses() > 0) ofTheDay.add("witnesses");
    }

    private void orderGone() {
        ordered = null;
        orderServed = null;
        stillStanding = null;
        demandServed = null;
        demandAnswered = null;
        waived = null;
        remedyEnded = null;
        noticeServed = null;
        stated = null;
        reviewed = null;
        stopServed = null;
        stopRefused = null;
        agreed = false;
        decisionGone();
    }

    private void decisionGone() {
        decided = null;
        decisionServed = null;
        posted = null;
    }

    private void holds(Demolished forced, String where) {
        assertThat(ofTheDay).as(where).containsExactlyInAnyOrder("inventory", "record", "video", "witnesses");
        assertThat(pending).as("%s: no review and no suit is pending", where).isEmpty();
        assertThat(suspended || agreed || terminated || dismissed || opposed)
                .as(where)
                .isFalse();
        var hour = forced.occurredAt().getHour();
        assertThat(urgent || (hour >= 6 && hour < 22)).as("%s: by day", where).isTrue();
        assertThat(urgent || !Examples.LAW.days().isStatutoryHoliday(day))
                .as("%s: on no holiday", where)
                .isTrue();
        if (track.equals("UNDER_CONSTRUCTION")) {
            assertThat(stopServed).as(where).isNotNull();
            assertThat(stopRefused).as(where).isNotNull();
            return;
        }
        assertThat(ordered).as(where).isNotNull();
        assertThat(stillStanding).as(where).isNotNull();
        assertThat(forced.recordedBy()).as("%s: not by who decided", where).isNotEqualTo(decidedBy);
        assertThat(decisionServed).as(where).isNotNull();
        assertThat(workingDaysBetween(posted, day))
                .as("%s: posted for five working days", where)
                .isGreaterThan(5);
        if (demandAnswered == null)
            assertThat(workingDaysBetween(demandServed, decided))
                    .as("%s: demand", where)
                    .isGreaterThan(10);
        assertThat(decided).as(where).isNotNull();
        assertThat(orderServed).as(where).isNotNull();
        if (waived == null && remedyEnded == null && orderServed != null) {
            assertThat(decided).as("%s: time for review", where).isAfter(orderServed.plusDays(60));
            assertThat(decided)
                    .as("%s: time to sue", where)
                    .isAfter(orderServed.plusMonths(decided != null && decided.isBefore(SIX_MONTHS) ? 3 : 6));
        }
        if (partySought != null && orderServed != null)
            assertThat(decided).as("%s: party unknown", where).isAfter(orderServed.plusMonths(6));
    }

    /** How many working days begin behind the one and up to the other; counted day by day. */
    private static int workingDaysBetween(@Nullable LocalDate from, @Nullable LocalDate to) {
        assertThat(from).isNotNull();
        assertThat(to).isNotNull();
        if (from == null || to == null) return 0;
        int count = 0;
        for (var next = from.plusDays(1); !next.isAfter(to); next = next.plusDays(1))
            if (Examples.LAW.days().isWorkingDay(next) || next.equals(to)) count++;
        return count;
    }
}
