package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.calendar.Period;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * One version of one rule, as its file has it (see {@link RuleFile}).
 *
 * @param id in kebab case, the same for all versions
 * @param acts that it judges
 * @param tracks on which it does; empty for all, and then also before the case is filed and has a track
 * @param when it applies only while all of these stand
 * @param unless it does not apply while any of these stands
 * @param article the law, its year where an earlier one differs, and the article
 * @param from the first day on which it is in force
 * @param to the last one; null while it is
 * @param checkedByCounsel whether a lawyer has confirmed it
 */
record Rule(
        String id,
        Set<Act> acts,
        Set<Track> tracks,
        Set<Act> when,
        Set<Act> unless,
        Says says,
        String article,
        LocalDate from,
        @Nullable LocalDate to,
        boolean checkedByCounsel) {

    /** The names stand in rule files and in JSON and never change. */
    enum Subject {
        /** What has to be on record. */
        STEP,
        /** How long something has to last, or may. */
        PERIOD,
        /** What stands in the way. */
        GUARD,
        /** Who may. */
        SIGNERS,
        /** How long the one-hour clock leaves for a milestone, and who is told where it is missed. */
        CLOCK,
        /** Who hears of a pause of the one-hour clock that nobody ends. */
        PAUSE,
        /** Who hears of its deadlines. Says nothing of what is lawful. */
        WATCH;

        /** Whether its rules are about the clock, and so name no acts. */
        boolean isOfClock() {
            return this == CLOCK || this == PAUSE;
        }
    }

    /** What a rule demands. */
    sealed interface Says {

        default Subject subject() {
            return switch (this) {
                case Needs _, NeedsReason _ -> Subject.STEP;
                case Lasts _ -> Subject.PERIOD;
                case Forbids _, Never _, NotAtNight _, NotOnHolidays _, Apart _ -> Subject.GUARD;
                case SignedBy _ -> Subject.SIGNERS;
                case Clocked _ -> Subject.CLOCK;
                case Pauses _ -> Subject.PAUSE;
                case Watches _ -> Subject.WATCH;
            };
        }
    }

    /**
     * These stand.
     *
     * @param all one of each
     * @param sameDay put on record for the very day of the act
     */
    record Needs(List<Set<Act>> all, boolean sameDay) implements Says {}

    /** Whoever does it says why. */
    record NeedsReason() implements Says {}

    /** None of these stands. */
    record Forbids(Set<Act> acts) implements Says {}

    /** Whatever is on record. */
    record Never() implements Says {}

    /**
     * Not from {@code begins} to {@code ends}, over midnight.
     *
     * @param exceptIf approved for that very day
     */
    record NotAtNight(LocalTime begins, LocalTime ends, Set<Act> exceptIf) implements Says {
        boolean covers(LocalTime time) {
            return !time.isBefore(begins) || time.isBefore(ends);
        }
    }

    /**
     * Not on a 法定节假日.
     *
     * @param exceptIf approved for that very day
     */
    record NotOnHolidays(Set<Act> exceptIf) implements Says {}

    /** By somebody who has done none of these. */
    record Apart(Set<Act> from) implements Says {}

    /** By one of these roles. */
    record SignedBy(Set<Role> roles) implements Says {}

    /**
     * The clock's milestone is reached within a time of the confirmation. Judges no act: nothing is refused for it.
     *
     * @param within in minutes or hours
     * @param escalatesTo whom a miss is told
     * @param unattended whom, in their stead, where nobody is responsible for the case
     */
    record Clocked(ClockMilestone milestone, Period within, Role escalatesTo, Role unattended) implements Says {}

    /**
     * A pause of the clock is told one after the other. Judges no act either.
     *
     * @param ladder not empty
     */
    record Pauses(List<PauseWatch.Rung> ladder) implements Says {
        public Pauses {
            ladder = List.copyOf(ladder);
        }
    }

    /** Its deadlines are told. */
    record Watches(Watch watch) implements Says {}

    /** The names stand in rule files and in JSON and never change. */
    enum Bound {
        /** The act may come once the period is over. */
        AT_LEAST,
        /** The act has to come within the period. */
        AT_MOST,
        /** The act itself gives the party a period, no shorter than this one, in calendar days. */
        GIVES_AT_LEAST
    }

    /**
     * @param after the last of these acts sets it going; empty where the act gives it
     * @param givenBy the act whose own period, where it is longer, takes this one's place
     * @param waivedBy none of it where any of these has come since
     * @param lateIsLawful an act behind an AT_MOST period is told to be late and not refused
     */
    record Lasts(
            Bound bound,
            Set<Act> after,
            Period period,
            @Nullable Act givenBy,
            Set<Act> waivedBy,
            boolean lateIsLawful) implements Says {}

    boolean isInForceOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    boolean isOfTrack(@Nullable Track track) {
        return tracks.isEmpty() || (track != null && tracks.contains(track));
    }

    boolean appliesTo(@Nullable Track track, Standing standing) {
        return isOfTrack(track) && standing.hasAll(when) && !standing.hasAny(unless);
    }
}
