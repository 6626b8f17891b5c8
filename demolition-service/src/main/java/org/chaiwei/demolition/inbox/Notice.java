package org.chaiwei.demolition.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPauseEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineReached;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.enforcement.HandlingEvent.Told;
import org.chaiwei.demolition.rules.Watch.Whom;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * 消息: one thing that one recipient has to know. What a webhook receives is this record as JSON.
 *
 * @param id the same for the same event and recipient
 * @param person a pseudonymous id; null where it is for everyone of a role
 * @param role as tokens write it, a street's in {@code street} only; null where it is for a person
 * @param street of the case then
 * @param level of a deadline that was reached, a name of {@code DeadlineLevel}
 * @param rung of an escalation, from 1
 * @param act that is due, by its name
 * @param dueOn the last day in time, or the first lawful one
 * @param vacant names of {@link Whom} to whom it should have gone, and the case names nobody
 * @param occurredOn the business date
 * @param position of its event in the log
 */
record Notice(
        UUID id,
        @Nullable String person,
        @Nullable String role,
        String street,
        Kind kind,
        UUID violation,
        @Nullable UUID deadline,
        @Nullable String level,
        @Nullable Integer rung,
        @Nullable String act,
        @Nullable String rule,
        @Nullable LocalDate dueOn,
        boolean provisional,
        List<String> vacant,
        LocalDate occurredOn,
        long position,
        Instant recordedAt) {

    /** The names stand in JSON and in rows and never change. */
    enum Kind {
        /** 指定为经办人 */
        HANDLER_ASSIGNED,
        /** 指定为督办人 */
        SUPERVISOR_ASSIGNED,
        /** 期限提醒 */
        DEADLINE_REACHED,
        /** 逐级督办 */
        DEADLINE_ESCALATED,
        /** 暂停督办：一小时快拆计时暂停过久 */
        CLOCK_PAUSE_ESCALATED
    }

    Notice {
        vacant = List.copyOf(vacant);
    }

    /** What an event makes known; nobody is told what they have done themselves. */
    static List<Notice> of(Recorded recorded) {
        return switch (recorded.event()) {
            case HandlerAssigned e -> assigned(e, recorded);
            case DeadlineReached e -> List.of(told(e, Kind.DEADLINE_REACHED, e.level(), null, recorded));
            case DeadlineEscalated e -> List.of(told(e, Kind.DEADLINE_ESCALATED, null, e.rung(), recorded));
            case ClockPauseEscalated e -> List.of(paused(e, recorded));
            default -> List.of();
        };
    }

    private static List<Notice> assigned(HandlerAssigned e, Recorded recorded) {
        var notices = new ArrayList<Notice>();
        if (!e.handler().equals(e.by())) notices.add(assigned(e, e.handler(), Kind.HANDLER_ASSIGNED, recorded));
        var supervisor = e.supervisor();
        if (supervisor != null && !supervisor.equals(e.by()))
            notices.add(assigned(e, supervisor, Kind.SUPERVISOR_ASSIGNED, recorded));
        return notices;
    }

    private static Notice assigned(HandlerAssigned e, String person, Kind kind, Recorded recorded) {
        return new Notice(
                id(recorded, person),
                person,
                null,
                e.street(),
                kind,
                e.violation(),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                e.occurredOn(),
                recorded.position(),
                recorded.recordedAt());
    }

    private static Notice told(Told e, Kind kind, @Nullable String level, @Nullable Integer rung, Recorded recorded) {
        var person = e.toPerson();
        var role = person == null ? Whom.valueOf(e.to()).role() : null;
        return new Notice(
                id(recorded, person == null ? "role:" + role : person),
                person,
                role,
                e.street(),
                kind,
                e.violation(),
                e.deadline(),
                level,
                rung,
                e.act(),
                e.rule(),
                e.dueOn(),
                e.provisional(),
                e.vacant(),
                e.occurredOn(),
                recorded.position(),
                recorded.recordedAt());
    }

    private static Notice paused(ClockPauseEscalated e, Recorded recorded) {
        var person = e.toPerson();
        var role = person == null ? Whom.valueOf(e.to()).role() : null;
        return new Notice(
                id(recorded, person == null ? "role:" + role : person),
                person,
                role,
                e.street(),
                Kind.CLOCK_PAUSE_ESCALATED,
                e.violation(),
                null,
                null,
                e.rung(),
                null,
                e.rule(),
                null,
                false,
                e.vacant(),
                e.occurredOn(),
                recorded.position(),
                recorded.recordedAt());
    }

    private static UUID id(Recorded recorded, String recipient) {
        var name = "%s %d %s".formatted(recorded.aggregate(), recorded.sequence(), recipient);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
