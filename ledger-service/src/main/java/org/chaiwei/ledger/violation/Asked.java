package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change, for which day and on which, and why. What a decision may not look up itself.
 *
 * @param by what the caller may change
 * @param occurredOn the business date on which it shall count
 * @param today the business date on which it is asked
 * @param reasonRemark the remark that holds the typed reason, if one was given
 */
public record Asked(
        Scope by,
        LocalDate occurredOn,
        LocalDate today,
        @Nullable UUID reasonRemark) {

    /** In an event's metadata: the remark that says why it was dated back, for events that have no field for it. */
    public static final String REASON_REMARK = "reasonRemark";

    /**
     * What a request asks.
     *
     * @param occurredOn null for today
     * @param reason as it was typed; where it says something, {@link Typed#send} keeps it under {@link #reasonRemark}
     */
    public static Asked of(
            RequestContext context, @Nullable LocalDate occurredOn, @Nullable String reason, LocalDate today) {
        return new Asked(
                context.actor().scope(),
                occurredOn == null ? today : occurredOn,
                today,
                Site.stripped(reason) == null ? null : UuidV7.next());
    }

    /**
     * What holds for the day of everything a person asks: not in the future, not before what happened last, and not far back without a
     * reason. Null where the day is right.
     *
     * @param lastEventOn the day of the last event of whatever it is asked of; null if nothing has happened to it yet
     */
    public @Nullable ViolationRefusal wrongDay(@Nullable LocalDate lastEventOn) {
        return ViolationDecider.firstOf(
                ViolationDecider.inFuture(this),
                lastEventOn == null ? null : ViolationDecider.before(lastEventOn, this),
                ViolationDecider.withoutReason(this));
    }

    /** Whether the role may, and reaches this street. Null where both hold. */
    public @Nullable ViolationRefusal outOfReach(String street, Set<Role> roles) {
        if (by.role() == Role.SYSTEM) return null;
        if (!roles.contains(by.role()))
            return new RoleMayNot(roles.stream().map(Role::claim).sorted().toList());
        return by.covers(street) ? null : new OutsideYourStreet(street);
    }

    /** For what always needs a reason; null where one was given. */
    public @Nullable ViolationRefusal withoutReason() {
        return reasonRemark == null ? new ReasonRequired(ViolationDecider.FREE_DAYS) : null;
    }
}
