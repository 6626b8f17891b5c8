package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.measure.MeasureCommand.AnswerMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.AppealMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.CloseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasureAppeal;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByFinding;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByHand;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByRule;
import org.chaiwei.accountability.measure.MeasureCommand.RecordGoodFaith;
import org.chaiwei.accountability.measure.MeasureCommand.ReverseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ReviewMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ServeMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.WithdrawSupport;
import org.chaiwei.accountability.measure.MeasureEvent.DropCause;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAnswered;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureClosed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureMarkedForReview;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.accountability.measure.MeasureEvent.ReversalCause;
import org.chaiwei.accountability.measure.MeasureRefusal.AnotherStreetsMeasure;
import org.chaiwei.accountability.measure.MeasureRefusal.AnsweredAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.AppealPending;
import org.chaiwei.accountability.measure.MeasureRefusal.AppealStillPossible;
import org.chaiwei.accountability.measure.MeasureRefusal.DecidedByYou;
import org.chaiwei.accountability.measure.MeasureRefusal.FindingDoesNotCarry;
import org.chaiwei.accountability.measure.MeasureRefusal.GoodFaithRecordedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.KindDoesNotFit;
import org.chaiwei.accountability.measure.MeasureRefusal.KindOfAnotherSort;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureAppealedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureDecidedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureOver;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureReasonRequired;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureUnknown;
import org.chaiwei.accountability.measure.MeasureRefusal.NoTableToCorrect;
import org.chaiwei.accountability.measure.MeasureRefusal.NotAppealed;
import org.chaiwei.accountability.measure.MeasureRefusal.NotDecidedYet;
import org.chaiwei.accountability.measure.MeasureRefusal.NotLighter;
import org.chaiwei.accountability.measure.MeasureRefusal.NotServedYet;
import org.chaiwei.accountability.measure.MeasureRefusal.NotUnderReview;
import org.chaiwei.accountability.measure.MeasureRefusal.NotYourDecision;
import org.chaiwei.accountability.measure.MeasureRefusal.NothingToAppeal;
import org.chaiwei.accountability.measure.MeasureRefusal.NothingToForgive;
import org.chaiwei.accountability.measure.MeasureRefusal.OwnUnitsMeasure;
import org.chaiwei.accountability.measure.MeasureRefusal.PartNotRated;
import org.chaiwei.accountability.measure.MeasureRefusal.PointsOutOfRange;
import org.chaiwei.accountability.measure.MeasureRefusal.PointsUnchanged;
import org.chaiwei.accountability.measure.MeasureRefusal.ProposedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.ProposedByYou;
import org.chaiwei.accountability.measure.MeasureRefusal.ReviewPending;
import org.chaiwei.accountability.measure.MeasureRefusal.ServedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.ServedOutOfTime;
import org.chaiwei.accountability.measure.MeasureRefusal.TooLateToAppeal;
import org.chaiwei.accountability.measure.MeasureState.Appealed;
import org.chaiwei.accountability.measure.MeasureState.Closed;
import org.chaiwei.accountability.measure.MeasureState.Decided;
import org.chaiwei.accountability.measure.MeasureState.Dropped;
import org.chaiwei.accountability.measure.MeasureState.InForce;
import org.chaiwei.accountability.measure.MeasureState.Proposed;
import org.chaiwei.accountability.measure.MeasureState.Reversed;
import org.chaiwei.accountability.measure.MeasureState.Served;
import org.chaiwei.accountability.measure.MeasureState.Unknown;
import org.chaiwei.accountability.measure.MeasureState.Upheld;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The rules of a measure: who may do what with it, and when. Pure. */
final class MeasureDecider {

    private static final Set<Role> PROPOSE = EnumSet.of(Role.OFFICE, Role.SUPERVISION);
    private static final Set<Role> HANDLE = EnumSet.of(Role.OFFICE, Role.SUPERVISION, Role.LEADER);

    /**
     * Another person than the one who has decided. Supervision too where a leader has: a district may have one leader only, and an appeal
     * that nobody else may decide is none.
     */
    private static final Set<Role> JUDGE = EnumSet.of(Role.SUPERVISION, Role.LEADER);

    /** 容错 takes weight off what others were told: a leader answers for it. */
    private static final Set<Role> FORGIVE = EnumSet.of(Role.LEADER);

    private static final int POINTS_DECIMALS = 2;

    private MeasureDecider() {}

    static Decision decide(MeasureCommand command, MeasureState state) {
        var proposal = state.proposed();
        return switch (command) {
            case ProposeByRule c -> propose(c, state);
            case ProposeByFinding c -> propose(c, state);
            case ProposeByHand c -> propose(c, state);
            case WithdrawSupport c -> withdraw(c, state);
            case ReverseMeasure c -> reverse(c, state);
            case DecideMeasure c -> proposal == null ? unknown() : judge(c, state, proposal);
            case ServeMeasure c -> proposal == null ? unknown() : serve(c, state, proposal);
            case AnswerMeasure c -> proposal == null ? unknown() : answer(c, state, proposal);
            case AppealMeasure c -> proposal == null ? unknown() : appeal(c, state, proposal);
            case DecideMeasureAppeal c -> proposal == null ? unknown() : judgeAppeal(c, state, proposal);
            case CloseMeasure c -> proposal == null ? unknown() : close(c, state, proposal);
            case RecordGoodFaith c -> proposal == null ? unknown() : forgive(c, state, proposal);
            case ReviewMeasure c -> proposal == null ? unknown() : review(c, state, proposal);
        };
    }

    private static Decision propose(ProposeByRule c, MeasureState state) {
        var a = c.asked();
        if (a.actor().role() != Role.SYSTEM) return notYours(EnumSet.of(Role.SYSTEM));
        var isNew = switch (state) {
            case Unknown _ -> true;
            case Dropped s ->
                s.drop().cause() == DropCause.TABLE_CORRECTED && c.tablesPosition() > state.tablesPosition();
            case Proposed _, InForce _, Upheld _, Reversed _, Closed _ -> false;
        };
        if (!isNew) return Decision.accept();
        return Decision.accept(new MeasureProposed(
                c.measure(),
                c.street(),
                c.kind(),
                Ground.RATING,
                c.rule(),
                c.evidence(),
                c.tablesPosition(),
                null,
                a.actor().id(),
                a.occurredOn()));
    }

    private static Decision propose(ProposeByFinding c, MeasureState state) {
        var a = c.asked();
        if (a.actor().role() != Role.SYSTEM) return notYours(EnumSet.of(Role.SYSTEM));
        if (!(state instanceof Unknown)) return Decision.accept();
        return Decision.accept(new MeasureProposed(
                c.measure(),
                c.street(),
                c.kind(),
                Ground.FALSIFIED_RECORD,
                c.rule(),
                c.evidence(),
                0,
                null,
                a.actor().id(),
                a.occurredOn()));
    }

    private static Decision propose(ProposeByHand c, MeasureState state) {
        var a = c.asked();
        if (isOwn(a, c.street())) return Decision.refuse(new OwnUnitsMeasure(c.street()));
        if (!PROPOSE.contains(a.actor().role())) return notYours(PROPOSE);
        if (!(state instanceof Unknown)) return Decision.refuse(new ProposedAlready(c.measure(), state.stage()));
        if (!c.ground().fits(c.kind())) return Decision.refuse(new KindDoesNotFit(c.ground(), c.kind()));
        if (a.reason() == null) return Decision.refuse(new MeasureReasonRequired());
        var shortcoming = c.ground().shortcoming(c.found(), c.street());
        if (shortcoming != null) return Decision.refuse(new FindingDoesNotCarry(c.ground(), shortcoming));
        return Decision.accept(new MeasureProposed(
                c.measure(),
                c.street(),
                c.kind(),
                c.ground(),
                c.rule(),
                c.evidence(),
                0,
                a.reason(),
                a.actor().id(),
                a.occurredOn()));
    }

    private static Decision withdraw(WithdrawSupport c, MeasureState state) {
        var a = c.asked();
        if (a.actor().role() != Role.SYSTEM) return notYours(EnumSet.of(Role.SYSTEM));
        if (c.tablesPosition() <= state.tablesPosition()) return Decision.accept();
        return switch (state) {
            case Proposed s ->
                Decision.accept(new MeasureDropped(
                        c.measure(),
                        s.proposal().street(),
                        DropCause.TABLE_CORRECTED,
                        c.tablesPosition(),
                        null,
                        a.actor().id(),
                        a.occurredOn()));
            case InForce s ->
                Decision.accept(new MeasureMarkedForReview(
                        c.measure(),
                        s.course().proposal().street(),
                        c.tablesPosition(),
                        null,
                        a.actor().id(),
                        a.occurredOn()));
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> Decision.accept();
        };
    }

    private static Decision reverse(ReverseMeasure c, MeasureState state) {
        var a = c.asked();
        if (a.actor().role() != Role.SYSTEM) return notYours(EnumSet.of(Role.SYSTEM));
        if (!(state instanceof Upheld upheld)) return Decision.accept();
        return Decision.accept(reversed(upheld.served(), ReversalCause.APPEAL, c.ratingVersion(), null, a));
    }

    private static Decision judge(DecideMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        // Before the role: whoever is of the street is told so, whatever else they are.
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        var kind = c.kind() == null ? proposal.kind() : c.kind();
        // A heavier one needs its own role, and a lighter one the role of what is set aside.
        var roles = proposal.kind().deciders();
        roles.retainAll(kind.deciders());
        if (!roles.contains(a.actor().role())) return notYours(roles);
        if (!(state instanceof Proposed))
            return switch (state) {
                case InForce s ->
                    Decision.refuse(new MeasureDecidedAlready(
                            s.course().kind(), s.course().decidedOn()));
                default -> over(state);
            };
        if (proposal.actor().equals(a.actor().id())) return Decision.refuse(new ProposedByYou());
        if (a.reason() == null && (!c.imposed() || kind != proposal.kind()))
            return Decision.refuse(new MeasureReasonRequired());
        if (!c.imposed())
            return Decision.accept(new MeasureDropped(
                    c.measure(),
                    proposal.street(),
                    DropCause.DECIDED,
                    0,
                    a.reason(),
                    a.actor().id(),
                    a.occurredOn()));
        if (kind.isPraise() != proposal.kind().isPraise())
            return Decision.refuse(new KindOfAnotherSort(proposal.kind()));
        return Decision.accept(decided(proposal, kind, a));
    }

    private static Decision serve(ServeMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        if (!HANDLE.contains(a.actor().role())) return notYours(HANDLE);
        return switch (state) {
            case Proposed _ -> Decision.refuse(new NotDecidedYet());
            case Served s -> Decision.refuse(new ServedAlready(s.service().servedOn()));
            case Appealed s ->
                Decision.refuse(new ServedAlready(s.served().service().servedOn()));
            case Decided s -> {
                var from = s.course().decidedOn();
                if (c.servedOn().isBefore(from) || c.servedOn().isAfter(a.occurredOn()))
                    yield Decision.refuse(new ServedOutOfTime(from, a.occurredOn()));
                yield Decision.accept(new MeasureServed(
                        c.measure(),
                        proposal.street(),
                        c.person(),
                        c.manner(),
                        c.servedOn(),
                        s.course().kind().isPraise() ? null : c.appealUntil(),
                        a.reason(),
                        a.actor().id(),
                        a.occurredOn()));
            }
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> over(state);
        };
    }

    private static Decision answer(AnswerMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        var stranger = stranger(a, proposal);
        if (stranger != null) return stranger;
        return switch (state) {
            case Proposed _, Decided _ -> Decision.refuse(new NotServedYet());
            case Served s -> answer(c, s);
            case Appealed s -> answer(c, s.served());
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> over(state);
        };
    }

    private static Decision answer(AnswerMeasure c, Served served) {
        var a = c.asked();
        if (served.answered()) return Decision.refuse(new AnsweredAlready());
        if (a.reason() == null) return Decision.refuse(new MeasureReasonRequired());
        return Decision.accept(new MeasureAnswered(
                c.measure(),
                served.course().proposal().street(),
                a.reason(),
                a.actor().id(),
                a.occurredOn()));
    }

    private static Decision appeal(AppealMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        var stranger = stranger(a, proposal);
        if (stranger != null) return stranger;
        return switch (state) {
            case Proposed _, Decided _ -> Decision.refuse(new NotServedYet());
            case Appealed _ -> Decision.refuse(new MeasureAppealedAlready());
            case Served s -> {
                var until = s.service().appealUntil();
                if (until == null)
                    yield Decision.refuse(new NothingToAppeal(s.course().kind()));
                if (s.rejected() != null) yield Decision.refuse(new MeasureAppealedAlready());
                if (a.occurredOn().isAfter(until)) yield Decision.refuse(new TooLateToAppeal(until));
                if (a.reason() == null) yield Decision.refuse(new MeasureReasonRequired());
                yield Decision.accept(new MeasureAppealed(
                        c.measure(),
                        proposal.street(),
                        MeasureId.ofAppeal(c.measure()),
                        a.reason(),
                        a.actor().id(),
                        a.occurredOn()));
            }
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> over(state);
        };
    }

    private static Decision judgeAppeal(DecideMeasureAppeal c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        if (!JUDGE.contains(a.actor().role())) return notYours(JUDGE);
        if (!(state instanceof Appealed appealed))
            return switch (state) {
                case Proposed _, InForce _ -> Decision.refuse(new NotAppealed());
                default -> over(state);
            };
        if (appealed.course().decidedBy().equals(a.actor().id())) return Decision.refuse(new DecidedByYou());
        var reason = a.reason();
        if (reason == null) return Decision.refuse(new MeasureReasonRequired());
        if (!c.upheld() || c.part() == null) {
            var decided = decided(c, appealed, null, reason);
            return c.upheld()
                    ? Decision.accept(decided, reversed(appealed.served(), ReversalCause.APPEAL, null, reason, a))
                    : Decision.accept(decided);
        }
        var now = c.now();
        if (proposal.ground() != Ground.RATING || now == null) return Decision.refuse(new NoTableToCorrect());
        if (now.points() == null) return Decision.refuse(new PartNotRated(c.part()));
        var points = c.points();
        if (points == null || !isWithin(points, now.counted()))
            return Decision.refuse(new PointsOutOfRange(now.counted()));
        if (points.compareTo(now.points()) == 0) return Decision.refuse(new PointsUnchanged(now.points()));
        // The rating is corrected first, and then the measure is reversed: that names the table's new version.
        return Decision.accept(decided(c, appealed, points.setScale(POINTS_DECIMALS), reason));
    }

    private static Decision close(CloseMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        if (!HANDLE.contains(a.actor().role())) return notYours(HANDLE);
        return switch (state) {
            case Proposed _ -> Decision.refuse(new NotDecidedYet());
            case Decided _ -> Decision.refuse(new NotServedYet());
            case Appealed _ -> Decision.refuse(new AppealPending());
            case Served s -> {
                var until = s.service().appealUntil();
                if (s.course().underReview()) yield Decision.refuse(new ReviewPending());
                if (until != null && s.rejected() == null && !a.occurredOn().isAfter(until))
                    yield Decision.refuse(new AppealStillPossible(until));
                yield Decision.accept(new MeasureClosed(
                        c.measure(), proposal.street(), a.reason(), a.actor().id(), a.occurredOn()));
            }
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> over(state);
        };
    }

    private static Decision forgive(RecordGoodFaith c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        if (!FORGIVE.contains(a.actor().role())) return notYours(FORGIVE);
        return switch (state) {
            case Appealed _ -> Decision.refuse(new AppealPending());
            case Proposed s -> {
                var refusal = unforgiven(c, proposal.kind(), s.goodFaith());
                if (refusal != null) yield Decision.refuse(refusal);
                var recorded = goodFaith(c, proposal);
                yield c.kind() == null
                        ? Decision.accept(
                                recorded,
                                new MeasureDropped(
                                        c.measure(),
                                        proposal.street(),
                                        DropCause.GOOD_FAITH,
                                        0,
                                        a.reason(),
                                        a.actor().id(),
                                        a.occurredOn()))
                        : Decision.accept(recorded, decided(proposal, c.kind(), a));
            }
            case InForce s -> {
                var refusal = unforgiven(c, s.course().kind(), s.course().goodFaith());
                if (refusal != null) yield Decision.refuse(refusal);
                var recorded = goodFaith(c, proposal);
                yield c.kind() == null
                        ? Decision.accept(recorded, reversed(s, ReversalCause.GOOD_FAITH, null, a.reason(), a))
                        : Decision.accept(recorded);
            }
            case Unknown _, Dropped _, Upheld _, Reversed _, Closed _ -> over(state);
        };
    }

    private static Decision review(ReviewMeasure c, MeasureState state, MeasureProposed proposal) {
        var a = c.asked();
        if (isOwn(a, proposal.street())) return Decision.refuse(new OwnUnitsMeasure(proposal.street()));
        var kind = state instanceof InForce s ? s.course().kind() : proposal.kind();
        if (!kind.deciders().contains(a.actor().role())) return notYours(kind.deciders());
        if (!(state instanceof InForce inForce))
            return state instanceof Proposed ? Decision.refuse(new NotUnderReview()) : over(state);
        if (!inForce.course().underReview()) return Decision.refuse(new NotUnderReview());
        var reason = a.reason();
        if (reason == null) return Decision.refuse(new MeasureReasonRequired());
        var reviewed = new MeasureReviewed(
                c.measure(), proposal.street(), c.stands(), reason, a.actor().id(), a.occurredOn());
        return c.stands()
                ? Decision.accept(reviewed)
                : Decision.accept(reviewed, reversed(inForce, ReversalCause.REVIEW, null, reason, a));
    }

    private static @Nullable MeasureRefusal unforgiven(RecordGoodFaith c, MeasureKind kind, boolean recorded) {
        if (kind.isPraise()) return new NothingToForgive(kind);
        if (recorded) return new GoodFaithRecordedAlready();
        if (c.kind() != null && !c.kind().isLighterThan(kind)) return new NotLighter(kind);
        return c.asked().reason() == null ? new MeasureReasonRequired() : null;
    }

    private static GoodFaithErrorRecorded goodFaith(RecordGoodFaith c, MeasureProposed proposal) {
        var a = c.asked();
        if (a.reason() == null) throw new IllegalArgumentException("refused before: without a reason");
        return new GoodFaithErrorRecorded(
                c.measure(), proposal.street(), c.kind(), a.reason(), a.actor().id(), a.occurredOn());
    }

    private static MeasureDecided decided(MeasureProposed proposal, MeasureKind kind, Asked a) {
        return new MeasureDecided(
                proposal.measure(),
                proposal.street(),
                kind,
                a.reason(),
                a.actor().id(),
                a.occurredOn());
    }

    private static MeasureAppealDecided decided(
            DecideMeasureAppeal c, Appealed appealed, @Nullable BigDecimal points, UUID reason) {
        return new MeasureAppealDecided(
                c.measure(),
                appealed.appeal().street(),
                appealed.appeal().appeal(),
                c.upheld(),
                points == null ? null : c.part(),
                points,
                reason,
                c.asked().actor().id(),
                c.asked().occurredOn());
    }

    private static MeasureReversed reversed(
            InForce state, ReversalCause cause, @Nullable Integer version, @Nullable UUID reason, Asked a) {
        var proposal = state.course().proposal();
        return new MeasureReversed(
                proposal.measure(),
                proposal.street(),
                cause,
                version,
                reason,
                a.actor().id(),
                a.occurredOn());
    }

    private static @Nullable Decision stranger(Asked a, MeasureProposed proposal) {
        if (a.actor().role() != Role.STREET) return notYours(EnumSet.of(Role.STREET));
        return a.actor().scope().covers(proposal.street())
                ? null
                : Decision.refuse(new AnotherStreetsMeasure(proposal.street()));
    }

    /** Whoever is of the street, in whichever role. */
    private static boolean isOwn(Asked a, String street) {
        return a.actor().scope().streets().contains(street);
    }

    private static boolean isWithin(BigDecimal points, BigDecimal most) {
        return points.signum() >= 0
                && points.compareTo(most) <= 0
                && points.stripTrailingZeros().scale() <= POINTS_DECIMALS;
    }

    private static Decision notYours(Collection<Role> roles) {
        return Decision.refuse(
                new NotYourDecision(roles.stream().map(Role::claim).toList()));
    }

    private static Decision unknown() {
        return Decision.refuse(new MeasureUnknown());
    }

    private static Decision over(MeasureState state) {
        return Decision.refuse(new MeasureOver(state.stage()));
    }
}
