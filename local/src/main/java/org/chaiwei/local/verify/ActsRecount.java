package org.chaiwei.local.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The acts of the procedure that stand in one case, by the names that they have in the rules. {@link CaseRecount} gives it the case's events in the order in
 * which they were recorded. As in the list of cases, only that order counts, not the dates; a review's or suit's filing stands once for each that is
 * pending.
 */
final class ActsRecount {

    /**
     * An event, an act that it puts on record, and what its fields must say for that: {@code field=value}, or a field alone that is there and neither
     * false nor 0. An event has a line for each act, in the order in which they take effect.
     */
    private static final Map<String, List<List<String>>> ON_RECORD = byFirst(table("""
            CaseFiled                FILED
            Verified                 VERIFIED
            CaseDismissed            DISMISSED
            EvidenceCollected        EVIDENCE_COLLECTED
            PlanningOpinionGiven     OPINION_UNLAWFUL           opinion=UNLAWFUL
            PlanningOpinionGiven     OPINION_CORRECTABLE        opinion=CORRECTABLE
            PlanningOpinionGiven     OPINION_LAWFUL             opinion=LAWFUL
            PartySought              PARTY_SOUGHT
            PartyIdentified          PARTY_IDENTIFIED
            FactsNotified            NOTICE_ISSUED
            HearingAsked             HEARING_ASKED
            HearingNotified          HEARING_NOTIFIED
            HearingHeld              HEARING_HELD
            HearingWaived            HEARING_WAIVED
            StatementTaken           STATEMENT_HEARD            outcome=HEARD
            StatementTaken           STATEMENT_WAIVED           outcome=WAIVED
            StatementTaken           STATEMENT_LAPSED           outcome=LAPSED
            LegalReviewed            LEGAL_REVIEW_PASSED        passed=true
            LegalReviewed            LEGAL_REVIEW_FAILED        passed=false
            TimeExtended             TIME_EXTENDED
            DemolitionOrdered        ORDER_ISSUED
            DemolitionOrdered        RIGHTS_NOT_NOTIFIED        rightsNotified=false
            PaperServed              NOTICE_SERVED              paper=NOTICE
            PaperServed              ORDER_SERVED               paper=ORDER
            PaperServed              DEMAND_SERVED              paper=DEMAND
            PaperServed              DECISION_SERVED            paper=FORCED_DEMOLITION_DECISION
            PaperServed              STOP_SERVED                paper=STOP_ORDER
            PaperServed              SERVED_BY_PUBLIC_NOTICE    manner=PUBLIC_NOTICE
            PublicNoticeMade         PUBLIC_NOTICE_MADE
            OrderPublished           ORDER_PUBLISHED
            FoundStanding            STILL_STANDING
            DemandIssued             DEMAND_ISSUED
            DemandAnswered           DEMAND_ANSWERED
            RemedyWaived             REMEDY_WAIVED
            RemedyFiled              REVIEW_FILED               kind=REVIEW
            RemedyFiled              SUIT_FILED                 kind=SUIT
            RemedyEnded              REVIEW_ENDED               kind=REVIEW outcome=UPHELD
            RemedyEnded              REVIEW_ENDED               kind=REVIEW outcome=REVOKED
            RemedyEnded              REVIEW_WITHDRAWN           kind=REVIEW outcome=WITHDRAWN
            RemedyEnded              SUIT_ENDED                 kind=SUIT
            RemedyEnded              ORDER_REVOKED              revokes=ORDER
            RemedyEnded              ORDER_REVOKED              revokes=STOP_ORDER
            RemedyEnded              DECISION_REVOKED           revokes=FORCED_DEMOLITION_DECISION
            ForcedDemolitionDecided  FORCED_DEMOLITION_DECIDED
            PostedOnSite             POSTED_ON_SITE
            UrgencyApproved          URGENCY_APPROVED
            ExecutionRecorded        INVENTORY_TAKEN            inventory
            ExecutionRecorded        RECORD_WRITTEN             writtenRecord
            ExecutionRecorded        VIDEO_TAKEN                video
            ExecutionRecorded        WITNESSED                  witnesses
            ExecutionRecorded        UTILITIES_CUT              utilitiesCut
            SafetyAppraised          APPRAISED_SAFE             safe=true
            SafetyAppraised          APPRAISED_UNSAFE           safe=false
            ExecutionSuspended       SUSPENDED
            ExecutionResumed         RESUMED
            ExecutionTerminated      TERMINATED
            AgreementMade            AGREEMENT_MADE
            InstalmentKept           INSTALMENT_KEPT
            AgreementBroken          AGREEMENT_BROKEN
            SubstituteDecided        SUBSTITUTE_DECIDED
            SubstitutePerformed      SUBSTITUTE_PERFORMED
            CorrectionMade           CORRECTION_MADE
            ConstructionStopOrdered  STOP_ORDERED
            StopRefused              STOP_REFUSED
            SiteSeized               SEIZED
            SeizureExtended          SEIZURE_EXTENDED
            SeizureLifted            SEIZURE_LIFTED
            OnSiteMeasureTaken       MEASURE_TAKEN
            OnSiteMeasureReported    MEASURE_REPORTED
            BuildingFoundFinished    FOUND_FINISHED
            OrderRevoked             ORDER_REVOKED
            ForcedDecisionRevoked    DECISION_REVOKED
            RectificationOrdered     RECTIFICATION_ORDERED
            RectificationFound       RECTIFIED                  done=true
            RectificationFound       NOT_RECTIFIED              done=false
            RestrictionRequested     PROPERTY_RESTRICTION_REQUESTED  kind=PROPERTY_REGISTRATION
            RestrictionRequested     PROPERTY_RESTRICTION_REQUESTED  kind=MORTGAGE
            RestrictionRequested     PROPERTY_RESTRICTION_REQUESTED  kind=TRADE
            RestrictionRequested     LICENCE_RESTRICTION_REQUESTED   kind=BUSINESS_LICENCE
            """));

    /** An act, and acts that no longer stand once it is on record. Who orders anew notifies anew, so a revoked order takes its notice along. */
    private static final Map<String, List<List<String>>> UNDOES = byFirst(table("""
            VERIFIED                 DISMISSED
            OPINION_UNLAWFUL         OPINION_CORRECTABLE OPINION_LAWFUL RECTIFICATION_ORDERED RECTIFIED NOT_RECTIFIED
            OPINION_CORRECTABLE      OPINION_UNLAWFUL OPINION_LAWFUL
            OPINION_LAWFUL           OPINION_UNLAWFUL OPINION_CORRECTABLE RECTIFICATION_ORDERED RECTIFIED NOT_RECTIFIED
            RECTIFICATION_ORDERED    NOT_RECTIFIED
            RECTIFIED                NOT_RECTIFIED
            NOT_RECTIFIED            RECTIFIED
            PARTY_IDENTIFIED         PARTY_SOUGHT
            NOTICE_ISSUED            NOTICE_SERVED HEARING_ASKED HEARING_NOTIFIED HEARING_HELD HEARING_WAIVED
            NOTICE_ISSUED            STATEMENT_HEARD STATEMENT_WAIVED STATEMENT_LAPSED LEGAL_REVIEW_PASSED LEGAL_REVIEW_FAILED
            LEGAL_REVIEW_PASSED      LEGAL_REVIEW_FAILED
            LEGAL_REVIEW_FAILED      LEGAL_REVIEW_PASSED
            ORDER_REVOKED            NOTICE_ISSUED NOTICE_SERVED HEARING_ASKED HEARING_NOTIFIED HEARING_HELD HEARING_WAIVED
            ORDER_REVOKED            STATEMENT_HEARD STATEMENT_WAIVED STATEMENT_LAPSED LEGAL_REVIEW_PASSED LEGAL_REVIEW_FAILED
            ORDER_REVOKED            ORDER_ISSUED ORDER_SERVED ORDER_PUBLISHED RIGHTS_NOT_NOTIFIED REMEDY_WAIVED STILL_STANDING
            ORDER_REVOKED            DEMAND_ISSUED DEMAND_SERVED DEMAND_ANSWERED AGREEMENT_MADE SUBSTITUTE_DECIDED
            ORDER_REVOKED            FORCED_DEMOLITION_DECIDED DECISION_SERVED POSTED_ON_SITE
            ORDER_REVOKED            STOP_ORDERED STOP_SERVED STOP_REFUSED
            ORDER_REVOKED            PROPERTY_RESTRICTION_REQUESTED LICENCE_RESTRICTION_REQUESTED
            DECISION_REVOKED         FORCED_DEMOLITION_DECIDED DECISION_SERVED POSTED_ON_SITE
            REVIEW_ENDED             REVIEW_FILED
            REVIEW_WITHDRAWN         REVIEW_FILED
            SUIT_ENDED               SUIT_FILED
            APPRAISED_SAFE           APPRAISED_UNSAFE
            APPRAISED_UNSAFE         APPRAISED_SAFE
            RESUMED                  SUSPENDED
            AGREEMENT_BROKEN         AGREEMENT_MADE
            SUBSTITUTE_PERFORMED     SUBSTITUTE_DECIDED
            SEIZURE_LIFTED           SEIZED SEIZURE_EXTENDED
            """));

    /** An act and the stage that it means while it stands; of several, the first here. */
    private static final List<List<String>> STAGES = table("""
            DISMISSED                  DISMISSED
            TERMINATED                 TERMINATED
            SUSPENDED                  SUSPENDED
            FORCED_DEMOLITION_DECIDED  FORCED_DEMOLITION_DECIDED
            DEMAND_ISSUED              DEMANDED
            ORDER_ISSUED               ORDERED
            STOP_ORDERED               ORDERED
            NOTICE_ISSUED              NOTIFIED
            """);

    /** What may stand several times, and of which the end of one takes one away. */
    private static final Set<String> FOR_EACH = Set.of("REVIEW_FILED", "SUIT_FILED");

    private final List<String> standing = new ArrayList<>();

    /** Whether events of this name put anything on record. */
    static boolean knows(String event) {
        return ON_RECORD.containsKey(event);
    }

    /** Takes in the case's next event; one that puts nothing on record changes nothing. */
    void take(StoredEvent event) {
        for (var line : lines(ON_RECORD, event.name())) {
            if (line.stream().skip(2).allMatch(condition -> says(event, condition))) add(line.get(1));
        }
    }

    private void add(String act) {
        for (var line : lines(UNDOES, act)) line.stream().skip(1).forEach(standing::remove);
        if (FOR_EACH.contains(act) || !stands(act)) standing.add(act);
    }

    boolean stands(String act) {
        return standing.contains(act);
    }

    /** How far the procedure against the construction has come; null while it has neither begun nor been dismissed. */
    @Nullable
    String stage() {
        for (var line : STAGES) if (stands(line.getFirst())) return line.getLast();
        return null;
    }

    /** As {@link TableRow} reads the column: in the order of the names. */
    String text() {
        return standing.stream().sorted().collect(Collectors.joining(","));
    }

    private static boolean says(StoredEvent event, String condition) {
        var words = condition.split("=", -1);
        var said = event.text(words[0]);
        if (words.length > 1) return words[1].equals(said);
        return said != null && !said.equals("false") && !said.equals("0");
    }

    private static List<List<String>> lines(Map<String, List<List<String>>> table, String first) {
        return table.getOrDefault(first, List.of());
    }

    private static List<List<String>> table(String text) {
        return text.lines().map(line -> List.of(line.split(" +", -1))).toList();
    }

    private static Map<String, List<List<String>>> byFirst(List<List<String>> table) {
        return table.stream().collect(Collectors.groupingBy(List::getFirst));
    }
}
