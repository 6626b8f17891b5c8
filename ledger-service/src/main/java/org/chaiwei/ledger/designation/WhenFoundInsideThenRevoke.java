package org.chaiwei.ledger.designation;

import org.chaiwei.ledger.designation.DesignationCommand.RevokeForViolation;
import org.chaiwei.ledger.designation.Designations.ToRevoke;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When an entry opens inside a designated place, or opened there while the designation was being decided, then the designation is
 * revoked. What is to be done is a row that follows from the log alone and goes with the revocation; done twice, it changes nothing. One
 * that fails is tried again, and holds up no other.
 */
final class WhenFoundInsideThenRevoke {

    static final String NAME = "when-found-inside-then-revoke";

    private static final Logger log = LoggerFactory.getLogger(WhenFoundInsideThenRevoke.class);

    /** At a time; what is left comes with the next look. */
    private static final int BATCH = 100;

    private final Designations designations;
    private final CommandSender sender;
    private final BusinessClock clock;

    WhenFoundInsideThenRevoke(Designations designations, CommandSender sender, BusinessClock clock) {
        this.designations = designations;
        this.sender = sender;
        this.clock = clock;
    }

    /** Called in {@link org.chaiwei.ledger.book.Rounds}. */
    void look() {
        designations.toRevoke(BATCH).forEach(this::revoke);
    }

    private void revoke(ToRevoke due) {
        try {
            var asked = new Asked(Scope.SYSTEM, due.on(), clock.today(), null);
            sender.send(
                    new RevokeForViolation(due.designation(), due.run(), due.violation(), due.relapse(), asked),
                    RequestContext.of(Actor.system(NAME)));
        } catch (RuntimeException failed) {
            log.warn("the designation {} is not revoked yet, trying again: {}", due.designation(), failed.toString());
        }
    }
}
