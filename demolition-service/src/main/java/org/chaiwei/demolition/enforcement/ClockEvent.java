package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.demolition.rules.Watch;
import org.jspecify.annotations.Nullable;

/**
 * 新生违建1小时快拆: what happens on the one-hour clock between the confirmation and the demolition, which have events of their own. Stored
 * like every {@link CaseEvent}. {@code occurredAt} is to the second with the district's offset; {@code occurredOn} is its date. {@code by} is
 * the pseudonymous id of whoever answers for it, {@code role} theirs, as tokens write it.
 */
public sealed interface ClockEvent extends CaseEvent {

    OffsetDateTime occurredAt();

    /** What a person enters. Recorded as it was asked for, or not at all. */
    sealed interface Entered extends ClockEvent {

        String by();

        String role();
    }

    /** A milestone that somebody reached; the last one is the demolition. */
    sealed interface Reached extends Entered {
        ClockMilestone milestone();
    }

    /** 派单: people are sent out. */
    record SiteDispatched(UUID violation, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements Reached {
        @Override
        public ClockMilestone milestone() {
            return ClockMilestone.DISPATCHED;
        }
    }

    /** 到场: they are there. */
    record SiteReached(UUID violation, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements Reached {
        @Override
        public ClockMilestone milestone() {
            return ClockMilestone.ON_SITE;
        }
    }

    /** 停工: nobody builds any more. The order to stop is a paper, and another event. */
    record WorkStopped(UUID violation, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements Reached {
        @Override
        public ClockMilestone milestone() {
            return ClockMilestone.STOPPED;
        }
    }

    /** 暂停计时. Why stands in the remark. */
    record ClockPaused(UUID violation, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements Entered {}

    /** 恢复计时 */
    record ClockResumed(UUID violation, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements Entered {}

    /**
     * 超时: a milestone's time was over and nothing on record had reached it. Told once for each milestone, and never taken back.
     *
     * @param milestone a name of {@link ClockMilestone}
     * @param rule the id of the rule that gave the time, {@code limitMinutes}
     * @param overSeconds by how much it was missed: when it was told, or when it was reached after all
     * @param stoodAt the last milestone that had been reached, a name of {@link ClockMilestone}; null for none
     * @param toRole whom it is told, as tokens write it: of the street for a street official
     * @param attended whether somebody was responsible for the case
     * @param occurredAt when the time was over
     */
    record OneHourClockMissed(
            UUID violation,
            String street,
            String milestone,
            String rule,
            int limitMinutes,
            int overSeconds,
            @Nullable String stoodAt,
            String toRole,
            boolean attended,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements ClockEvent {}

    /**
     * 停止计时: how the clock came out.
     *
     * @param outcome a name of {@link OneHourClock.Outcome}
     * @param ranSeconds how long it had run, pauses left out
     * @param occurredAt when it was removed; where it was not, when the clock was stopped
     */
    record OneHourClockStopped(
            UUID violation,
            String street,
            String outcome,
            int ranSeconds,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements ClockEvent {}

    /**
     * 暂停督办: it is paused for long, nobody has let it run again, and somebody higher hears of it. Once for each rung and pause.
     *
     * @param rung of the ladder that the rule has, from 1; a rung that was passed over is not told later
     * @param rule the id of the rule
     * @param to a name of {@link Watch.Whom}: the person that is named, or everyone of that role, a street's in their own street
     * @param toPerson null where it goes to a role
     * @param vacant names of {@link Watch.Whom} to whom it should have gone, and the case names nobody
     * @param occurredAt when that rung's time had come
     */
    record ClockPauseEscalated(
            UUID violation,
            String street,
            int rung,
            String rule,
            OffsetDateTime pausedSince,
            String to,
            @Nullable String toPerson,
            List<String> vacant,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements ClockEvent {
        public ClockPauseEscalated {
            vacant = List.copyOf(vacant);
        }
    }
}
