package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.calendar.Period;
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
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule as the API shows it, flat. What is of another subject is left null.
 *
 * @param acts that it judges
 * @param terms the same in the field's own words
 * @param tracks on which; empty for all
 * @param demand what it demands: NEEDS, NEEDS_ON_THE_DAY, NEEDS_REASON, FORBIDS, NEVER, NOT_AT_NIGHT, NOT_ON_HOLIDAYS, APART, LASTS, SIGNED_BY, CLOCKED, PAUSES, WATCHES
 * @param needs one of each
 * @param others the acts that a guard names
 * @param after the acts that set a period going
 * @param hours of a night, such as 22:00-06:00
 * @param late of an AT_MOST period: LAWFUL, told to be late, or REFUSED
 * @param roles who may, as tokens write them; of a clock, who is told that its milestone was missed
 * @param milestone of the one-hour clock
 * @param unattended who is told in their stead where nobody is responsible for the case, as tokens write it
 * @param watch how its deadlines are told
 * @param pauses who hears of a pause of the clock that nobody ends
 */
record RuleShown(
        String id,
        Subject subject,
        List<Act> acts,
        List<String> terms,
        List<Track> tracks,
        List<Act> when,
        List<Act> unless,
        String demand,
        @Nullable List<List<Act>> needs,
        @Nullable List<Act> others,
        @Nullable Bound bound,
        @Nullable List<Act> after,
        @Nullable Integer period,
        Period.@Nullable Unit unit,
        @Nullable List<Act> waivedBy,
        @Nullable String late,
        @Nullable String hours,
        @Nullable List<String> roles,
        @Nullable ClockMilestone milestone,
        @Nullable String unattended,
        @Nullable Watch watch,
        @Nullable List<PauseWatch.Rung> pauses,
        String article,
        LocalDate from,
        @Nullable LocalDate to,
        boolean checkedByCounsel) {

    /** What of a rule depends on its kind. */
    private record Part(
            String demand,
            @Nullable List<List<Act>> needs,
            @Nullable List<Act> others,
            @Nullable Lasts lasts,
            @Nullable String hours,
            @Nullable List<String> roles) {

        static Part of(String demand) {
            return new Part(demand, null, null, null, null, null);
        }

        static Part of(String demand, Set<Act> others) {
            return new Part(demand, null, sorted(others), null, null, null);
        }
    }

    static RuleShown of(Rule rule) {
        var part = part(rule);
        var lasts = part.lasts;
        var clocked = rule.says() instanceof Clocked says ? says : null;
        var period = lasts != null ? lasts.period() : clocked != null ? clocked.within() : null;
        return new RuleShown(
                rule.id(),
                rule.says().subject(),
                sorted(rule.acts()),
                sorted(rule.acts()).stream().map(Act::term).toList(),
                sorted(rule.tracks()),
                sorted(rule.when()),
                sorted(rule.unless()),
                part.demand,
                part.needs,
                part.others,
                lasts == null ? null : lasts.bound(),
                lasts == null ? null : sorted(lasts.after()),
                period == null ? null : period.length(),
                period == null ? null : period.unit(),
                lasts == null ? null : sorted(lasts.waivedBy()),
                lasts == null || lasts.bound() != Bound.AT_MOST ? null : lasts.lateIsLawful() ? "LAWFUL" : "REFUSED",
                part.hours,
                part.roles,
                clocked == null ? null : clocked.milestone(),
                clocked == null ? null : clocked.unattended().claim(),
                rule.says() instanceof Watches(var watch) ? watch : null,
                rule.says() instanceof Pauses(var ladder) ? ladder : null,
                rule.article(),
                rule.from(),
                rule.to(),
                rule.checkedByCounsel());
    }

    private static Part part(Rule rule) {
        return switch (rule.says()) {
            case Needs(var all, var sameDay) ->
                new Part(
                        sameDay ? "NEEDS_ON_THE_DAY" : "NEEDS",
                        all.stream().map(RuleShown::sorted).toList(),
                        null,
                        null,
                        null,
                        null);
            case NeedsReason _ -> Part.of("NEEDS_REASON");
            case Forbids(var acts) -> Part.of("FORBIDS", acts);
            case Never _ -> Part.of("NEVER");
            case NotAtNight(var begins, var ends, var exceptIf) ->
                new Part("NOT_AT_NIGHT", null, sorted(exceptIf), null, begins + "-" + ends, null);
            case NotOnHolidays(var exceptIf) -> Part.of("NOT_ON_HOLIDAYS", exceptIf);
            case Apart(var from) -> Part.of("APART", from);
            case Pauses _ -> Part.of("PAUSES");
            case Watches _ -> Part.of("WATCHES");
            case Lasts lasts -> new Part("LASTS", null, null, lasts, null, null);
            case SignedBy(var roles) ->
                new Part(
                        "SIGNED_BY",
                        null,
                        null,
                        null,
                        null,
                        roles.stream().map(Role::claim).sorted().toList());
            case Clocked says ->
                new Part(
                        "CLOCKED",
                        null,
                        null,
                        null,
                        null,
                        List.of(says.escalatesTo().claim()));
        };
    }

    private static <E extends Enum<E>> List<E> sorted(Set<E> some) {
        return some.stream().sorted().toList();
    }
}
