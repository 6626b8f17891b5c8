package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.rating.RatingCommand.Asked;
import org.chaiwei.accountability.rating.RatingCommand.CorrectPoints;
import org.chaiwei.accountability.rating.RatingCommand.DecideAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FileAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FreezeMonth;
import org.chaiwei.accountability.rating.RatingEvent.AppealFiled;
import org.chaiwei.accountability.rating.RatingEvent.AppealRejected;
import org.chaiwei.accountability.rating.RatingEvent.AppealUpheld;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.chaiwei.accountability.rating.RatingRefusal.AlreadyFrozen;
import org.chaiwei.accountability.rating.RatingRefusal.AppealDecided;
import org.chaiwei.accountability.rating.RatingRefusal.AppealForAnotherStreet;
import org.chaiwei.accountability.rating.RatingRefusal.AppealReasonRequired;
import org.chaiwei.accountability.rating.RatingRefusal.AppealTooLate;
import org.chaiwei.accountability.rating.RatingRefusal.AppealUnknown;
import org.chaiwei.accountability.rating.RatingRefusal.AppealedAlready;
import org.chaiwei.accountability.rating.RatingRefusal.FiledByYou;
import org.chaiwei.accountability.rating.RatingRefusal.MonthNotOver;
import org.chaiwei.accountability.rating.RatingRefusal.NoDividedTarget;
import org.chaiwei.accountability.rating.RatingRefusal.NotFrozen;
import org.chaiwei.accountability.rating.RatingRefusal.NotYourDecision;
import org.chaiwei.accountability.rating.RatingRefusal.OwnUnit;
import org.chaiwei.accountability.rating.RatingRefusal.PartNotRated;
import org.chaiwei.accountability.rating.RatingRefusal.PointsOutOfRange;
import org.chaiwei.accountability.rating.RatingRefusal.PointsUnchanged;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.rating.RatingState.Unfrozen;
import org.chaiwei.platform.security.Role;

/** The rules of a month's rating: when it is frozen, who appeals and who decides. Pure. */
final class RatingDecider {

    /** The office runs the ratings, and so it does not judge them. */
    private static final List<Role> DECIDE = List.of(Role.SUPERVISION, Role.LEADER);

    private static final int POINTS_DECIMALS = 2;

    private RatingDecider() {}

    static Decision decide(RatingCommand command, RatingState state) {
        return switch (command) {
            case FreezeMonth c -> freeze(c, state);
            case FileAppeal c ->
                state instanceof Frozen frozen ? file(c, frozen) : Decision.refuse(new NotFrozen(c.month()));
            case DecideAppeal c ->
                state instanceof Frozen frozen ? judge(c, frozen) : Decision.refuse(new NotFrozen(c.month()));
            case CorrectPoints c ->
                state instanceof Frozen frozen ? correct(c, frozen) : Decision.refuse(new NotFrozen(c.month()));
        };
    }

    private static Decision freeze(FreezeMonth c, RatingState state) {
        var role = c.asked().actor().role();
        if (!Set.of(Role.OFFICE, Role.SYSTEM).contains(role))
            return Decision.refuse(new NotYourDecision(List.of(Role.OFFICE.claim())));
        return switch (state) {
            case Frozen frozen ->
                role == Role.SYSTEM
                        ? Decision.accept()
                        : Decision.refuse(new AlreadyFrozen(
                                c.month(),
                                frozen.freeze().occurredOn(),
                                frozen.latest().number()));
            case Unfrozen _ -> {
                var lastDay = YearMonth.parse(c.month()).atEndOfMonth();
                if (!c.asked().occurredOn().isAfter(lastDay))
                    yield Decision.refuse(new MonthNotOver(c.month(), lastDay.plusDays(1)));
                if (c.inputs().target() == null) yield Decision.refuse(new NoDividedTarget(lastDay.getYear()));
                yield Decision.accept(new RatingFrozen(
                        c.rating(),
                        c.month(),
                        c.formula().version(),
                        c.appealUntil(),
                        c.inputs(),
                        Rating.of(c.formula(), c.inputs()).table(),
                        RatingHash.of(c.formula().version(), c.inputs(), List.of()),
                        c.asked().occurredOn()));
            }
        };
    }

    private static Decision file(FileAppeal c, Frozen state) {
        var actor = c.asked().actor();
        if (actor.role() != Role.STREET) return Decision.refuse(new NotYourDecision(List.of(Role.STREET.claim())));
        if (!actor.scope().covers(c.street())) return Decision.refuse(new AppealForAnotherStreet(c.street()));
        var until = state.freeze().appealUntil();
        if (c.asked().occurredOn().isAfter(until)) return Decision.refuse(new AppealTooLate(until));
        for (var other : state.appeals().values())
            if (other.filed().street().equals(c.street()) && other.filed().part() == c.part())
                return Decision.refuse(
                        new AppealedAlready(c.part(), other.filed().appeal()));
        if (state.latest().of(c.street()).of(c.part()).points() == null)
            return Decision.refuse(new PartNotRated(c.part()));
        var reason = c.asked().reason();
        if (reason == null) return Decision.refuse(new AppealReasonRequired());
        return Decision.accept(new AppealFiled(
                c.rating(),
                c.month(),
                c.appeal(),
                c.street(),
                c.part(),
                reason,
                actor.id(),
                c.asked().occurredOn()));
    }

    private static Decision judge(DecideAppeal c, Frozen state) {
        var actor = c.asked().actor();
        var appeal = state.appeals().get(c.appeal());
        // Before the role: whoever is of the street is told so, whatever else they are.
        if (appeal != null && actor.scope().streets().contains(appeal.filed().street()))
            return Decision.refuse(new OwnUnit(appeal.filed().street()));
        if (!DECIDE.contains(actor.role()))
            return Decision.refuse(
                    new NotYourDecision(DECIDE.stream().map(Role::claim).toList()));
        if (appeal == null) return Decision.refuse(new AppealUnknown());
        if (appeal.filed().actor().equals(actor.id())) return Decision.refuse(new FiledByYou());
        if (appeal.decided() != null)
            return Decision.refuse(new AppealDecided(appeal.decided().upheld()));
        var reason = c.asked().reason();
        if (reason == null) return Decision.refuse(new AppealReasonRequired());
        var filed = appeal.filed();
        return c.upheld()
                ? uphold(c, filed, state)
                : Decision.accept(new AppealRejected(
                        c.rating(),
                        c.month(),
                        c.appeal(),
                        filed.street(),
                        filed.part(),
                        reason,
                        actor.id(),
                        c.asked().occurredOn()));
    }

    private static Decision uphold(DecideAppeal c, AppealFiled filed, Frozen state) {
        var reason = c.asked().reason();
        if (reason == null) return Decision.refuse(new AppealReasonRequired());
        var part = state.latest().of(filed.street()).of(filed.part());
        var before = part.points();
        if (before == null) return Decision.refuse(new PartNotRated(filed.part()));
        var given = c.points();
        if (given == null || !isWithin(given, part.counted()))
            return Decision.refuse(new PointsOutOfRange(part.counted()));
        if (given.compareTo(before) == 0) return Decision.refuse(new PointsUnchanged(before));
        var points = given.setScale(POINTS_DECIMALS);
        var correction = new Correction(filed.street(), filed.part(), points);
        return Decision.accept(
                new AppealUpheld(
                        c.rating(),
                        c.month(),
                        c.appeal(),
                        filed.street(),
                        filed.part(),
                        points,
                        reason,
                        c.asked().actor().id(),
                        c.asked().occurredOn()),
                reversed(state, c.appeal(), correction, before, c.asked()));
    }

    private static Decision correct(CorrectPoints c, Frozen state) {
        if (c.asked().actor().role() != Role.SYSTEM)
            return Decision.refuse(new NotYourDecision(List.of(Role.SYSTEM.claim())));
        if (state.versions().stream().anyMatch(version -> c.appeal().equals(version.appeal())))
            return Decision.accept();
        var part = state.latest().of(c.street()).of(c.part());
        var before = part.points();
        if (before == null) return Decision.refuse(new PartNotRated(c.part()));
        if (!isWithin(c.points(), part.counted())) return Decision.refuse(new PointsOutOfRange(part.counted()));
        // Another appeal may have come to the same meanwhile.
        if (c.points().compareTo(before) == 0) return Decision.accept();
        var correction = new Correction(c.street(), c.part(), c.points().setScale(POINTS_DECIMALS));
        return Decision.accept(reversed(state, c.appeal(), correction, before, c.asked()));
    }

    /** The next version of the table, beside those before it. */
    private static RatingReversed reversed(
            Frozen state, UUID appeal, Correction correction, BigDecimal before, Asked asked) {
        var freeze = state.freeze();
        var version = state.latest().number() + 1;
        var corrections = new ArrayList<>(state.corrections(version));
        corrections.add(correction);
        return new RatingReversed(
                freeze.rating(),
                freeze.month(),
                version,
                appeal,
                correction.street(),
                correction.part(),
                before,
                correction.points(),
                Rating.corrected(state.latest().table(), correction),
                RatingHash.of(freeze.formulaVersion(), freeze.inputs(), corrections),
                asked.occurredOn());
    }

    private static boolean isWithin(BigDecimal points, BigDecimal most) {
        return points.signum() >= 0
                && points.compareTo(most) <= 0
                && points.stripTrailingZeros().scale() <= POINTS_DECIMALS;
    }
}
