package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.platform.view.View.Recorded;

/** The events of a ledger of the plan's size, as an import brings them: entry by entry, each with its past clearance. */
public final class WholeLedger {

    public static final int ENTRIES = 66_682;

    private static final int CLEARED = 11_479;

    private WholeLedger() {}

    /** The same events every time. */
    public static List<Recorded> events() {
        var random = new Random(66_682);
        var communities = Places.published().communities();
        var start = LocalDate.of(2013, 4, 12);
        var recordedAt = Instant.parse("2016-01-04T01:00:00Z");
        var events = new ArrayList<Recorded>();
        for (int i = 0; i < ENTRIES; i++) {
            var community = communities.get((int) ((long) i * communities.size() / ENTRIES));
            var number = "%s-2013-%05d".formatted(community.streetCode(), i);
            var id = ViolationId.of(number);
            var entry = new Particulars(
                    number,
                    LedgerKind.GENERAL.name(),
                    community.streetCode(),
                    community.code(),
                    "第" + random.nextInt(300) + "小区",
                    "西街" + random.nextInt(900) + "巷",
                    null,
                    Use.values()[random.nextInt(5)].name(),
                    random.nextInt(4) == 0 ? List.of(Tag.values()[random.nextInt(12)].name()) : List.of(),
                    0,
                    Origin.EXISTING.name());
            var area = BigDecimal.valueOf(100 + random.nextInt(4_000), 2);
            var registeredOn = start.plusDays(random.nextInt(900));
            var life = new ArrayList<ViolationEvent>();
            life.add(new ViolationRegistered(
                    id,
                    entry,
                    community.name().substring(0, 3) + "西街" + random.nextInt(900) + "巷" + random.nextInt(200) + "号",
                    new BigDecimal("116.389000"),
                    new BigDecimal("39.895000"),
                    area,
                    "砖混",
                    1,
                    2004,
                    registeredOn,
                    FoundBy.INVENTORY.name(),
                    null,
                    null,
                    true,
                    registeredOn));
            if (i % (ENTRIES / CLEARED) == 0 && i / (ENTRIES / CLEARED) < CLEARED) {
                life.add(new DemolitionPosted(id, entry, area, true, registeredOn.plusDays(30)));
                life.add(new LedgerClosed(id, entry, Ground.DEMOLISHED.name(), area, true, registeredOn.plusDays(40)));
            }
            for (int sequence = 0; sequence < life.size(); sequence++)
                events.add(new Recorded(events.size() + 1, recordedAt, id, sequence, life.get(sequence)));
        }
        return events;
    }
}
