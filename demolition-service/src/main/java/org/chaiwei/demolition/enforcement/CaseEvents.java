package org.chaiwei.demolition.enforcement;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a case are stored. */
public final class CaseEvents {

    /** The aggregate type of every case event in the store. */
    public static final String AGGREGATE_TYPE = "EnforcementCase";

    /**
     * Every type that is written or has ever been written. A name or a revision never changes its meaning; a record whose fields
     * change otherwise than by an added nullable one gets a new revision.
     */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("LeadReceived", 1, CaseEvent.LeadReceived.class),
            named("EntryCorrected", 1, CaseEvent.EntryCorrected.class),
            named("EntryReassigned", 1, CaseEvent.EntryReassigned.class),
            named("EntryTagged", 1, CaseEvent.EntryTagged.class),
            named("EntryWithdrawn", 1, CaseEvent.EntryWithdrawn.class),
            named("EntryClosed", 1, CaseEvent.EntryClosed.class),
            named("ClosingRevoked", 1, CaseEvent.ClosingRevoked.class),
            named("RelapseLinked", 1, CaseEvent.RelapseLinked.class),
            named("DemolitionPosted", 1, CaseEvent.DemolitionPosted.class),
            named("DemolitionNotPosted", 1, CaseEvent.DemolitionNotPosted.class),
            named("DemolitionReversed", 1, CaseEvent.DemolitionReversed.class),
            named("CaseFiled", 1, CaseEvent.CaseFiled.class),
            named("DiscoveryConfirmed", 1, CaseEvent.DiscoveryConfirmed.class),
            named("Demolished", 1, CaseEvent.Demolished.class),
            named("WallSealed", 1, CaseEvent.WallSealed.class),
            named("AcceptanceSigned", 1, CaseEvent.AcceptanceSigned.class),
            named("AcceptancePassed", 1, CaseEvent.AcceptancePassed.class),
            named("AcceptanceFailed", 1, CaseEvent.AcceptanceFailed.class),
            named("RestorationCompleted", 1, CaseEvent.RestorationCompleted.class),
            named("Verified", 1, ProcedureEvent.Verified.class),
            named("CaseDismissed", 1, ProcedureEvent.CaseDismissed.class),
            named("EvidenceCollected", 1, ProcedureEvent.EvidenceCollected.class),
            named("PlanningOpinionGiven", 1, ProcedureEvent.PlanningOpinionGiven.class),
            named("PartySought", 1, ProcedureEvent.PartySought.class),
            named("PartyIdentified", 1, ProcedureEvent.PartyIdentified.class),
            named("FactsNotified", 1, ProcedureEvent.FactsNotified.class),
            named("HearingAsked", 1, ProcedureEvent.HearingAsked.class),
            named("HearingNotified", 1, ProcedureEvent.HearingNotified.class),
            named("HearingHeld", 1, ProcedureEvent.HearingHeld.class),
            named("HearingWaived", 1, ProcedureEvent.HearingWaived.class),
            named("StatementTaken", 1, ProcedureEvent.StatementTaken.class),
            named("LegalReviewed", 1, ProcedureEvent.LegalReviewed.class),
            named("TimeExtended", 1, ProcedureEvent.TimeExtended.class),
            named("DemolitionOrdered", 1, ProcedureEvent.DemolitionOrdered.class),
            named("PaperServed", 1, ProcedureEvent.PaperServed.class),
            named("PublicNoticeMade", 1, ProcedureEvent.PublicNoticeMade.class),
            named("OrderPublished", 1, ProcedureEvent.OrderPublished.class),
            named("FoundStanding", 1, ProcedureEvent.FoundStanding.class),
            named("DemandIssued", 1, ProcedureEvent.DemandIssued.class),
            named("DemandAnswered", 1, ProcedureEvent.DemandAnswered.class),
            named("RemedyWaived", 1, ProcedureEvent.RemedyWaived.class),
            named("RemedyFiled", 1, ProcedureEvent.RemedyFiled.class),
            named("RemedyEnded", 1, ProcedureEvent.RemedyEnded.class),
            named("ForcedDemolitionDecided", 1, ProcedureEvent.ForcedDemolitionDecided.class),
            named("PostedOnSite", 1, ProcedureEvent.PostedOnSite.class),
            named("UrgencyApproved", 1, ProcedureEvent.UrgencyApproved.class),
            named("ExecutionRecorded", 1, ProcedureEvent.ExecutionRecorded.class),
            named("SafetyAppraised", 1, ProcedureEvent.SafetyAppraised.class),
            named("ExecutionSuspended", 1, ProcedureEvent.ExecutionSuspended.class),
            named("ExecutionResumed", 1, ProcedureEvent.ExecutionResumed.class),
            named("ExecutionTerminated", 1, ProcedureEvent.ExecutionTerminated.class),
            named("AgreementMade", 1, ProcedureEvent.AgreementMade.class),
            named("InstalmentKept", 1, ProcedureEvent.InstalmentKept.class),
            named("AgreementBroken", 1, ProcedureEvent.AgreementBroken.class),
            named("SubstituteDecided", 1, ProcedureEvent.SubstituteDecided.class),
            named("SubstitutePerformed", 1, ProcedureEvent.SubstitutePerformed.class),
            named("CorrectionMade", 1, ProcedureEvent.CorrectionMade.class),
            named("ConstructionStopOrdered", 1, ProcedureEvent.ConstructionStopOrdered.class),
            named("StopRefused", 1, ProcedureEvent.StopRefused.class),
            named("SiteSeized", 1, ProcedureEvent.SiteSeized.class),
            named("SeizureExtended", 1, ProcedureEvent.SeizureExtended.class),
            named("SeizureLifted", 1, ProcedureEvent.SeizureLifted.class),
            named("OnSiteMeasureTaken", 1, ProcedureEvent.OnSiteMeasureTaken.class),
            named("OnSiteMeasureReported", 1, ProcedureEvent.OnSiteMeasureReported.class),
            named("BuildingFoundFinished", 1, ProcedureEvent.BuildingFoundFinished.class),
            named("OrderRevoked", 1, ProcedureEvent.OrderRevoked.class),
            named("ForcedDecisionRevoked", 1, ProcedureEvent.ForcedDecisionRevoked.class),
            named("RestrictionRequested", 1, CooperationEvent.RestrictionRequested.class),
            named("RestrictionAcknowledged", 1, CooperationEvent.RestrictionAcknowledged.class),
            named("RestrictionRefused", 1, CooperationEvent.RestrictionRefused.class),
            named("RestrictionLifted", 1, CooperationEvent.RestrictionLifted.class),
            named("ConsultationAsked", 1, CooperationEvent.ConsultationAsked.class),
            named("ConsultationAnswered", 1, CooperationEvent.ConsultationAnswered.class),
            named("SupportAsked", 1, CooperationEvent.SupportAsked.class),
            named("SupportDone", 1, CooperationEvent.SupportDone.class),
            named("RectificationOrdered", 1, ProcedureEvent.RectificationOrdered.class),
            named("RectificationFound", 1, ProcedureEvent.RectificationFound.class),
            named("SiteDispatched", 1, ClockEvent.SiteDispatched.class),
            named("SiteReached", 1, ClockEvent.SiteReached.class),
            named("WorkStopped", 1, ClockEvent.WorkStopped.class),
            named("ClockPaused", 1, ClockEvent.ClockPaused.class),
            named("ClockResumed", 1, ClockEvent.ClockResumed.class),
            named("OneHourClockMissed", 1, ClockEvent.OneHourClockMissed.class),
            named("OneHourClockStopped", 1, ClockEvent.OneHourClockStopped.class),
            named("ClockPauseEscalated", 1, ClockEvent.ClockPauseEscalated.class),
            named("HandlerAssigned", 1, HandlingEvent.HandlerAssigned.class),
            named("DeadlineReached", 1, HandlingEvent.DeadlineReached.class),
            named("DeadlineEscalated", 1, HandlingEvent.DeadlineEscalated.class));

    private CaseEvents() {}
}
