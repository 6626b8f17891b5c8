package org.chaiwei.ledger.violation;

import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.party.NewParty;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.platform.command.CommandRefusal.OutcomeUnknown;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends a command together with what a person typed for it: kept beside the events before the command, so that no event ever refers
 * to nothing, and taken away again if the command comes to nothing. Where it can't be told whether it did, it stays.
 */
@Component
public class Typed {

    private final CommandSender sender;
    private final Parties parties;
    private final Remarks remarks;
    private final TransactionOperations transaction;

    Typed(CommandSender sender, Parties parties, Remarks remarks, TransactionOperations transaction) {
        this.sender = sender;
        this.parties = parties;
        this.remarks = remarks;
        this.transaction = transaction;
    }

    /** As {@link #send(ViolationCommand, NewParty, String, RequestContext)}, without a person. */
    public Receipt send(ViolationCommand command, @Nullable String reason, RequestContext context) {
        return send(command, null, Site.stripped(reason), context);
    }

    /** @param reason the text of the command's {@code asked.reasonRemark}; null exactly when that is */
    Receipt send(ViolationCommand command, @Nullable NewParty party, @Nullable String reason, RequestContext context) {
        var remark = command.asked().reasonRemark();
        if (party == null && remark == null) return sender.send(command, context);
        transaction.executeWithoutResult(_ -> {
            if (party != null) parties.enter(List.of(party));
            if (remark != null && reason != null) remarks.enter(remark, reason);
        });
        try {
            var receipt = sender.send(command, context);
            var tookNothing = receipt.replayed() || receipt.position() == 0;
            if (tookNothing) takeAway(party, remark);
            return receipt;
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof OutcomeUnknown)) takeAway(party, remark);
            throw refused;
        }
    }

    private void takeAway(@Nullable NewParty party, @Nullable UUID remark) {
        if (party != null) parties.remove(List.of(party.id()));
        if (remark != null) remarks.erase(remark);
    }
}
