package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.ENTRY;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.REASON;
import static org.chaiwei.demolition.enforcement.Examples.m2;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/** Cases that go through the procedure step by step, by the rules that the service brings. Everybody always gives a reason. */
final class Procedures {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    static final String PAPER = "c".repeat(64);
    static final UUID REMEDY = UUID.fromString("01920000-0000-7000-8000-0000000000b1");

    private Procedures() {}

    static Asked by(String actor, Role role) {
        return new Asked(new Scope(role, Set.of(DASHILAR)), actor, NOW, REASON);
    }

    static OffsetDateTime at(LocalDate on, int hour) {
        return on.atTime(LocalTime.of(hour, 0)).atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    /** The event that records an act, with nothing special in it. */
    static ProcedureEvent step(Act act, LocalDate on, String by, Role role) {
        return step(ID, act, on, by, role, REMEDY);
    }

    static ProcedureEvent step(UUID id, Act act, LocalDate on, String by, Role role, UUID remedy) {
        var r = role.claim();
        var photo = PHOTOS.after();
        return switch (act) {
            case VERIFIED -> new ProcedureEvent.Verified(id, by, r, on);
            case DISMISSED -> new ProcedureEvent.CaseDismissed(id, by, r, on);
            case EVIDENCE_COLLECTED -> new ProcedureEvent.EvidenceCollected(id, "PICTURES", PAPER, by, r, on);
            case OPINION_UNLAWFUL -> new ProcedureEvent.PlanningOpinionGiven(id, "UNLAWFUL", PAPER, by, r, on);
            case OPINION_CORRECTABLE -> new ProcedureEvent.PlanningOpinionGiven(id, "CORRECTABLE", PAPER, by, r, on);
            case OPINION_LAWFUL -> new ProcedureEvent.PlanningOpinionGiven(id, "LAWFUL", PAPER, by, r, on);
            case PARTY_SOUGHT -> new ProcedureEvent.PartySought(id, photo, by, r, on);
            case PARTY_IDENTIFIED -> new ProcedureEvent.PartyIdentified(id, null, by, r, on);
            case NOTICE_ISSUED -> new ProcedureEvent.FactsNotified(id, PAPER, by, r, on);
            case NOTICE_SERVED -> new ProcedureEvent.PaperServed(id, "NOTICE", "DIRECT", photo, by, r, on);
            case HEARING_ASKED -> new ProcedureEvent.HearingAsked(id, PAPER, by, r, on);
            case HEARING_NOTIFIED -> new ProcedureEvent.HearingNotified(id, on.plusDays(14), PAPER, by, r, on);
            case HEARING_HELD -> new ProcedureEvent.HearingHeld(id, PAPER, by, r, on);
            case HEARING_WAIVED -> new ProcedureEvent.HearingWaived(id, PAPER, by, r, on);
            case STATEMENT_HEARD -> new ProcedureEvent.StatementTaken(id, "HEARD", PAPER, by, r, on);
            case STATEMENT_WAIVED -> new ProcedureEvent.StatementTaken(id, "WAIVED", PAPER, by, r, on);
            case STATEMENT_LAPSED -> new ProcedureEvent.StatementTaken(id, "LAPSED", null, by, r, on);
            case LEGAL_REVIEW_PASSED -> new ProcedureEvent.LegalReviewed(id, true, PAPER, by, r, on);
            case LEGAL_REVIEW_FAILED -> new ProcedureEvent.LegalReviewed(id, false, PAPER, by, r, on);
            case TIME_EXTENDED -> new ProcedureEvent.TimeExtended(id, PAPER, by, r, on);
            case ORDER_ISSUED -> new ProcedureEvent.DemolitionOrdered(id, 15, true, PAPER, by, r, on);
            case ORDER_SERVED -> new ProcedureEvent.PaperServed(id, "ORDER", "LEFT", photo, by, r, on);
            case ORDER_PUBLISHED -> new ProcedureEvent.OrderPublished(id, PAPER, by, r, on);
            case ORDER_REVOKED -> new ProcedureEvent.OrderRevoked(id, PAPER, by, r, on);
            case STILL_STANDING -> new ProcedureEvent.FoundStanding(id, photo, by, r, on);
            case DEMAND_ISSUED -> new ProcedureEvent.DemandIssued(id, PAPER, by, r, on);
            case DEMAND_SERVED -> new ProcedureEvent.PaperServed(id, "DEMAND", "POSTED", photo, by, r, on);
            case DEMAND_ANSWERED -> new ProcedureEvent.DemandAnswered(id, PAPER, by, r, on);
            case REMEDY_WAIVED -> new ProcedureEvent.RemedyWaived(id, PAPER, by, r, on);
            case REVIEW_FILED -> new ProcedureEvent.RemedyFiled(id, remedy, "REVIEW", "ORDER", PAPER, by, r, on);
            case REVIEW_ENDED -> new ProcedureEvent.RemedyEnded(id, remedy, "REVIEW", "UPHELD", null, PAPER, by, r, on);
            case REVIEW_WITHDRAWN ->
                new ProcedureEvent.RemedyEnded(id, remedy, "REVIEW", "WITHDRAWN", null, PAPER, by, r, on);
            case SUIT_FILED -> new ProcedureEvent.RemedyFiled(id, remedy, "SUIT", "ORDER", PAPER, by, r, on);
            case SUIT_ENDED -> new ProcedureEvent.RemedyEnded(id, remedy, "SUIT", "UPHELD", null, PAPER, by, r, on);
            case FORCED_DEMOLITION_DECIDED -> new ProcedureEvent.ForcedDemolitionDecided(id, PAPER, by, r, on);
            case DECISION_SERVED ->
                new ProcedureEvent.PaperServed(id, "FORCED_DEMOLITION_DECISION", "MAIL", photo, by, r, on);
            case DECISION_REVOKED -> new ProcedureEvent.ForcedDecisionRevoked(id, PAPER, by, r, on);
            case POSTED_ON_SITE -> new ProcedureEvent.PostedOnSite(id, photo, by, r, on);
            case URGENCY_APPROVED -> new ProcedureEvent.UrgencyApproved(id, on, by, r, on);
            case INVENTORY_TAKEN -> execution(id, PAPER, null, null, 0, by, r, on);
            case RECORD_WRITTEN -> execution(id, null, PAPER, null, 0, by, r, on);
            case VIDEO_TAKEN -> execution(id, null, null, PAPER, 0, by, r, on);
            case WITNESSED -> execution(id, null, null, null, 2, by, r, on);
            case UTILITIES_CUT ->
                new ProcedureEvent.ExecutionRecorded(id, PAPER, PAPER, PAPER, 2, true, by, r, on, at(on, 9));
            case APPRAISED_SAFE -> new ProcedureEvent.SafetyAppraised(id, true, PAPER, by, r, on);
            case APPRAISED_UNSAFE -> new ProcedureEvent.SafetyAppraised(id, false, PAPER, by, r, on);
            case SUSPENDED -> new ProcedureEvent.ExecutionSuspended(id, "UNABLE", by, r, on);
            case RESUMED -> new ProcedureEvent.ExecutionResumed(id, by, r, on);
            case TERMINATED -> new ProcedureEvent.ExecutionTerminated(id, "NOTHING_TO_ENFORCE", by, r, on);
            case AGREEMENT_MADE -> new ProcedureEvent.AgreementMade(id, 3, on.plusDays(90), PAPER, by, r, on);
            case INSTALMENT_KEPT -> new ProcedureEvent.InstalmentKept(id, 1, photo, by, r, on);
            case AGREEMENT_BROKEN -> new ProcedureEvent.AgreementBroken(id, by, r, on);
            case SUBSTITUTE_DECIDED -> new ProcedureEvent.SubstituteDecided(id, m2("1200"), PAPER, by, r, on);
            case SUBSTITUTE_PERFORMED -> new ProcedureEvent.SubstitutePerformed(id, m2("1180.50"), PAPER, by, r, on);
            case CORRECTION_MADE -> new ProcedureEvent.CorrectionMade(id, "COMPENSATED", m2("500"), PAPER, by, r, on);
            case STOP_ORDERED -> new ProcedureEvent.ConstructionStopOrdered(id, PAPER, by, r, on);
            case STOP_SERVED -> new ProcedureEvent.PaperServed(id, "STOP_ORDER", "DIRECT", photo, by, r, on);
            case STOP_REFUSED -> new ProcedureEvent.StopRefused(id, photo, by, r, on);
            case SEIZED -> new ProcedureEvent.SiteSeized(id, PAPER, by, r, on);
            case SEIZURE_EXTENDED -> new ProcedureEvent.SeizureExtended(id, PAPER, by, r, on);
            case SEIZURE_LIFTED -> new ProcedureEvent.SeizureLifted(id, PAPER, by, r, on);
            case MEASURE_TAKEN -> new ProcedureEvent.OnSiteMeasureTaken(id, PAPER, by, r, on, at(on, 9));
            case MEASURE_REPORTED -> new ProcedureEvent.OnSiteMeasureReported(id, PAPER, by, r, on, at(on, 15));
            case FOUND_FINISHED -> new ProcedureEvent.BuildingFoundFinished(id, photo, by, r, on);
            case RECTIFICATION_ORDERED -> new ProcedureEvent.RectificationOrdered(id, 30, PAPER, by, r, on);
            case RECTIFIED -> new ProcedureEvent.RectificationFound(id, true, "2016规建字0001号", on, PAPER, by, r, on);
            case NOT_RECTIFIED -> new ProcedureEvent.RectificationFound(id, false, null, null, PAPER, by, r, on);
            case PUBLIC_NOTICE_MADE -> new ProcedureEvent.PublicNoticeMade(id, "ORDER", photo, by, r, on);
            case SERVED_BY_PUBLIC_NOTICE ->
                new ProcedureEvent.PaperServed(id, "ORDER", "PUBLIC_NOTICE", photo, by, r, on);
            case FILED,
                    RIGHTS_NOT_NOTIFIED,
                    DEMOLISHED_BY_OWNER,
                    DEMOLISHED_BY_AGREEMENT,
                    DEMOLISHED_BY_FORCE,
                    NOTHING_LEFT,
                    SEALED,
                    ACCEPTED,
                    RESTORED,
                    PROPERTY_RESTRICTION_REQUESTED,
                    LICENCE_RESTRICTION_REQUESTED -> throw new IllegalArgumentException("no step of its own: " + act);
        };
    }

    private static ProcedureEvent execution(
            UUID id,
            @Nullable String inventory,
            @Nullable String written,
            @Nullable String video,
            int witnesses,
            String by,
            String role,
            LocalDate on) {
        return new ProcedureEvent.ExecutionRecorded(
                id, inventory, written, video, witnesses, false, by, role, on, at(on, 9));
    }

    /** Who does an act where a test does not care: people of different duties are different. */
    static Role roleOf(Act act, LocalDate on) {
        var roles = LAW.rules().signers(on, act);
        return roles.contains(Role.ENFORCEMENT) || roles.isEmpty()
                ? Role.ENFORCEMENT
                : roles.iterator().next();
    }

    static String personOf(Act act) {
        return switch (act) {
            case HEARING_HELD -> "u-hearing";
            case LEGAL_REVIEW_PASSED, LEGAL_REVIEW_FAILED -> "u-legal";
            case ORDER_ISSUED, STOP_ORDERED -> "u-decider";
            case FORCED_DEMOLITION_DECIDED -> "u-decider-2";
            case DEMOLISHED_BY_FORCE -> "u-executor";
            case URGENCY_APPROVED, TIME_EXTENDED, ORDER_REVOKED, DECISION_REVOKED -> "u-leader";
            default -> "u-investigator";
        };
    }

    /** A case under way. */
    record Course(CaseState state, Law law) {

        static Course lead(String discovered) {
            return lead(LocalDate.parse(discovered));
        }

        static Course lead(LocalDate discovered) {
            var registered = new ViolationRegistered(
                    ID, ENTRY, m2("20"), discovered, "PATROL", null, false, discovered, null, "street-1");
            return new Course(CaseState.unknown(), LAW).go(new HearFromLedger(ID, new UUID(7, 7), registered));
        }

        Course file(String on, Track track) {
            return go(new FileCase(ID, NUMBER, track, LocalDate.parse(on), by("u-filer", Role.ENFORCEMENT)));
        }

        Course go(CaseCommand command) {
            return switch (when(command)) {
                case Decision.Accepted(var events) -> {
                    var next = state;
                    for (var event : events) next = next.evolve(event);
                    yield new Course(next, law);
                }
                case Decision.Refused(var refusal) -> throw new AssertionError(command + ": " + refusal);
            };
        }

        Decision when(CaseCommand command) {
            return CaseDecider.decide(command, state, law);
        }

        /** All these, on one day. */
        Course did(String on, Act... acts) {
            var course = this;
            for (var act : acts) course = course.go(taking(act, LocalDate.parse(on)));
            return course;
        }

        Course did(ProcedureEvent step, Role role) {
            return go(new TakeStep(ID, step, by(step.by(), role)));
        }

        Decision asks(String on, Act act) {
            return when(taking(act, LocalDate.parse(on)));
        }

        Decision asks(ProcedureEvent step, Role role) {
            return when(new TakeStep(ID, step, by(step.by(), role)));
        }

        static TakeStep taking(Act act, LocalDate on) {
            var role = roleOf(act, on);
            return new TakeStep(ID, step(act, on, personOf(act), role), by(personOf(act), role));
        }

        /** Everything by force that is left. */
        Decision force(String on, int hour) {
            return when(forcing(LocalDate.parse(on), hour));
        }

        static RecordDemolition forcing(LocalDate on, int hour) {
            return demolishing(DemolishedBy.FORCE, on, hour, "u-executor");
        }

        static RecordDemolition demolishing(DemolishedBy by, LocalDate on, int hour, String actor) {
            return new RecordDemolition(
                    ID, Examples.DEMOLITION, m2("20"), true, by, PHOTOS, at(on, hour), by(actor, Role.ENFORCEMENT));
        }

        Course executed(String on) {
            return did(on, Act.INVENTORY_TAKEN, Act.RECORD_WRITTEN, Act.VIDEO_TAKEN, Act.WITNESSED);
        }

        CaseFile file() {
            return ((Known) state).file();
        }

        Stage stage() {
            return CaseDetail.stageOf((Known) state);
        }
    }

    /** An existing construction with everything up to the notice answered, all on one day. */
    static Course noticed(String on) {
        return Course.lead(on)
                .file(on, Track.EXISTING)
                .did(
                        on,
                        Act.EVIDENCE_COLLECTED,
                        Act.OPINION_UNLAWFUL,
                        Act.NOTICE_ISSUED,
                        Act.NOTICE_SERVED,
                        Act.HEARING_WAIVED,
                        Act.STATEMENT_HEARD);
    }

    static Course ordered(String on) {
        return noticed(on).did(on, Act.LEGAL_REVIEW_PASSED, Act.ORDER_ISSUED, Act.ORDER_SERVED);
    }

    /** Ordered on 2016-01-04, demanded on 2016-01-25, its remedy over; decided, served and posted on 2016-07-11. */
    static Course posted() {
        return ordered("2016-01-04")
                .did("2016-01-25", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED)
                .did("2016-07-11", Act.FORCED_DEMOLITION_DECIDED, Act.DECISION_SERVED, Act.POSTED_ON_SITE);
    }

    static List<Act> missing(Decision decision) {
        var acts = new ArrayList<Act>();
        if (decision instanceof Decision.Refused(var refusal) && refusal instanceof CaseRefusal.Unlawful unlawful)
            unlawful.missing().forEach(missing -> acts.add(missing.step()));
        return acts;
    }
}
