package org.chaiwei.demolition.enforcement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, when, and why. What a decision may not look up itself.
 *
 * @param by what the caller may change
 * @param actor the caller's pseudonymous id
 * @param now the business time at which it is asked
 * @param reasonRemark the remark that holds the typed reason, if one was given
 */
record Asked(Scope by, String actor, Instant now, @Nullable UUID reasonRemark) {

    LocalDate today() {
        return BusinessClock.dateOf(now);
    }
}
