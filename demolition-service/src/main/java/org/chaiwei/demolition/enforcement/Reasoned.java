package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.enforcement.CaseCommand.OfPerson;
import org.chaiwei.platform.command.CommandRefusal.OutcomeUnknown;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends a command together with the reason typed for it: kept beside the events before the command, so that no event ever refers to
 * nothing, and taken away again if the command comes to nothing. Where it can't be told whether it did, it stays.
 */
@Component
class Reasoned {

    private final CommandSender sender;
    private final Remarks remarks;

    Reasoned(CommandSender sender, Remarks remarks) {
        this.sender = sender;
        this.remarks = remarks;
    }

    /** @param reason the text of the command's {@code asked.reasonRemark}; null exactly when that is */
    Receipt send(OfPerson command, @Nullable String reason, RequestContext context) {
        var remark = command.asked().reasonRemark();
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
