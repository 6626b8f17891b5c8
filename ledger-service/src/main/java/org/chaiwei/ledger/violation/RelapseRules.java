package org.chaiwei.ledger.violation;

import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.Sighting;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRelapsed;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateInFuture;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NoSuchSuspicion;
import org.chaiwei.ledger.violation.ViolationRefusal.NothingToRelapse;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.ledger.violation.ViolationState.Withdrawn;
import org.chaiwei.platform.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what is seen at a closed entry's place. Only what was demolished or sealed can stand again; where a closing has another
 * ground, the construction may lawfully be there. An entry relapses at most once, and its own history does not change by it.
 */
final class RelapseRules {

    /** 回访 finds nothing of these: a permit, a dismissal, a duplicate, a revoked order leave the construction where it is. */
    private static final Set<Ground> CLEARED = EnumSet.of(Ground.DEMOLISHED, Ground.SEALED);

    private static final BigDecimal ON_THE_SPOT = new BigDecimal("0.0");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private RelapseRules() {}

    static Decision suspect(SuspectRelapse c, Closed closed) {
        if (closed.aftermath().knows(c.sighting().id())) return accept();
        var errors = photo(c.sighting().photo());
        if (!errors.isEmpty()) return refuse(new EntryInvalid(errors));
        var refusal = notSuspicious(c.asked(), closed);
        return refusal != null
                ? refuse(refusal)
                : accept(suspected(c.violation(), closed.entry(), c.sighting(), c.distanceM(), c.actor(), c.asked()));
    }

    private static @Nullable ViolationRefusal notSuspicious(Asked asked, Closed closed) {
        var closing = closed.closing();
        if (asked.occurredOn().isAfter(asked.today())) return new DateInFuture(asked.today());
        if (closed.aftermath().relapse() != null)
            return new AlreadyRelapsed(closed.aftermath().relapse());
        if (!CLEARED.contains(Ground.valueOf(closing.ground()))) return new NothingToRelapse(closing.ground());
        return asked.occurredOn().isBefore(closing.on()) ? new DateBeforeLastEvent(closing.on()) : null;
    }

    private static RelapseSuspected suspected(
            UUID violation, Entry entry, Sighting seen, BigDecimal distanceM, String actor, Asked asked) {
        return new RelapseSuspected(
                violation,
                entry.particulars(),
                seen.id(),
                distanceM.setScale(1, RoundingMode.HALF_UP),
                seen.foundBy().name(),
                seen.photo(),
                seen.partyId(),
                actor,
                seen.at(),
                asked.occurredOn());
    }

    /** Somebody of the street or of the office, but never whoever reported it. */
    static Decision confirm(ConfirmRelapse c, Closed closed, Places places) {
        var entry = closed.entry();
        var suspicion = closed.aftermath().suspicion(c.sighting());
        if (closed.aftermath().relapse() != null)
            return refuse(new AlreadyRelapsed(closed.aftermath().relapse()));
        if (suspicion.isEmpty()) return refuse(new NoSuchSuspicion());
        if (suspicion.get().reportedBy().equals(c.actor())) return refuse(new AnotherPersonNeeded());
        if (c.asked().occurredOn().isAfter(c.asked().today()))
            return refuse(new DateInFuture(c.asked().today()));
        if (c.asked().occurredOn().isBefore(suspicion.get().seenOn()))
            return refuse(new DateBeforeLastEvent(suspicion.get().seenOn()));
        var found = c.found();
        var errors = new ArrayList<>(photo(found.photo()));
        errors.addAll(EntryRules.of(
                entry.particulars(),
                entry.site(),
                found.areaM2(),
                new Building(found.structure(), found.storeys(), null),
                c.asked().today(),
                places));
        if (!errors.isEmpty()) return refuse(new EntryInvalid(errors));
        var number = RelapseNumber.after(entry.particulars().ledgerNumber());
        return accept(new RelapseConfirmed(
                c.violation(),
                entry.particulars(),
                c.sighting(),
                ViolationId.of(number),
                number,
                found.areaM2(),
                found.use() == null ? entry.particulars().use() : found.use().name(),
                Site.stripped(found.structure()),
                found.storeys(),
                suspicion.get().foundBy(),
                suspicion.get().seenOn(),
                suspicion.get().partyId(),
                found.photo(),
                closed.closing().ground(),
                entry.demolished().m2(),
                found.at(),
                c.asked().occurredOn()));
    }

    static Decision dismiss(DismissSuspicion c, Closed closed) {
        if (closed.aftermath().settled().contains(c.sighting())) return accept();
        if (closed.aftermath().suspicion(c.sighting()).isEmpty()) return refuse(new NoSuchSuspicion());
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(ViolationDecider.FREE_DAYS));
        var wrongDay = ViolationDecider.wrongDay(c.asked(), closed.entry());
        return wrongDay != null
                ? refuse(wrongDay)
                : accept(new RelapseSuspicionDismissed(
                        c.violation(),
                        closed.entry().particulars(),
                        c.sighting(),
                        reason,
                        c.asked().occurredOn()));
    }

    /** The place is the closed entry's; what is said of it otherwise was confirmed. */
    static Decision register(RegisterRelapse c) {
        var confirmed = c.confirmed();
        var closed = confirmed.entry();
        var entry = new Particulars(
                confirmed.relapseNumber(),
                closed.ledgerKind(),
                c.site().street(),
                c.site().community(),
                c.site().compound(),
                c.site().alley(),
                closed.unit(),
                confirmed.use(),
                closed.tags(),
                closed.households(),
                Origin.RELAPSE.name());
        return accept(
                new ViolationRegistered(
                        c.violation(),
                        entry,
                        c.site().address(),
                        c.site().lon(),
                        c.site().lat(),
                        confirmed.areaM2(),
                        confirmed.structure(),
                        confirmed.storeys(),
                        null,
                        confirmed.discoveredOn(),
                        confirmed.foundBy(),
                        confirmed.partyId(),
                        null,
                        false,
                        confirmed.occurredOn()),
                new RelapseDetected(
                        c.violation(),
                        entry,
                        confirmed.violation(),
                        closed,
                        confirmed.ground(),
                        confirmed.takenBackM2(),
                        confirmed.sighting(),
                        confirmed.occurredAt(),
                        confirmed.occurredOn()));
    }

    /** Whether the entry that stands is what this command would make. */
    static boolean isMade(RegisterRelapse c, ViolationState state) {
        return switch (state) {
            case Open open -> c.confirmed().violation().equals(open.entry().relapseOf());
            case Closed closed ->
                c.confirmed().violation().equals(closed.entry().relapseOf());
            case Unregistered _, Withdrawn _ -> false;
        };
    }

    static Decision patrol(RecordPatrol c, Closed closed) {
        var wrongDay = ViolationDecider.wrongDay(c.asked(), closed.entry());
        if (wrongDay != null) return refuse(wrongDay);
        var errors = new ArrayList<FieldError>();
        if (c.photo() != null) errors.addAll(photo(c.photo()));
        if (!errors.isEmpty()) return refuse(new EntryInvalid(errors));
        var patrolled = new PatrolRecorded(
                c.violation(),
                closed.entry().particulars(),
                PatrolRounds.roundOn(
                        c.asked().occurredOn(),
                        closed.closing().on(),
                        closed.aftermath().patrolRound()),
                c.found() != null,
                c.photo(),
                c.asked().occurredOn());
        if (c.found() == null) return accept(patrolled);
        var refusal = notSuspicious(c.asked(), closed);
        return refusal != null
                ? accept(patrolled) // what stands there was dealt with, or may stand there
                : accept(
                        patrolled,
                        suspected(c.violation(), closed.entry(), c.found(), ON_THE_SPOT, c.actor(), c.asked()));
    }

    private static List<FieldError> photo(String photo) {
        return SHA_256.matcher(photo).matches() ? List.of() : List.of(new FieldError("photo", "not-a-sha-256"));
    }
}
