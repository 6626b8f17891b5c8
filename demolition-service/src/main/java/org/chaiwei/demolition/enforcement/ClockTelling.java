package org.chaiwei.demolition.enforcement;

import java.time.Instant;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.springframework.stereotype.Component;

/** Has a case tell what is due on its one-hour clock. The case decides what that is, once, however often and by whomever it is asked. */
@Component
public class ClockTelling {

    private static final Actor TELLER = Actor.system("when-a-clock-runs-out-then-tell");

    private final CommandSender sender;

    ClockTelling(CommandSender sender) {
        this.sender = sender;
    }

    /** @param now the business time */
    public void tell(UUID violation, Instant now) {
        sender.send(new TellClock(violation, now), RequestContext.of(TELLER));
    }
}
