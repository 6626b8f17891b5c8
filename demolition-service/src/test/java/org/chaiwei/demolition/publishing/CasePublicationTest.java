package org.chaiwei.demolition.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseDismissed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DemolitionOrdered;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.ForcedDemolitionDecided;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.contracts.demolition.OrderRevoked;
import org.chaiwei.contracts.demolition.RemedyDecided;
import org.chaiwei.contracts.demolition.RemedyFiled;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.demolition.RestrictionAcknowledged;
import org.chaiwei.contracts.demolition.RestrictionLifted;
import org.chaiwei.contracts.demolition.RestrictionRefused;
import org.chaiwei.contracts.demolition.RestrictionRequested;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.contracts.demolition.TrackSwitched;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.ClockEvent;
import org.chaiwei.demolition.enforcement.CooperationEvent;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.platform.fact.Publication.Outgoing;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.Test;

class CasePublicationTest {

    private static final UUID ID = UUID.fromString("36575b3e-7ed2-8c81-b726-47ecff2f6875");
    private static final UUID WORK = UUID.fromString("01920000-0000-7000-8000-0000000000d1");
    private static final String STREET = "110102013";
    private static final String PHOTO = "a".repeat(64);
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2016-05-09T09:30:00+08:00");
    private static final BigDecimal AREA = new BigDecimal("14.80");
    private static final String ACTOR = "u-1";

    private static final Map<CaseEvent, DemolitionFact> OF_PROCEDURE = Map.of(
            new ProcedureEvent.CaseDismissed(ID, "u-2", "office", DAY, STREET),
            new CaseDismissed(ID, STREET, DAY, ACTOR),
            new ProcedureEvent.DemolitionOrdered(ID, 15, true, PHOTO, "u-2", "office", DAY, STREET),
            new DemolitionOrdered(ID, STREET, 15, DAY, ACTOR),
            new ProcedureEvent.OrderRevoked(ID, PHOTO, "u-2", "leader", DAY, STREET),
            new OrderRevoked(ID, STREET, DAY, ACTOR),
            new ProcedureEvent.ForcedDemolitionDecided(ID, PHOTO, "u-2", "leader", DAY, STREET),
            new ForcedDemolitionDecided(ID, STREET, DAY, ACTOR),
            new ProcedureEvent.RemedyFiled(ID, WORK, "SUIT", "ORDER", PHOTO, "u-2", "legal", DAY, STREET),
            new RemedyFiled(ID, STREET, WORK, "SUIT", "ORDER", DAY, ACTOR),
            new ProcedureEvent.RemedyEnded(ID, WORK, "SUIT", "REVOKED", "ORDER", PHOTO, "u-2", "legal", DAY, STREET),
            new RemedyDecided(ID, STREET, WORK, "SUIT", "REVOKED", "ORDER", DAY, ACTOR),
            new ProcedureEvent.BuildingFoundFinished(ID, PHOTO, "u-2", "enforcement", DAY, STREET),
            new TrackSwitched(ID, STREET, "EXISTING", DAY, ACTOR));

    private static final Map<CaseEvent, DemolitionFact> OF_RESTRICTIONS = Map.of(
            new CooperationEvent.RestrictionRequested(
                    ID, STREET, WORK, "TRADE", "110102013-2016-00001", "u-2", "office", DAY),
            new RestrictionRequested(ID, STREET, WORK, "TRADE", "110102013-2016-00001", DAY, ACTOR),
            new CooperationEvent.RestrictionAcknowledged(ID, STREET, WORK, "TRADE", "u-2", "department", DAY),
            new RestrictionAcknowledged(ID, STREET, WORK, "TRADE", DAY, ACTOR),
            new CooperationEvent.RestrictionRefused(ID, STREET, WORK, "TRADE", "u-2", "department", DAY),
            new RestrictionRefused(ID, STREET, WORK, "TRADE", DAY, ACTOR),
            new CooperationEvent.RestrictionLifted(ID, STREET, WORK, "TRADE", "CLOSED", null, null, DAY),
            new RestrictionLifted(ID, STREET, WORK, "TRADE", "CLOSED", DAY, ACTOR));

    private static final Map<CaseEvent, DemolitionFact> OF_WORK = Map.of(
            new CaseEvent.CaseFiled(ID, STREET, "拆案〔2016〕110102013-00001号", "EXISTING", DAY, ACTOR),
            new CaseFiled(ID, STREET, "拆案〔2016〕110102013-00001号", "EXISTING", DAY, ACTOR),
            new CaseEvent.DiscoveryConfirmed(ID, STREET, DAY, TIME),
            new DiscoveryConfirmed(ID, STREET, DAY, TIME, ACTOR),
            new CaseEvent.Demolished(ID, STREET, WORK, AREA, true, "OWNER", PHOTO, PHOTO, "u-1", DAY, TIME),
            new Demolished(ID, STREET, WORK, AREA, true, "OWNER", DAY, TIME, ACTOR),
            new CaseEvent.WallSealed(ID, STREET, WORK, 2, PHOTO, PHOTO, "u-1", DAY, TIME),
            new WallSealed(ID, STREET, WORK, 2, DAY, TIME, ACTOR),
            new CaseEvent.AcceptancePassed(ID, STREET, AREA, false, "u-2", "office", "u-1", "acceptance", DAY),
            new AcceptancePassed(
                    ID,
                    STREET,
                    AREA,
                    false,
                    List.of(new Signature("u-2", "office"), new Signature("u-1", "acceptance")),
                    DAY,
                    ACTOR),
            new CaseEvent.AcceptanceFailed(ID, STREET, AREA, false, "UNSAFE", "u-1", "office", DAY),
            new AcceptanceFailed(ID, STREET, AREA, false, "UNSAFE", DAY, ACTOR),
            new CaseEvent.RestorationCompleted(ID, STREET, "GREENED", PHOTO, DAY),
            new RestorationCompleted(ID, STREET, "GREENED", DAY, ACTOR),
            new ClockEvent.OneHourClockMissed(
                    ID, STREET, "ON_SITE", "one-hour-on-site", 30, 1, null, "office", true, DAY, TIME),
            new OneHourClockMissed(ID, STREET, "ON_SITE", 30, 1, null, "office", DAY, TIME, ACTOR),
            new ClockEvent.OneHourClockStopped(ID, STREET, "KEPT", 2_700, DAY, TIME),
            new OneHourClockStopped(ID, STREET, "KEPT", 2_700, DAY, TIME, ACTOR));

    private final CasePublication publication = new CasePublication();

    @Test
    void every_fact_of_the_published_language_is_told_by_the_event_that_it_names() {
        var told = new HashSet<String>();
        var all = new HashMap<>(OF_WORK);
        all.putAll(OF_PROCEDURE);
        all.putAll(OF_RESTRICTIONS);
        all.forEach((event, fact) -> {
            var outgoing = told(event).orElseThrow();
            assertThat(outgoing.data()).isEqualTo(fact);
            assertThat(outgoing.key()).isEqualTo(ID);
            assertThat(outgoing.type())
                    .isEqualTo("org.chaiwei.demolition." + fact.getClass().getSimpleName() + ".v1");
            told.add(outgoing.type());
        });
        assertThat(publication.types()).containsExactlyInAnyOrderElementsOf(told);
        assertThat(DemolitionFact.TYPES.stream().map(FactType::type)).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void neither_a_single_signature_nor_what_the_ledger_told_is_anyone_else_s_affair() {
        assertThat(told(new CaseEvent.AcceptanceSigned(ID, "u-1", "office", DAY)))
                .isEmpty();
        assertThat(told(new ClockEvent.ClockPaused(ID, "u-1", "street", DAY, TIME)))
                .isEmpty();
        assertThat(told(new CaseEvent.EntryClosed(ID, WORK, "DEMOLISHED", DAY))).isEmpty();
    }

    @Test
    void what_is_nobody_else_s_act_is_not_told_nor_is_a_step_of_before_it_was_told() {
        assertThat(told(new ProcedureEvent.FactsNotified(ID, PHOTO, "u-2", "enforcement", DAY)))
                .isEmpty();
        assertThat(told(new CooperationEvent.SupportDone(ID, WORK, null, "u-2", "street", DAY)))
                .isEmpty();
        assertThat(told(new ProcedureEvent.DemolitionOrdered(ID, 15, true, PHOTO, "u-2", "enforcement", DAY)))
                .isEmpty();
    }

    private Optional<Outgoing> told(CaseEvent event) {
        return publication.factOf(new Recorded(1, Instant.EPOCH, ID, 0, event), ACTOR);
    }
}
