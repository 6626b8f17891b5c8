package org.chaiwei.platform.remark;

import java.util.UUID;
import org.chaiwei.platform.command.CommandRefusal.OutcomeUnknown;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a command together with the reason typed for it: kept beside the events before the command, so that no event ever refers to
 * nothing, and taken away again if the command comes to nothing. Where it can't be told whether it did, it stays. Called by controllers.
 */
public final class Reasoned {

    private final CommandSender sender;
    private final Remarks remarks;

    Reasoned(CommandSender sender, Remarks remarks) {
        this.sender = sender;
        this.remarks = remarks;
    }

    /**
     * @param remark the id by which the command's events refer to the reason; null without one
     * @param reason the text; null exactly when the id is
     * @throws RefusedException as {@link CommandSender#send}
     */
    public Receipt send(Object command, @Nullable UUID remark, @Nullable String reason, RequestContext context) {
        if (remark == null || reason == null) return sender.send(command, context);
        remarks.enter(remark, reason);
        try {
            var receipt = sender.send(command, context);
            if (receipt.replayed() || receipt.position() == 0) remarks.erase(remark);
            return receipt;
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof OutcomeUnknown)) remarks.erase(remark);
            throw refused;
        }
    }
}
