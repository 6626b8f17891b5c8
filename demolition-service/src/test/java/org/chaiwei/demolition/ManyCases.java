package org.chaiwei.demolition;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseEvents;
import org.chaiwei.demolition.enforcement.HandlingEvent;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.eventstore.StagedEvent;

/**
 * Puts many cases into a service's log at once, for measurements: of ten, four are leads, three are under way at different steps, two are
 * demolished, accepted and wait to be restored, one is closed. They are spread over fifteen streets and two hundred handlers, and over the
 * ninety days before a given one. The same number gives the same cases.
 */
public final class ManyCases {

    /** Cases a batch: some thousands of events. */
    private static final int BATCH = 1_000;

    private static final int CHUNK_EVENTS = 2_000;
    private static final int STREETS = 15;
    private static final int HANDLERS = 200;
    private static final String PAPER = "c".repeat(64);
    private static final Map<String, String> METADATA = Map.of("actor", "system:many-cases", "role", "system");

    private ManyCases() {}

    /** @param today the last of the days on which anything happens */
    public static void fill(StagedAppend staged, DataSource database, int count, LocalDate today) throws SQLException {
        for (int from = 0; from < count; from += BATCH) {
            var events = new ArrayList<StagedEvent>();
            for (int i = from; i < Math.min(from + BATCH, count); i++) {
                var id = id(i);
                var sequence = 0L;
                for (var event : life(i, id, today))
                    events.add(new StagedEvent(id, CaseEvents.AGGREGATE_TYPE, sequence++, event, METADATA));
            }
            var batch = new UUID(1, from + 1L);
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                staged.stage(connection, batch, events);
                connection.commit();
                connection.setAutoCommit(true);
            }
            while (staged.appendNext(batch, CHUNK_EVENTS).remaining() > 0) {}
        }
    }

    public static UUID id(int i) {
        return new UUID(0x8000L, 0x8000_0000_0000_0000L + i);
    }

    public static String street(int i) {
        return "1101020" + (10 + i % STREETS);
    }

    public static String handler(int i) {
        return "u-" + i % HANDLERS;
    }

    private static List<CaseEvent> life(int i, UUID id, LocalDate today) {
        var street = street(i);
        var filedOn = today.minusDays(5 + i % 90);
        var handler = handler(i);
        var area = new BigDecimal(10 + i % 90);
        var events = new ArrayList<CaseEvent>();
        events.add(new CaseEvent.LeadReceived(
                id,
                new UUID(2, i),
                "%s-2026-%06d".formatted(street, i),
                "GENERAL",
                street,
                "STORAGE",
                List.of(),
                0,
                "EXISTING",
                area,
                null,
                filedOn,
                filedOn,
                null,
                null));
        var kind = i % 10;
        if (kind < 4) return events;
        events.add(new CaseEvent.CaseFiled(id, street, "many-" + i, "EXISTING", filedOn, "u-office"));
        events.add(new HandlingEvent.HandlerAssigned(
                id, street, handler, "enforcement", null, null, "u-office", "office", filedOn));
        var on = filedOn.plusDays(2);
        if (kind < 7) {
            var steps = List.<CaseEvent>of(
                    new ProcedureEvent.EvidenceCollected(id, "PICTURES", PAPER, handler, "enforcement", on),
                    new ProcedureEvent.PlanningOpinionGiven(id, "UNLAWFUL", PAPER, handler, "enforcement", on),
                    new ProcedureEvent.FactsNotified(id, PAPER, handler, "enforcement", on),
                    new ProcedureEvent.PaperServed(id, "NOTICE", "DIRECT", PAPER, handler, "enforcement", on),
                    new ProcedureEvent.StatementTaken(id, "HEARD", PAPER, handler, "enforcement", on),
                    new ProcedureEvent.LegalReviewed(id, true, PAPER, "u-legal", "legal", on),
                    new ProcedureEvent.DemolitionOrdered(id, 15, true, PAPER, handler, "enforcement", on));
            events.addAll(steps.subList(0, i / 10 % (steps.size() + 1)));
            return events;
        }
        var time = on.atTime(10, 0).atOffset(ZoneOffset.ofHours(8));
        events.add(new CaseEvent.Demolished(
                id, street, new UUID(3, i), area, true, "OWNER", PAPER, "d".repeat(64), handler, on, time));
        events.add(new CaseEvent.AcceptancePassed(
                id, street, area, false, "u-office", "office", "u-acceptance", "acceptance", on));
        if (kind == 9) {
            events.add(new CaseEvent.RestorationCompleted(id, street, "GREENED", PAPER, on));
            events.add(new CaseEvent.EntryClosed(id, new UUID(4, i), "DEMOLISHED", on));
        }
        return events;
    }
}
