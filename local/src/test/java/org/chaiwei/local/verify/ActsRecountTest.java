package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ActsRecountTest {

    private static final Path GOLDEN =
            Path.of("..", "demolition-service", "src", "test", "resources", "golden", "enforcement");
    private static final UUID CASE = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Verified | {} | VERIFIED",
                "PlanningOpinionGiven | {'opinion':'CORRECTABLE'} | OPINION_CORRECTABLE",
                "PlanningOpinionGiven | {'opinion':'LAWFUL'} | OPINION_LAWFUL",
                "StatementTaken | {'outcome':'HEARD'} | STATEMENT_HEARD",
                "StatementTaken | {'outcome':'WAIVED'} | STATEMENT_WAIVED",
                "LegalReviewed | {'passed':false} | LEGAL_REVIEW_FAILED",
                "DemolitionOrdered | {'days':15,'rightsNotified':true} | ORDER_ISSUED",
                "DemolitionOrdered | {'days':15,'rightsNotified':false} | ORDER_ISSUED,RIGHTS_NOT_NOTIFIED",
                "PaperServed | {'paper':'DEMAND','manner':'MAIL'} | DEMAND_SERVED",
                "PaperServed | {'paper':'FORCED_DEMOLITION_DECISION','manner':'PUBLIC_NOTICE'} | DECISION_SERVED,SERVED_BY_PUBLIC_NOTICE",
                "PublicNoticeMade | {'paper':'ORDER'} | PUBLIC_NOTICE_MADE",
                "RemedyEnded | {'kind':'REVIEW','outcome':'UPHELD','revokes':null} | REVIEW_ENDED",
                "RemedyEnded | {'kind':'REVIEW','outcome':'WITHDRAWN','revokes':null} | REVIEW_WITHDRAWN",
                "RemedyEnded | {'kind':'SUIT','outcome':'WITHDRAWN','revokes':null} | SUIT_ENDED",
                "RemedyEnded | {'kind':'SUIT','outcome':'REVOKED','revokes':'STOP_ORDER'} | ORDER_REVOKED,SUIT_ENDED",
                "RemedyEnded | {'kind':'REVIEW','outcome':'REVOKED','revokes':'FORCED_DEMOLITION_DECISION'} | DECISION_REVOKED,REVIEW_ENDED",
                "ExecutionRecorded | {'inventory':null,'writtenRecord':'a','video':null,'witnesses':0,'utilitiesCut':true} | RECORD_WRITTEN,UTILITIES_CUT",
                "ExecutionRecorded | {'inventory':null,'writtenRecord':null,'video':null,'witnesses':0,'utilitiesCut':false} | ``",
                "SafetyAppraised | {'safe':true} | APPRAISED_SAFE",
                "SafetyAppraised | {'safe':false} | APPRAISED_UNSAFE",
                "LeadReceived | {} | ``"
            })
    void what_an_event_says_decides_what_it_puts_on_record(String event, String payload, String acts) {
        assertThat(after(event(event, payload.replace('\'', '"'))).text()).isEqualTo(acts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CaseDismissed Verified | VERIFIED | ``",
                "CaseFiled | FILED | ``",
                "PartySought PartyIdentified | PARTY_IDENTIFIED | ``",
                "FactsNotified HearingAsked HearingNotified HearingHeld HearingWaived TimeExtended FactsNotified | NOTICE_ISSUED,TIME_EXTENDED | NOTIFIED",
                "ConstructionStopOrdered StopRefused | STOP_ORDERED,STOP_REFUSED | ORDERED",
                "DemolitionOrdered OrderPublished RemedyWaived FoundStanding DemandIssued DemandAnswered AgreementMade SubstituteDecided ForcedDemolitionDecided PostedOnSite OrderRevoked | ORDER_REVOKED | ``",
                "CaseFiled DemolitionOrdered DemandIssued ForcedDemolitionDecided PostedOnSite ForcedDecisionRevoked | DECISION_REVOKED,DEMAND_ISSUED,FILED,ORDER_ISSUED | DEMANDED",
                "ForcedDemolitionDecided ExecutionSuspended | FORCED_DEMOLITION_DECIDED,SUSPENDED | SUSPENDED",
                "ForcedDemolitionDecided ExecutionSuspended ExecutionResumed | FORCED_DEMOLITION_DECIDED,RESUMED | FORCED_DEMOLITION_DECIDED",
                "ExecutionSuspended ExecutionTerminated | SUSPENDED,TERMINATED | TERMINATED",
                "AgreementMade InstalmentKept AgreementBroken | AGREEMENT_BROKEN,INSTALMENT_KEPT | ``",
                "SubstituteDecided SubstitutePerformed CorrectionMade | CORRECTION_MADE,SUBSTITUTE_PERFORMED | ``",
                "AgreementMade AgreementBroken AgreementMade AgreementMade | AGREEMENT_BROKEN,AGREEMENT_MADE | ``",
                "SiteSeized SeizureExtended SeizureLifted UrgencyApproved | SEIZURE_LIFTED,URGENCY_APPROVED | ``",
                "OnSiteMeasureTaken OnSiteMeasureReported BuildingFoundFinished | FOUND_FINISHED,MEASURE_REPORTED,MEASURE_TAKEN | ``"
            })
    void some_acts_take_others_away_and_those_that_stand_make_the_stage(String events, String acts, String stage) {
        var recounted = after(
                Stream.of(events.split(" ")).map(name -> event(name, "{}")).toArray(StoredEvent[]::new));
        assertThat(recounted.text()).isEqualTo(acts);
        assertThat(recounted.stage()).isEqualTo(stage.isEmpty() ? null : stage);
    }

    /** One that the recount did not know would change nothing in it, and one of a newer revision might mean something else. */
    @ParameterizedTest
    @MethodSource("golden")
    void every_event_that_demolition_stores_is_known(Path file) {
        var stored = golden(file);
        assertThat(stored.type()).endsWith("/1");
        var recounted = new CaseRecount.Case();
        recounted.take(golden(GOLDEN.resolve("LeadReceived.1.json")));
        assertThat(recounted.take(stored)).isTrue();
        assertThat(ActsRecount.knows(stored.name()))
                .isEqualTo(!after(stored).text().isEmpty());
    }

    @Test
    void who_files_a_case_answers_for_it_until_another_is_named() {
        var recounted = new CaseRecount.Case();
        recounted.take(golden(GOLDEN.resolve("LeadReceived.1.json")));
        assertThat(recounted.row()).containsEntry("handler", null);
        recounted.take(event("CaseFiled", "{\"filedBy\":\"u-1\"}"));
        assertThat(recounted.row()).containsEntry("handler", "u-1").containsEntry("supervisor", null);
        recounted.take(golden(GOLDEN.resolve("HandlerAssigned.1.json")));
        assertThat(recounted.row()).containsEntry("handler", "u-4711").containsEntry("supervisor", "u-4714");
        recounted.take(event("CaseFiled", "{\"filedBy\":\"u-1\"}"));
        assertThat(recounted.row()).containsEntry("handler", "u-4711");
    }

    @Test
    void an_event_of_another_name_is_not_known() {
        var recounted = new CaseRecount.Case();
        recounted.take(golden(GOLDEN.resolve("LeadReceived.1.json")));
        assertThat(recounted.take(event("SomethingNew", "{}"))).isFalse();
    }

    static List<Path> golden() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    private static StoredEvent golden(Path file) {
        try {
            // Name, revision, and a number where the revision has several.
            var words = file.getFileName().toString().split("[.-]");
            return event(words[0] + "/" + words[1], Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredEvent event(String type, String payload) {
        var named = type.contains("/") ? type : type + "/1";
        return new StoredEvent(CASE, 0, 1, "EnforcementCase/" + named, 0, JSON.readTree(payload), CASE);
    }

    private static ActsRecount after(StoredEvent... events) {
        var acts = new ActsRecount();
        for (var event : events) acts.take(event);
        return acts;
    }
}
