package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chaiwei.demolition.calendar.LastDay;
import org.chaiwei.demolition.rules.Rule.Apart;
import org.chaiwei.demolition.rules.Rule.Bound;
import org.chaiwei.demolition.rules.Rule.Clocked;
import org.chaiwei.demolition.rules.Rule.Forbids;
import org.chaiwei.demolition.rules.Rule.Lasts;
import org.chaiwei.demolition.rules.Rule.Needs;
import org.chaiwei.demolition.rules.Rule.NeedsReason;
import org.chaiwei.demolition.rules.Rule.Never;
import org.chaiwei.demolition.rules.Rule.NotAtNight;
import org.chaiwei.demolition.rules.Rule.NotOnHolidays;
import org.chaiwei.demolition.rules.Rule.Pauses;
import org.chaiwei.demolition.rules.Rule.SignedBy;
import org.chaiwei.demolition.rules.Rule.Subject;
import org.chaiwei.demolition.rules.Rule.Watches;
import org.chaiwei.demolition.rules.Ruling.Late;
import org.chaiwei.demolition.rules.Ruling.Lawful;
import org.chaiwei.demolition.rules.Ruling.Objection;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Ruling.Unlawful;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an act is lawful, by the rules in force on its own day and by what was on record on that day. Knows no act and no article:
 * those are the rules'. Pure: a case's decider asks it, and so does whoever shows what may be done next.
 */
public final class Judge {

    /** How many days on it looks for a lawful one; more than the longest break. */
    private static final int LOOK_AHEAD = 40;

    private final Law law;
    private final @Nullable Track track;
    private final List<Milestone> record;

    /**
     * @param track null before the case is filed
     * @param record all that was done in the case, in the order in which it was recorded
     */
    public Judge(Law law, @Nullable Track track, List<Milestone> record) {
        this.law = law;
        this.track = track;
        this.record = List.copyOf(record);
    }

    /** Whether all that is asked may be done at once. */
    public Ruling rule(Question question) {
        var late = new ArrayList<Late>();
        var objections = objections(question, late);
        if (objections.isEmpty()) return new Lawful(List.copyOf(late));
        var ahead = ahead(question, objections);
        return new Unlawful(ahead.objections, on(ahead.day), ahead.day != null && ahead.day.provisional());
    }

    /** Why whoever asks may not sign it, whatever is on record; empty where they may. */
    public Optional<Unlawful> signs(Question question) {
        var objections = question.acts().stream()
                .flatMap(act -> law.rules().on(question.on(), act).stream())
                .map(rule -> rule.says() instanceof SignedBy(var roles) ? signers(rule, roles, question) : null)
                .filter(Objects::nonNull)
                .toList();
        return objections.isEmpty() ? Optional.empty() : Optional.of(new Unlawful(objections, null, false));
    }

    /** How it stands, on {@code today}, with an act that anyone might do. */
    public Prospect prospect(Act act, LocalDate today) {
        var question = Question.ofAnyone(act, today);
        var objections = objections(question, new ArrayList<>());
        var latest = latest(act, today);
        var roles = law.rules().signers(today, act);
        if (objections.stream().allMatch(this::isOfRecordsThatTheDayBrings)) {
            var first = firstEver(act, today);
            return new Prospect(
                    act, roles, first.on(), first.provisional(), on(latest), isProvisional(latest), objections);
        }
        var ahead = ahead(question, objections);
        return new Prospect(
                act,
                roles,
                on(ahead.day),
                isProvisional(ahead.day),
                on(latest),
                isProvisional(latest),
                ahead.objections);
    }

    /**
     * The periods that run in the case or have run out, whatever day it is: those within which an act has to come, and of those that have to
     * be over before an act may come the last one of each act. Each by the version that will be in force on its own last day.
     */
    public List<Term> terms() {
        if (record.isEmpty()) return List.of();
        var standing = Standing.last(record);
        var terms = new ArrayList<Term>();
        var opening = new EnumMap<Act, Term>(Act.class);
        for (var versions : law.rules().periods()) {
            var running = running(versions, standing);
            if (running == null) continue;
            var term = running.term();
            if (term.kind() == Term.Kind.DUE_BY) terms.add(term);
            else
                for (var act : running.acts())
                    opening.merge(act, term, (one, other) -> other.dueOn().isAfter(one.dueOn()) ? other : one);
        }
        opening.values().stream().distinct().forEach(terms::add);
        return List.copyOf(terms);
    }

    /** @param acts those of the rule that have not been done */
    private record Running(Term term, Set<Act> acts) {}

    private @Nullable Running running(List<Rule> versions, Standing standing) {
        for (var rule : versions) {
            if (!(rule.says() instanceof Lasts lasts) || lasts.bound() == Bound.GIVES_AT_LEAST) return null;
            var from = started(lasts, standing);
            if (from == null || standing.hasBehind(from, lasts.waivedBy())) return null;
            if (rule.to() != null && from.on().isAfter(rule.to())) continue;
            var end = last(lasts, standing, from);
            if (rule.to() != null && end.on().isAfter(rule.to())) continue; // a later version will judge
            if (!rule.appliesTo(track, standing)) return null;
            var open = EnumSet.copyOf(rule.acts());
            open.removeIf(act -> standing.hasBehind(from, Set.of(act)));
            var isDueBy = lasts.bound() == Bound.AT_MOST;
            if (isDueBy ? open.size() < rule.acts().size() : open.isEmpty()) return null;
            return new Running(
                    new Term(
                            isDueBy ? Term.Kind.DUE_BY : Term.Kind.LAWFUL_FROM,
                            rule.id(),
                            rule.article(),
                            open.iterator().next(),
                            from,
                            record.indexOf(from),
                            isDueBy ? end.on() : end.on().plusDays(1),
                            end.provisional()),
                    open);
        }
        return null;
    }

    private static @Nullable Milestone started(Lasts says, Standing standing) {
        return says.period().unit().isOfClock()
                ? standing.latest(milestone -> says.after().contains(milestone.act()) && milestone.at() != null)
                : standing.latest(says.after(), null);
    }

    private static @Nullable LocalDate on(@Nullable LastDay day) {
        return day == null ? null : day.on();
    }

    private static boolean isProvisional(@Nullable LastDay day) {
        return day != null && day.provisional();
    }

    /**
     * What lies ahead of something unlawful.
     *
     * @param day the first day on which it will be lawful; null where more is wanting than time
     * @param objections those of today, and those that will have come up by then because the law changes or a time runs out
     */
    private record Ahead(@Nullable LastDay day, List<Objection> objections) {}

    private Ahead ahead(Question question, List<Objection> today) {
        if (!today.stream()
                .allMatch(objection -> objection.kind().isOfTime() || isOfRecordsThatTheDayBrings(objection)))
            return new Ahead(null, today);
        if (today.stream().noneMatch(objection -> objection.kind().isOfTime())) return new Ahead(null, today);
        var day = question.on();
        var objections = today;
        var provisional = false;
        for (int tries = 0; tries < LOOK_AHEAD; tries++) {
            var before = day;
            for (var objection : objections) {
                provisional |= objection.provisional();
                if (objection.notBefore() != null && objection.notBefore().isAfter(day)) day = objection.notBefore();
            }
            if (tries > 0 && day.equals(before)) day = day.plusDays(1);
            objections = objections(question.onDay(day), new ArrayList<>()).stream()
                    .filter(objection -> !isOfRecordsThatTheDayBrings(objection))
                    .toList();
            if (objections.isEmpty()) return new Ahead(new LastDay(day, provisional), today);
            if (objections.stream().allMatch(objection -> objection.kind() == Kind.DATE_PROVISIONAL))
                return new Ahead(new LastDay(day, true), today);
            if (!objections.stream().allMatch(objection -> objection.kind().isOfTime()))
                return new Ahead(null, both(today, objections));
        }
        return new Ahead(null, today);
    }

    private static List<Objection> both(List<Objection> today, List<Objection> then) {
        return Stream.concat(
                        today.stream(),
                        then.stream().filter(objection -> !objection.kind().isOfTime()))
                .sorted(Comparator.comparing(Objection::kind))
                .toList();
    }

    /** What is recorded on the very day can't be there before it. */
    private boolean isOfRecordsThatTheDayBrings(Objection objection) {
        return objection.kind() == Kind.PRECONDITION_MISSING
                && law.rules().versions(objection.rule()).stream()
                        .anyMatch(rule -> rule.says() instanceof Needs needs && needs.sameDay());
    }

    /** The first day on which what may be done today could have been done. */
    private LastDay firstEver(Act act, LocalDate today) {
        var standing = Standing.on(today, record);
        var first = new LastDay(record.isEmpty() ? today : LocalDate.MIN, false);
        for (var rule : law.rules().on(today, act)) {
            if (!rule.appliesTo(track, standing)) continue;
            if (rule.says() instanceof Needs needs)
                for (var oneOf : needs.all()) {
                    var met = standing.latest(oneOf, null);
                    if (met != null && met.on().isAfter(first.on())) first = new LastDay(met.on(), false);
                }
            if (rule.says() instanceof Lasts lasts && lasts.bound() == Bound.AT_LEAST) {
                var last = end(lasts, standing, null);
                if (last != null && !last.on().isBefore(first.on()))
                    first = new LastDay(last.on().plusDays(1), last.provisional());
            }
        }
        return first.on().equals(LocalDate.MIN) ? new LastDay(today, false) : first;
    }

    private @Nullable LastDay latest(Act act, LocalDate today) {
        LastDay latest = null;
        var standing = Standing.on(today, record);
        for (var rule : law.rules().on(today, act)) {
            if (!(rule.says() instanceof Lasts lasts)
                    || lasts.bound() != Bound.AT_MOST
                    || lasts.period().unit().isOfClock()
                    || !rule.appliesTo(track, standing)) continue;
            var end = end(lasts, standing, null);
            if (end != null && (latest == null || end.on().isBefore(latest.on()))) latest = end;
        }
        return latest;
    }

    private List<Objection> objections(Question question, List<Late> late) {
        var standing = Standing.on(question.on(), record);
        var objections = new ArrayList<Objection>();
        for (var act : question.acts()) judge(act, question, standing, objections, late);
        objections.sort(Comparator.comparing(Objection::kind));
        return List.copyOf(objections);
    }

    private void judge(Act act, Question question, Standing standing, List<Objection> objections, List<Late> late) {
        var rules = law.rules().on(question.on(), act);
        var steps = rules.stream()
                .filter(rule -> rule.says().subject() == Subject.STEP || rule.says() instanceof Never)
                .toList();
        if (steps.isEmpty()) {
            objections.add(Objection.withoutRule());
            return;
        }
        if (steps.stream().noneMatch(rule -> rule.isOfTrack(track))) {
            var rule = steps.getFirst();
            objections.add(
                    track == null
                            ? Objection.of(Kind.PRECONDITION_MISSING, rule).missing(List.of(Set.of(Act.FILED)))
                            : Objection.of(Kind.NOT_ON_THIS_TRACK, rule));
            return;
        }
        if (!act.isRepeatable()) {
            var done = Standing.last(record).latest(Set.of(act), question.ref());
            if (done != null)
                objections.add(
                        Objection.of(Kind.ALREADY_ON_RECORD, steps.getFirst()).standing(Set.of(act)));
        }
        for (var rule : rules) {
            if (!rule.appliesTo(track, standing)) continue;
            var objection = switch (rule.says()) {
                case Needs says -> needs(rule, says, question, standing);
                case NeedsReason _ -> question.reasoned() ? null : Objection.of(Kind.REASON_DEMANDED, rule);
                case Forbids(var acts) -> forbids(rule, acts, standing);
                case Never _ -> Objection.of(Kind.NEVER_LAWFUL, rule);
                case NotAtNight says -> night(rule, says, question, standing);
                case NotOnHolidays says -> holiday(rule, says, question, standing);
                case Apart(var from) -> apart(rule, from, question, standing);
                case SignedBy(var roles) -> signers(rule, roles, question);
                case Lasts says -> lasts(rule, says, question, standing, late);
                case Clocked _, Pauses _ -> null; // the clock tells of a miss; it refuses nothing
                case Watches _ -> null;
            };
            if (objection != null) objections.add(objection);
        }
    }

    private static @Nullable Objection needs(Rule rule, Needs says, Question question, Standing standing) {
        var missing = says.all().stream()
                .filter(oneOf -> standing.latest(milestone -> oneOf.contains(milestone.act())
                                && milestone.concerns(question.ref())
                                && (!says.sameDay() || milestone.on().equals(question.on())))
                        == null)
                .toList();
        return missing.isEmpty()
                ? null
                : Objection.of(Kind.PRECONDITION_MISSING, rule).missing(missing);
    }

    private static @Nullable Objection forbids(Rule rule, Set<Act> acts, Standing standing) {
        var found = EnumSet.noneOf(Act.class);
        for (var act : acts) if (standing.hasAny(Set.of(act))) found.add(act);
        return found.isEmpty()
                ? null
                : Objection.of(Kind.PROCEDURE_BLOCKED, rule).standing(found);
    }

    private static @Nullable Objection night(Rule rule, NotAtNight says, Question question, Standing standing) {
        if (question.at() == null) return null;
        var time = question.at().toLocalTime();
        if (!says.covers(time) || isApproved(says.exceptIf(), question, standing)) return null;
        var morning = time.isBefore(says.ends()) ? question.on() : question.on().plusDays(1);
        return ofTime(Kind.NOT_AT_NIGHT, rule, morning, null, false);
    }

    private @Nullable Objection holiday(Rule rule, NotOnHolidays says, Question question, Standing standing) {
        if (isApproved(says.exceptIf(), question, standing)) return null;
        if (!law.days().knows(question.on())) return ofTime(Kind.DATE_PROVISIONAL, rule, null, null, true);
        return law.days().isStatutoryHoliday(question.on())
                ? ofTime(Kind.NOT_ON_A_HOLIDAY, rule, question.on().plusDays(1), null, false)
                : null;
    }

    private static boolean isApproved(Set<Act> approvals, Question question, Standing standing) {
        var day = question.on().toString();
        return standing.latest(milestone -> approvals.contains(milestone.act()) && day.equals(milestone.ref())) != null;
    }

    private static @Nullable Objection apart(Rule rule, Set<Act> from, Question question, Standing standing) {
        var by = question.by();
        if (by == null) return null;
        var done = EnumSet.noneOf(Act.class);
        for (var act : from)
            if (standing.latest(milestone -> milestone.act() == act && by.equals(milestone.by())) != null)
                done.add(act);
        return done.isEmpty()
                ? null
                : Objection.of(Kind.DUTIES_NOT_SEPARATE, rule).standing(done);
    }

    private static @Nullable Objection signers(Rule rule, Set<Role> roles, Question question) {
        return question.role() == null || roles.contains(question.role())
                ? null
                : Objection.of(Kind.ROLE_MAY_NOT_SIGN, rule).byOneOf(roles);
    }

    private @Nullable Objection lasts(Rule rule, Lasts says, Question question, Standing standing, List<Late> late) {
        if (says.bound() == Bound.GIVES_AT_LEAST) return gives(rule, says, question);
        if (says.period().unit().isOfClock()) return withinClock(rule, says, question, standing, late);
        var end = end(says, standing, question.ref());
        if (end == null) return null;
        var day = question.on();
        var isOver = day.isAfter(end.on());
        if (says.bound() == Bound.AT_LEAST) {
            var next = end.on().plusDays(1);
            if (!isOver) return ofTime(Kind.PERIOD_NOT_OVER, rule, next, null, end.provisional());
            return end.leavesOpen(day) ? ofTime(Kind.DATE_PROVISIONAL, rule, next, null, true) : null;
        }
        if (!isOver) return null;
        if (says.lateIsLawful()) {
            late.add(new Late(rule.id(), rule.article(), end.on()));
            return null;
        }
        return end.leavesOpen(day)
                ? ofTime(Kind.DATE_PROVISIONAL, rule, null, end.on(), true)
                : ofTime(Kind.PERIOD_OVER, rule, null, end.on(), false);
    }

    /** Its last day; null where nothing has set it going, or where it is waived. */
    private @Nullable LastDay end(Lasts says, Standing standing, @Nullable String ref) {
        var from = standing.latest(says.after(), ref);
        return from == null || standing.hasBehind(from, says.waivedBy()) ? null : last(says, standing, from);
    }

    private LastDay last(Lasts says, Standing standing, Milestone from) {
        var period = says.period();
        if (period.unit().isOfClock() && from.at() != null)
            return new LastDay(from.at().plus(period.duration()).toLocalDate(), false);
        if (says.givenBy() != null) {
            var given = standing.latest(Set.of(says.givenBy()), null);
            if (given != null && given.days() != null) period = period.orLonger(given.days());
        }
        return law.days().lastDay(from.on(), period);
    }

    private static @Nullable Objection gives(Rule rule, Lasts says, Question question) {
        var length = says.period().length();
        return question.days() == null || question.days() >= length
                ? null
                : Objection.of(Kind.PERIOD_TOO_SHORT, rule).atLeast(length);
    }

    private static @Nullable Objection withinClock(
            Rule rule, Lasts says, Question question, Standing standing, List<Late> late) {
        var from = standing.latest(milestone -> says.after().contains(milestone.act()) && milestone.at() != null);
        if (question.at() == null || from == null || from.at() == null || standing.hasBehind(from, says.waivedBy()))
            return null;
        var end = from.at().plus(says.period().duration());
        if (says.bound() == Bound.AT_LEAST)
            return question.at().isBefore(end)
                    ? ofTime(Kind.PERIOD_NOT_OVER, rule, end.toLocalDate(), null, false)
                    : null;
        if (!question.at().isAfter(end)) return null;
        if (!says.lateIsLawful()) return ofTime(Kind.PERIOD_OVER, rule, null, end.toLocalDate(), false);
        late.add(new Late(rule.id(), rule.article(), end.toLocalDate()));
        return null;
    }

    private static Objection ofTime(
            Kind kind, Rule rule, @Nullable LocalDate notBefore, @Nullable LocalDate notAfter, boolean provisional) {
        return Objection.of(kind, rule).between(notBefore, notAfter, provisional);
    }
}
