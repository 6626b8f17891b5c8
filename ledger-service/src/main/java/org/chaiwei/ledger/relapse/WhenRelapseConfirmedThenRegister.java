package org.chaiwei.ledger.relapse;

import org.chaiwei.ledger.relapse.Suspicions.ToRegister;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.OnRecord;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a relapse was confirmed, then its new entry is registered. What is still to be done is a row that follows from the log alone, and goes
 * when the new entry is in the log; so after a crash, or beside another instance, it is done again, which changes nothing: the new entry's
 * id follows from its number. One that fails is tried again, and holds up no other.
 */
final class WhenRelapseConfirmedThenRegister {

    static final String NAME = "when-relapse-confirmed-then-register";

    private static final Logger log = LoggerFactory.getLogger(WhenRelapseConfirmedThenRegister.class);

    /** At a time; what is left comes with the next look. */
    private static final int BATCH = 100;

    private final Suspicions suspicions;
    private final OnRecord onRecord;
    private final CommandSender sender;
    private final BusinessClock clock;

    WhenRelapseConfirmedThenRegister(
            Suspicions suspicions, OnRecord onRecord, CommandSender sender, BusinessClock clock) {
        this.suspicions = suspicions;
        this.onRecord = onRecord;
        this.sender = sender;
        this.clock = clock;
    }

    /** Registers what was confirmed; called in {@link org.chaiwei.ledger.book.Rounds}. */
    void look() {
        suspicions.toRegister(BATCH).forEach(this::register);
    }

    private void register(ToRegister due) {
        try {
            var today = clock.today();
            onRecord.relapse(due.violation(), due.sighting(), new Asked(Scope.SYSTEM, today, today, null))
                    .ifPresent(command -> sender.send(command, RequestContext.of(Actor.system(NAME))));
        } catch (RuntimeException failed) {
            log.warn("the relapse of {} is not registered yet, trying again: {}", due.violation(), failed.toString());
        }
    }
}
