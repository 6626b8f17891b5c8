package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyRestricted;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadySettled;
import org.chaiwei.demolition.enforcement.CaseRefusal.AskedOfAnother;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeAsking;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseRefusal.DueBeforeAsked;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotAskedFor;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseRefusal.TooMuchAsked;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.Cooperation.Consultation;
import org.chaiwei.demolition.enforcement.Cooperation.Restriction;
import org.chaiwei.demolition.enforcement.Cooperation.Support;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAnswered;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionAcknowledged;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionLifted;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRefused;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRequested;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportDone;
import org.chaiwei.demolition.enforcement.CooperationRequest.AcknowledgeRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.AnswerConsultation;
import org.chaiwei.demolition.enforcement.CooperationRequest.AskSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.Consult;
import org.chaiwei.demolition.enforcement.CooperationRequest.FinishSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.LiftRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RefuseRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RequestRestriction;
import org.chaiwei.demolition.enforcement.ProcedureEvent.CaseDismissed;
import org.chaiwei.demolition.enforcement.ProcedureEvent.OrderRevoked;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RemedyEnded;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Judge;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Question;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * The rules of working with other departments in one case. Pure, as {@link CaseDecider}, which asks it. When a restriction may be requested
 * and who may is the law's to say; a department's answer is its own.
 */
final class CooperationDecider {

    /** How many restrictions, consultations and supports each a case may have had. */
    static final int ASKED_MAX = 100;

    private static final Set<Role> OF_DEPARTMENT = EnumSet.of(Role.DEPARTMENT);
    private static final Set<Role> LIFTING = EnumSet.of(Role.ENFORCEMENT, Role.OFFICE);
    private static final Set<Role> CONSULTING = EnumSet.of(Role.ENFORCEMENT, Role.OFFICE, Role.STREET, Role.LEGAL);
    private static final Set<Role> SUPPORTING = EnumSet.of(Role.ENFORCEMENT, Role.OFFICE, Role.STREET, Role.LEADER);

    private CooperationDecider() {}

    /** Why whoever asks may not, whatever has happened in the case; null where they may. */
    static @Nullable CaseRefusal ofRole(Cooperate c, Law law) {
        return switch (c.request()) {
            case RequestRestriction r ->
                new Judge(law, null, List.of())
                        .signs(question(c, r))
                        .map(ruling -> (CaseRefusal) Unlawful.of(question(c, r), ruling, law))
                        .orElse(null);
            case AcknowledgeRestriction _, RefuseRestriction _, AnswerConsultation _ -> oneOf(OF_DEPARTMENT, c.asked());
            case LiftRestriction _ -> oneOf(LIFTING, c.asked());
            case Consult _ -> oneOf(CONSULTING, c.asked());
            case AskSupport _ -> oneOf(SUPPORTING, c.asked());
            case FinishSupport _ -> null; // whoever is responsible, and they may be of any role
        };
    }

    private static @Nullable CaseRefusal oneOf(Set<Role> roles, Asked asked) {
        return roles.contains(asked.by().role())
                ? null
                : new RoleMayNot(roles.stream().map(Role::claim).sorted().toList());
    }

    static Decision decide(Cooperate c, CaseFile file, Law law) {
        return switch (c.request()) {
            case RequestRestriction r -> request(r, c, file, law);
            case AcknowledgeRestriction r -> acknowledge(r, c, file);
            case RefuseRestriction r -> refuseTo(r, c, file);
            case LiftRestriction r -> lift(r, c, file);
            case Consult r -> consult(r, c, file);
            case AnswerConsultation r -> answer(r, c, file);
            case AskSupport r -> ask(r, c, file);
            case FinishSupport r -> finish(r, c, file);
        };
    }

    /**
     * A request that is entered late, of a time when the order stood that was revoked since, is recorded with its end: nothing would lift it
     * later on.
     */
    private static Decision request(RequestRestriction r, Cooperate c, CaseFile file, Law law) {
        var asked = c.asked();
        var before = file.cooperation().restrictions();
        for (var other : before)
            if (other.kind() == r.kind() && other.holds())
                return refuse(new AlreadyRestricted(r.kind().name(), other.id()));
        var refusal = CaseDecider.firstOf(
                isFull(before),
                CaseDecider.wrongDay(r.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, asked),
                CaseDecider.unlawful(question(c, r), file, law));
        if (refusal != null) return refuse(refusal);
        var street = file.entry().street();
        var requested = new RestrictionRequested(
                c.violation(),
                street,
                r.restriction(),
                r.kind().name(),
                file.entry().ledgerNumber(),
                asked.actor(),
                roleOf(asked),
                r.occurredOn());
        var stillLawful = Question.ofAnyone(r.kind().requested(), asked.today());
        if (CaseDecider.unlawful(stillLawful, file, law) == null) return accept(requested);
        var revokedOn = file.milestones().stream()
                .filter(milestone -> milestone.act() == Act.ORDER_REVOKED)
                .map(Milestone::on)
                .max(LocalDate::compareTo)
                .orElse(r.occurredOn());
        return accept(
                requested,
                new RestrictionLifted(
                        c.violation(),
                        street,
                        r.restriction(),
                        r.kind().name(),
                        LiftingCause.ORDER_REVOKED.name(),
                        null,
                        null,
                        later(revokedOn, r.occurredOn())));
    }

    private static Decision acknowledge(AcknowledgeRestriction r, Cooperate c, CaseFile file) {
        var found = restriction(r.restriction(), file);
        if (found == null) return refuse(new NotAskedFor(r.restriction()));
        var refusal = unanswerable(found, r.occurredOn(), c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(new RestrictionAcknowledged(
                        c.violation(),
                        file.entry().street(),
                        found.id(),
                        found.kind().name(),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    private static Decision refuseTo(RefuseRestriction r, Cooperate c, CaseFile file) {
        var found = restriction(r.restriction(), file);
        if (found == null) return refuse(new NotAskedFor(r.restriction()));
        var refusal = unanswerable(found, r.occurredOn(), c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(new RestrictionRefused(
                        c.violation(),
                        file.entry().street(),
                        found.id(),
                        found.kind().name(),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    private static @Nullable CaseRefusal unanswerable(Restriction found, LocalDate on, Asked asked) {
        return found.state() == RestrictionState.REQUESTED
                ? CaseDecider.wrongDay(on, found.requestedOn(), DateBeforeAsking::new, asked)
                : new AlreadySettled(found.state().name(), found.changedOn());
    }

    private static Decision lift(LiftRestriction r, Cooperate c, CaseFile file) {
        var found = restriction(r.restriction(), file);
        if (found == null) return refuse(new NotAskedFor(r.restriction()));
        if (!found.holds()) return refuse(new AlreadySettled(found.state().name(), found.changedOn()));
        var refusal = CaseDecider.wrongDay(r.occurredOn(), found.changedOn(), DateBeforeAsking::new, c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(lifted(
                        c.violation(), file.entry().street(), found, LiftingCause.BY_HAND, c.asked(), r.occurredOn()));
    }

    private static Decision consult(Consult r, Cooperate c, CaseFile file) {
        var refusal = CaseDecider.firstOf(
                isFull(file.cooperation().consultations()),
                CaseDecider.wrongDay(r.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked()),
                dueTooSoon(r.dueOn(), r.occurredOn()));
        return refusal != null
                ? refuse(refusal)
                : accept(new ConsultationAsked(
                        c.violation(),
                        r.consultation(),
                        r.department().name(),
                        r.askedOf(),
                        r.dueOn(),
                        typed(c.asked()),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    private static Decision answer(AnswerConsultation r, Cooperate c, CaseFile file) {
        var found = file.cooperation().consultations().stream()
                .filter(consultation -> consultation.id().equals(r.consultation()))
                .findFirst()
                .orElse(null);
        if (found == null) return refuse(new NotAskedFor(r.consultation()));
        var refusal = CaseDecider.firstOf(notTheAsked(found, c.asked()), answered(found), beforeAsking(r, found, c));
        return refusal != null
                ? refuse(refusal)
                : accept(new ConsultationAnswered(
                        c.violation(),
                        found.id(),
                        r.document(),
                        typed(c.asked()),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    private static @Nullable CaseRefusal notTheAsked(Consultation found, Asked asked) {
        return found.askedOf() == null || found.askedOf().equals(asked.actor())
                ? null
                : new AskedOfAnother(found.department().name());
    }

    private static @Nullable CaseRefusal answered(Consultation found) {
        return found.answeredOn() == null ? null : new AlreadySettled("ANSWERED", found.answeredOn());
    }

    private static @Nullable CaseRefusal beforeAsking(AnswerConsultation r, Consultation found, Cooperate c) {
        return CaseDecider.wrongDay(r.occurredOn(), found.askedOn(), DateBeforeAsking::new, c.asked());
    }

    private static Decision ask(AskSupport r, Cooperate c, CaseFile file) {
        var refusal = CaseDecider.firstOf(
                isFull(file.cooperation().supports()),
                CaseDecider.wrongDay(r.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked()),
                dueTooSoon(r.dueOn(), r.occurredOn()));
        return refusal != null
                ? refuse(refusal)
                : accept(new SupportAsked(
                        c.violation(),
                        r.support(),
                        r.system().name(),
                        r.responsible(),
                        r.dueOn(),
                        typed(c.asked()),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    /** By whoever is responsible, or by the office, which records what a department without a login has done. */
    private static Decision finish(FinishSupport r, Cooperate c, CaseFile file) {
        var found = file.cooperation().supports().stream()
                .filter(support -> support.id().equals(r.support()))
                .findFirst()
                .orElse(null);
        if (found == null) return refuse(new NotAskedFor(r.support()));
        if (!found.responsible().equals(c.asked().actor()) && c.asked().by().role() != Role.OFFICE)
            return refuse(new AskedOfAnother(found.system().name()));
        var refusal = CaseDecider.firstOf(
                done(found), CaseDecider.wrongDay(r.occurredOn(), found.askedOn(), DateBeforeAsking::new, c.asked()));
        return refusal != null
                ? refuse(refusal)
                : accept(new SupportDone(
                        c.violation(),
                        found.id(),
                        c.asked().reasonRemark(),
                        c.asked().actor(),
                        roleOf(c.asked()),
                        r.occurredOn()));
    }

    private static @Nullable CaseRefusal done(Support found) {
        return found.doneOn() == null ? null : new AlreadySettled("DONE", found.doneOn());
    }

    /**
     * The same decision, with the liftings that belong to it: what ends that on which restrictions rest lifts them at once, so that none is ever
     * forgotten. They come before what lifts them, so that a command's last event is what was asked for.
     */
    static Decision liftingWhatEnds(Decision decision, CaseState before) {
        if (!(decision instanceof Decision.Accepted(var events)) || !(before instanceof Known known)) return decision;
        var holding = known.file().cooperation().restrictions().stream()
                .filter(Restriction::holds)
                .toList();
        if (holding.isEmpty()) return decision;
        var all = new ArrayList<CaseEvent>();
        for (var event : events) {
            var cause = endedBy(event);
            if (cause != null)
                for (var restriction : holding)
                    all.add(lifted(
                            event.violation(),
                            known.file().entry().street(),
                            restriction,
                            cause,
                            null,
                            later(event.occurredOn(), restriction.changedOn())));
            all.add(event);
        }
        return new Decision.Accepted(List.copyOf(all));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable LiftingCause endedBy(CaseEvent event) {
        return switch (event) {
            case EntryClosed _ -> LiftingCause.CLOSED;
            case EntryWithdrawn _ -> LiftingCause.WITHDRAWN;
            case CaseDismissed _ -> LiftingCause.DISMISSED;
            case OrderRevoked _ -> LiftingCause.ORDER_REVOKED;
            case RemedyEnded e -> e.consequences().contains(Act.ORDER_REVOKED) ? LiftingCause.REMEDY : null;
            default -> null;
        };
    }

    private static RestrictionLifted lifted(
            UUID violation,
            String street,
            Restriction restriction,
            LiftingCause cause,
            @Nullable Asked by,
            LocalDate on) {
        return new RestrictionLifted(
                violation,
                street,
                restriction.id(),
                restriction.kind().name(),
                cause.name(),
                by == null ? null : by.actor(),
                by == null ? null : roleOf(by),
                on);
    }

    private static @Nullable Restriction restriction(UUID id, CaseFile file) {
        for (var restriction : file.cooperation().restrictions())
            if (restriction.id().equals(id)) return restriction;
        return null;
    }

    private static @Nullable CaseRefusal isFull(Collection<?> asked) {
        return asked.size() < ASKED_MAX ? null : new TooMuchAsked(ASKED_MAX);
    }

    private static @Nullable CaseRefusal dueTooSoon(LocalDate dueOn, LocalDate askedOn) {
        return dueOn.isBefore(askedOn) ? new DueBeforeAsked(askedOn) : null;
    }

    private static Question question(Cooperate c, RequestRestriction r) {
        return new Question(
                List.of(r.kind().requested()),
                r.occurredOn(),
                null,
                c.asked().actor(),
                c.asked().by().role(),
                null,
                null,
                c.asked().reasonRemark() != null);
    }

    /** What was typed; the request's form demands it. */
    private static UUID typed(Asked asked) {
        return Objects.requireNonNull(asked.reasonRemark(), "nothing was typed");
    }

    private static String roleOf(Asked asked) {
        return asked.by().role().claim();
    }
}
