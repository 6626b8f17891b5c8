package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.CLOSED_BEFORE;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
import static org.chaiwei.demolition.enforcement.Examples.DISCOVERED;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.MAY_10;
import static org.chaiwei.demolition.enforcement.Examples.MAY_12;
import static org.chaiwei.demolition.enforcement.Examples.MAY_3;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9_MORNING;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.REASON;
import static org.chaiwei.demolition.enforcement.Examples.SEALING;
import static org.chaiwei.demolition.enforcement.Examples.TIANQIAO;
import static org.chaiwei.demolition.enforcement.Examples.m2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenCaseEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/enforcement");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(CaseEvents.TYPES.toArray(EventTypes.Named[]::new)));
    private static final String PAPER = "c".repeat(64);
    private static final UUID PARTY = UUID.fromString("01920000-0000-7000-8000-0000000000a1");
    private static final UUID REMEDY = UUID.fromString("01920000-0000-7000-8000-0000000000b1");
    private static final UUID RESTRICTION = UUID.fromString("01920000-0000-7000-8000-0000000000c1");
    private static final UUID CONSULTATION = UUID.fromString("01920000-0000-7000-8000-0000000000c2");
    private static final UUID SUPPORT = UUID.fromString("01920000-0000-7000-8000-0000000000c3");
    private static final String ALLEY = "杨梅竹斜街";
    private static final UUID DEADLINE = UUID.fromString("01920000-0000-7000-8000-0000000000c1");
    private static final UUID FACT = UUID.fromString("01920000-0000-7000-8000-0000000000f1");

    /** How types whose fields were added to were written before. */
    private static final List<String> OLDER_FORMS = olderForms()
            .map(event -> typeOf(event).name() + "." + typeOf(event).revision() + ".json")
            .toList();

    /** One event of each type, in the order of the types. */
    static Stream<CaseEvent> events() {
        return Stream.of(
                new CaseEvent.LeadReceived(
                        ID,
                        FACT,
                        "110102013-2016-00001",
                        "WALL_OPENING",
                        DASHILAR,
                        "COMMERCIAL",
                        List.of("RENTAL_BUSINESS", "FIRE_LANE"),
                        2,
                        "RELAPSE",
                        m2("14.8"),
                        CLOSED_BEFORE,
                        DISCOVERED,
                        DISCOVERED,
                        ALLEY,
                        PARTY),
                new CaseEvent.EntryCorrected(ID, FACT, "GENERAL", "STORAGE", 0, m2("120000"), MAY_10, ALLEY),
                new CaseEvent.EntryReassigned(ID, FACT, TIANQIAO, MAY_10, ALLEY),
                new CaseEvent.EntryTagged(ID, FACT, List.of("RENTAL_BUSINESS", "FIRE_LANE"), MAY_10),
                new CaseEvent.EntryWithdrawn(ID, FACT, MAY_10),
                new CaseEvent.EntryClosed(ID, FACT, "DEMOLISHED", MAY_12),
                new CaseEvent.ClosingRevoked(ID, FACT, MAY_12),
                new CaseEvent.RelapseLinked(ID, FACT, CLOSED_BEFORE, MAY_10),
                new CaseEvent.DemolitionPosted(ID, FACT, null, m2("14.8"), m2("0"), true, DISCOVERED),
                new CaseEvent.DemolitionNotPosted(
                        ID, FACT, DEMOLITION, m2("14.8"), m2("10"), "MORE_THAN_REMAINING", MAY_9),
                new CaseEvent.DemolitionReversed(ID, FACT, m2("14.8"), m2("14.8"), MAY_10),
                new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", MAY_3, "u-4711"),
                new CaseEvent.DiscoveryConfirmed(ID, DASHILAR, MAY_9, MAY_9_MORNING),
                new CaseEvent.Demolished(
                        ID,
                        DASHILAR,
                        DEMOLITION,
                        m2("14.8"),
                        true,
                        "OWNER",
                        PHOTOS.before(),
                        PHOTOS.after(),
                        "u-4711",
                        MAY_9,
                        MAY_9_MORNING),
                new CaseEvent.WallSealed(
                        ID, DASHILAR, SEALING, 2, PHOTOS.before(), PHOTOS.after(), "u-4711", MAY_9, MAY_9_MORNING),
                new CaseEvent.AcceptanceSigned(ID, "u-4712", "office", MAY_10),
                new CaseEvent.AcceptancePassed(
                        ID, DASHILAR, m2("14.8"), true, "u-4712", "office", "u-4713", "acceptance", MAY_12),
                new CaseEvent.AcceptanceFailed(
                        ID, DASHILAR, m2("14.8"), false, "NOT_CLEARED", "u-4713", "acceptance", MAY_10),
                new CaseEvent.RestorationCompleted(ID, DASHILAR, "GREENED", PHOTOS.after(), MAY_12),
                new ProcedureEvent.Verified(ID, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.CaseDismissed(ID, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.EvidenceCollected(ID, "MEASUREMENT", PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.PlanningOpinionGiven(ID, "UNLAWFUL", PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.PartySought(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.PartyIdentified(ID, PARTY, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.FactsNotified(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.HearingAsked(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.HearingNotified(ID, MAY_12, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.HearingHeld(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.HearingWaived(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.StatementTaken(ID, "HEARD", PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.LegalReviewed(ID, true, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.TimeExtended(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.DemolitionOrdered(ID, 15, true, PAPER, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.PaperServed(ID, "ORDER", "LEFT", PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.PublicNoticeMade(ID, "ORDER", PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.OrderPublished(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.FoundStanding(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.DemandIssued(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.DemandAnswered(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.RemedyWaived(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.RemedyFiled(
                        ID, REMEDY, "SUIT", "ORDER", PAPER, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.RemedyEnded(
                        ID, REMEDY, "SUIT", "REVOKED", "ORDER", PAPER, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.ForcedDemolitionDecided(ID, PAPER, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.PostedOnSite(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.UrgencyApproved(ID, MAY_12, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ExecutionRecorded(
                        ID, PAPER, PAPER, PAPER, 2, false, "u-4711", "enforcement", MAY_9, MAY_9_MORNING),
                new ProcedureEvent.SafetyAppraised(ID, false, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ExecutionSuspended(ID, "THIRD_PARTY", "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ExecutionResumed(ID, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ExecutionTerminated(ID, "NOTHING_TO_ENFORCE", "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.AgreementMade(ID, 3, MAY_12, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.InstalmentKept(ID, 1, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.AgreementBroken(ID, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.SubstituteDecided(ID, m2("1200"), PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.SubstitutePerformed(ID, m2("1180.50"), PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.CorrectionMade(ID, "COMPENSATED", m2("0"), PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ConstructionStopOrdered(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.StopRefused(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.SiteSeized(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.SeizureExtended(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.SeizureLifted(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.OnSiteMeasureTaken(ID, PAPER, "u-4711", "enforcement", MAY_9, MAY_9_MORNING),
                new ProcedureEvent.OnSiteMeasureReported(ID, PAPER, "u-4711", "enforcement", MAY_9, MAY_9_MORNING),
                new ProcedureEvent.BuildingFoundFinished(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.OrderRevoked(ID, PAPER, "u-4711", "enforcement", MAY_9, DASHILAR),
                new ProcedureEvent.ForcedDecisionRevoked(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new CooperationEvent.RestrictionRequested(
                        ID, DASHILAR, RESTRICTION, "MORTGAGE", "110102013-2016-00001", "u-4711", "enforcement", MAY_9),
                new CooperationEvent.RestrictionAcknowledged(
                        ID, DASHILAR, RESTRICTION, "MORTGAGE", "u-4714", "department", MAY_10),
                new CooperationEvent.RestrictionRefused(
                        ID, DASHILAR, RESTRICTION, "MORTGAGE", "u-4714", "department", MAY_10),
                new CooperationEvent.RestrictionLifted(
                        ID, DASHILAR, RESTRICTION, "MORTGAGE", "CLOSED", null, null, MAY_12),
                new CooperationEvent.ConsultationAsked(
                        ID, CONSULTATION, "PLANNING", "u-4714", MAY_12, REASON, "u-4711", "enforcement", MAY_9),
                new CooperationEvent.ConsultationAnswered(
                        ID, CONSULTATION, PAPER, REASON, "u-4714", "department", MAY_10),
                new CooperationEvent.SupportAsked(
                        ID, SUPPORT, "LIVELIHOOD", "u-4715", MAY_12, REASON, "u-4711", "enforcement", MAY_9),
                new CooperationEvent.SupportDone(ID, SUPPORT, REASON, "u-4715", "street", MAY_10),
                new ProcedureEvent.RectificationOrdered(ID, 30, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.RectificationFound(
                        ID, true, "2016规建字0001号", MAY_9, PAPER, "u-4711", "enforcement", MAY_10),
                new ClockEvent.SiteDispatched(ID, "u-4711", "street", MAY_9, MAY_9_MORNING),
                new ClockEvent.SiteReached(ID, "u-4711", "street", MAY_9, MAY_9_MORNING),
                new ClockEvent.WorkStopped(ID, "u-4711", "street", MAY_9, MAY_9_MORNING),
                new ClockEvent.ClockPaused(ID, "u-4711", "street", MAY_9, MAY_9_MORNING),
                new ClockEvent.ClockResumed(ID, "u-4711", "street", MAY_9, MAY_9_MORNING),
                new ClockEvent.OneHourClockMissed(
                        ID,
                        DASHILAR,
                        "ON_SITE",
                        "one-hour-on-site",
                        30,
                        1,
                        "DISPATCHED",
                        "office",
                        true,
                        MAY_9,
                        MAY_9_MORNING),
                new ClockEvent.OneHourClockStopped(ID, DASHILAR, "KEPT", 2_700, MAY_9, MAY_9_MORNING),
                new ClockEvent.ClockPauseEscalated(
                        ID,
                        DASHILAR,
                        2,
                        "one-hour-pause",
                        MAY_9_MORNING,
                        "OFFICE",
                        null,
                        List.of("SUPERVISOR"),
                        MAY_9,
                        MAY_9_MORNING.plusMinutes(30)),
                new HandlingEvent.HandlerAssigned(
                        ID, DASHILAR, "u-4711", "enforcement", "u-4714", "street", "u-4712", "office", MAY_9),
                new HandlingEvent.DeadlineReached(
                        ID,
                        DASHILAR,
                        DEADLINE,
                        "DUE",
                        "RESTORED",
                        "restoration-in-time",
                        MAY_12,
                        false,
                        "SUPERVISOR",
                        "u-4714",
                        List.of("HANDLER"),
                        MAY_12),
                new HandlingEvent.DeadlineEscalated(
                        ID,
                        DASHILAR,
                        DEADLINE,
                        2,
                        "RESTORED",
                        "restoration-in-time",
                        MAY_9,
                        true,
                        "STREET",
                        null,
                        List.of(),
                        MAY_12));
    }

    /** The same events without what was added to them since, in the order of the types. */
    static Stream<CaseEvent> olderForms() {
        return Stream.of(
                new CaseEvent.LeadReceived(
                        ID,
                        FACT,
                        "110102013-2016-00001",
                        "WALL_OPENING",
                        DASHILAR,
                        "COMMERCIAL",
                        List.of("RENTAL_BUSINESS", "FIRE_LANE"),
                        2,
                        "RELAPSE",
                        m2("14.8"),
                        CLOSED_BEFORE,
                        DISCOVERED,
                        DISCOVERED,
                        null,
                        null),
                new CaseEvent.EntryCorrected(ID, FACT, "GENERAL", "STORAGE", 0, m2("120000"), MAY_10, null),
                new CaseEvent.EntryReassigned(ID, FACT, TIANQIAO, MAY_10, null),
                new CaseEvent.CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", MAY_3, null),
                new ProcedureEvent.CaseDismissed(ID, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.DemolitionOrdered(ID, 15, true, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.RemedyFiled(ID, REMEDY, "SUIT", "ORDER", PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.RemedyEnded(
                        ID, REMEDY, "SUIT", "REVOKED", "ORDER", PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.ForcedDemolitionDecided(ID, PAPER, "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.BuildingFoundFinished(ID, PHOTOS.after(), "u-4711", "enforcement", MAY_9),
                new ProcedureEvent.OrderRevoked(ID, PAPER, "u-4711", "enforcement", MAY_9));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(CaseEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(CaseEvent event) throws IOException {
        var type = typeOf(event);
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(file(type)),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("olderForms")
    void an_event_from_before_a_field_was_added_is_read_with_nothing_in_it(CaseEvent event) throws IOException {
        var type = typeOf(event);
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(FILES.resolve(type.name() + "." + type.revision() + ".json")),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    void every_type_has_its_file_and_every_file_its_type() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    OLDER_FORMS.stream(),
                                    CaseEvents.TYPES.stream()
                                            .map(type ->
                                                    file(type).getFileName().toString()))
                            .toList());
        }
        assertThat(events().map(GoldenCaseEventsTest::typeOf)).containsExactlyElementsOf(CaseEvents.TYPES);
    }

    @Test
    void every_event_that_may_happen_has_a_type_of_its_own_name() {
        assertThat(CaseEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrderElementsOf(records(CaseEvent.class));
        assertThat(new TreeSet<>(
                        CaseEvents.TYPES.stream().map(EventTypes.Named::name).toList()))
                .hasSameSizeAs(CaseEvents.TYPES);
    }

    private static List<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? List.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> records(permitted).stream())
                        .distinct()
                        .<Class<?>>map(c -> c)
                        .toList();
    }

    private static EventTypes.Named typeOf(CaseEvent event) {
        return CaseEvents.TYPES.stream()
                .filter(type -> type.type() == event.getClass())
                .findFirst()
                .orElseThrow();
    }

    /** The newest form: a type whose fields were added to has a file for each, the first named without a number. */
    private static Path file(EventTypes.Named type) {
        var first = type.name() + "." + type.revision() + ".json";
        return FILES.resolve(OLDER_FORMS.contains(first) ? first.replace(".json", "-2.json") : first);
    }
}
