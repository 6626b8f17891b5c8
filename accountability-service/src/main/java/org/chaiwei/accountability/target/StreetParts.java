package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import org.chaiwei.accountability.target.TargetCommand.Asked;
import org.chaiwei.accountability.target.TargetCommand.SetStreetParts;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;

/** Gives each street its part of a target. Called by whoever knows the remaining areas. */
public final class StreetParts {

    private final CommandSender commands;

    StreetParts(CommandSender commands) {
        this.commands = commands;
    }

    /**
     * Divides a target by the remaining areas, by largest remainder. Nothing happens where the parts are so already, or where the target
     * holds for each street as it is.
     *
     * @param basisKnownAt the position of the ledger's log up to which the areas were known
     * @param remainingM2 of every street, two decimals
     * @param today the business date of the request
     * @throws org.chaiwei.platform.problem.RefusedException if the caller may not, the target is not there, or nothing remained anywhere
     */
    public Receipt divide(
            String code,
            LocalDate basisOn,
            long basisKnownAt,
            SortedMap<String, BigDecimal> remainingM2,
            LocalDate today,
            RequestContext context) {
        return commands.send(
                new SetStreetParts(
                        TargetId.of(code),
                        basisOn,
                        basisKnownAt,
                        remainingM2,
                        new Asked(context.actor().role(), today, null)),
                context);
    }
}
