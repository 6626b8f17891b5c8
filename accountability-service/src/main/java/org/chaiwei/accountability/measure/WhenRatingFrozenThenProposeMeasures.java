package org.chaiwei.accountability.measure;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.chaiwei.accountability.measure.Ladder.Supported;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByRule;
import org.chaiwei.accountability.measure.MeasureCommand.WithdrawSupport;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;

/**
 * When a rating is frozen, then what the rules say to it is proposed; and when a table is corrected, what it no longer supports is
 * dropped, or marked for a person where somebody has decided already. It holds all frozen months against the rules and sends what is
 * missing: so a crash in between, a second instance, or months that were frozen before there were rules make no difference. Each measure
 * remembers by which tables it was held last, so that whoever is late with older ones changes nothing.
 */
final class WhenRatingFrozenThenProposeMeasures {

    static final String NAME = "when-rating-frozen-then-propose-measures";

    private final FrozenTables tables;
    private final MeasureRules rules;
    private final Measures measures;
    private final CommandSender sender;
    private final BusinessClock clock;

    WhenRatingFrozenThenProposeMeasures(
            FrozenTables tables, MeasureRules rules, Measures measures, CommandSender sender, BusinessClock clock) {
        this.tables = tables;
        this.rules = rules;
        this.measures = measures;
        this.sender = sender;
        this.clock = clock;
    }

    /** Harmless at any time. */
    void look() {
        var frozen = tables.all();
        var ladder = new Ladder(rules, frozen);
        for (var month : frozen) compare(month.month(), ladder);
    }

    private void compare(YearMonth month, Ladder ladder) {
        var position = ladder.positionOf(month);
        var supported = ladder.of(month);
        var known = new HashMap<UUID, MeasureRow>();
        for (var row : measures.byRule(month)) known.put(row.measure(), row);
        for (var one : supported) {
            var row = known.remove(one.id());
            if (row == null || (row.stage() == Stage.DROPPED && row.tablesPosition() < position))
                propose(one, position);
        }
        for (var row : known.values())
            if (row.tablesPosition() < position
                    && List.of(Stage.PROPOSED, Stage.DECIDED, Stage.SERVED, Stage.APPEALED)
                            .contains(row.stage())) withdraw(row, position);
    }

    private void propose(Supported one, long position) {
        var actor = Actor.system(NAME);
        sender.send(
                new ProposeByRule(
                        one.id(),
                        one.street(),
                        one.rule().kind(),
                        one.rule().rule(),
                        one.evidence(),
                        position,
                        new Asked(actor, clock.today(), null)),
                RequestContext.of(actor));
    }

    private void withdraw(MeasureRow row, long position) {
        var actor = Actor.system(NAME);
        sender.send(
                new WithdrawSupport(row.measure(), position, new Asked(actor, clock.today(), null)),
                RequestContext.of(actor));
    }
}
