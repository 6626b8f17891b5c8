package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.HandlingCommand.RaiseDeadline;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.springframework.stereotype.Component;

/** Has a case make known what there is to say of one of its deadlines. Called by the automation that watches their rows; harmless as often as it is called. */
@Component
public class DeadlineRaising {

    private static final Actor ACTOR = Actor.system("when-due-then-raise");

    private final CommandSender sender;

    DeadlineRaising(CommandSender sender) {
        this.sender = sender;
    }

    /** @throws org.chaiwei.platform.problem.RefusedException where the command could not be carried out now */
    public void raise(UUID violation, UUID deadline, LocalDate today) {
        sender.send(new RaiseDeadline(violation, deadline, today), RequestContext.of(ACTOR));
    }
}
