package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
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
}
