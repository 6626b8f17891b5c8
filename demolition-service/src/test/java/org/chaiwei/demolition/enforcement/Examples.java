package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.demolition.enforcement.CaseCommand.ConfirmDiscovery;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/** One case in 大栅栏街道, what the ledger tells of it, and those who deal with it. */
final class Examples {

    static final UUID ID = UUID.fromString("36575b3e-7ed2-8c81-b726-47ecff2f6875");
    static final UUID CLOSED_BEFORE = UUID.fromString("76cf80c6-0ac4-8d3d-97dd-d0a1b7b1d8c2");
    static final UUID REASON = UUID.fromString("01920000-0000-7000-8000-00000000000b");
    static final UUID DEMOLITION = UUID.fromString("01920000-0000-7000-8000-0000000000d1");
    static final UUID DEMOLITION_2 = UUID.fromString("01920000-0000-7000-8000-0000000000d2");
    static final UUID SEALING = UUID.fromString("01920000-0000-7000-8000-0000000000e1");

    static final String DASHILAR = "110102013";
    static final String TIANQIAO = "110102014";
    static final String NUMBER = "拆案〔2016〕110102013-00001号";

    static final LocalDate DISCOVERED = LocalDate.of(2016, 4, 20);
    static final LocalDate MAY_3 = LocalDate.of(2016, 5, 3);
    static final LocalDate MAY_9 = LocalDate.of(2016, 5, 9);
    static final LocalDate MAY_10 = LocalDate.of(2016, 5, 10);
    static final LocalDate MAY_12 = LocalDate.of(2016, 5, 12);
    static final LocalDate TODAY = LocalDate.of(2016, 5, 20);
    static final Instant NOW = Instant.parse("2016-05-20T02:00:00Z");
    static final OffsetDateTime MAY_9_MORNING = OffsetDateTime.parse("2016-05-09T09:30:00+08:00");

    static final Photos PHOTOS = new Photos("a".repeat(64), "b".repeat(64));

    static final LedgerEntry ENTRY = entry("GENERAL", "EXISTING");
    static final LedgerEntry WALL = entry("WALL_OPENING", "EXISTING");
    static final LedgerEntry NEW = entry("GENERAL", "NEW");

    private static final AtomicLong FACTS = new AtomicLong();

    private Examples() {}

    static LedgerEntry entry(String kind, String origin) {
        return entry(kind, origin, DASHILAR, List.of("FIRE_LANE"));
    }

    static LedgerEntry entry(String kind, String origin, String street, List<String> tags) {
        return new LedgerEntry(
                "110102013-2016-00001", kind, street, null, null, "杨梅竹斜街", null, "STORAGE", tags, 2, origin);
    }

    static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }

    static Asked by(Role role) {
        return by(role.claim() + "-1", role);
    }

    static Asked by(String actor, Role role) {
        return new Asked(new Scope(role, Set.of(DASHILAR)), actor, NOW, null);
    }

    static Asked withReason(Role role) {
        return new Asked(new Scope(role, Set.of(DASHILAR)), role.claim() + "-1", NOW, REASON);
    }

    static FileCase file(LocalDate on, Asked asked) {
        return new FileCase(ID, NUMBER, Track.EXISTING, on, asked);
    }

    static ConfirmDiscovery confirm(OffsetDateTime at, Asked asked) {
        return new ConfirmDiscovery(ID, at, asked);
    }

    static RecordDemolition demolish(UUID demolition, String areaM2, boolean whole, Asked asked) {
        return demolish(demolition, areaM2, whole, MAY_9_MORNING, asked);
    }

    static RecordDemolition demolish(UUID demolition, String areaM2, boolean whole, OffsetDateTime at, Asked asked) {
        return new RecordDemolition(ID, demolition, m2(areaM2), whole, DemolishedBy.OWNER, PHOTOS, at, asked);
    }

    static RecordSealing seal(Asked asked) {
        return new RecordSealing(ID, SEALING, 2, PHOTOS, MAY_9_MORNING, asked);
    }

    static SignAcceptance passes(LocalDate on, Asked asked) {
        return new SignAcceptance(ID, null, on, asked);
    }

    static SignAcceptance fails(FailureCause cause, LocalDate on, Asked asked) {
        return new SignAcceptance(ID, cause, on, asked);
    }

    static RecordRestoration restore(LocalDate on, Asked asked) {
        return new RecordRestoration(ID, RestorationKind.GREENED, "c".repeat(64), on, asked);
    }

    /** A fact of its own each time. */
    static HearFromLedger heard(LedgerFact said) {
        return new HearFromLedger(ID, new UUID(7, FACTS.incrementAndGet()), said);
    }

    static ViolationRegistered registered(LedgerEntry entry, String areaM2) {
        return new ViolationRegistered(
                ID, entry, m2(areaM2), DISCOVERED, "PATROL", null, false, DISCOVERED, null, "street-1");
    }

    static ViolationCorrected corrected(LedgerEntry entry, String beforeM2, String areaM2) {
        return new ViolationCorrected(ID, ENTRY, entry, m2(beforeM2), m2(areaM2), m2("0"), MAY_10, "office-1");
    }

    static StreetReassigned reassigned(String street) {
        return new StreetReassigned(
                ID, ENTRY, entry("GENERAL", "EXISTING", street, List.of()), m2("20"), m2("0"), MAY_10, "office-1");
    }

    static ViolationTagged tagged(String... tags) {
        return new ViolationTagged(
                ID, ENTRY, entry("GENERAL", "EXISTING", DASHILAR, List.of(tags)), MAY_10, "street-1");
    }

    static ViolationWithdrawn withdrawn() {
        return new ViolationWithdrawn(ID, ENTRY, m2("20"), DISCOVERED, m2("0"), null, MAY_10, "street-1", null);
    }

    static LedgerClosed closed(String ground) {
        return new LedgerClosed(ID, ENTRY, ground, m2("20"), false, MAY_12, "street-1");
    }

    static LedgerClosingRevoked revoked() {
        return new LedgerClosingRevoked(
                ID, ENTRY, "DEMOLISHED", MAY_12, m2("0"), "leader-1", LocalDate.of(2016, 5, 13), "office-1");
    }

    static RelapseDetected relapse() {
        return new RelapseDetected(ID, ENTRY, CLOSED_BEFORE, m2("14.80"), DISCOVERED, MAY_9_MORNING, "street-1");
    }

    static DemolitionPosted posted(@Nullable UUID demolition, String areaM2, String remainingM2) {
        return new DemolitionPosted(
                ID, ENTRY, demolition, m2(areaM2), m2(remainingM2), demolition == null, MAY_9, "system:ledger");
    }

    static DemolitionNotPosted notPosted(UUID demolition, String areaM2, String remainingM2) {
        return new DemolitionNotPosted(
                ID, ENTRY, demolition, m2(areaM2), m2(remainingM2), "MORE_THAN_REMAINING", MAY_9, "system:ledger");
    }

    static DemolitionReversed reversed(String areaM2, String remainingM2) {
        return new DemolitionReversed(ID, ENTRY, m2(areaM2), m2(remainingM2), MAY_10, "system:ledger");
    }
}
