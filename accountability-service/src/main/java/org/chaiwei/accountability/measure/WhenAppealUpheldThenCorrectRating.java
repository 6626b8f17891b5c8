package org.chaiwei.accountability.measure;

import java.time.YearMonth;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.ReverseMeasure;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;

/**
 * When an appeal against a measure is upheld because points were wrong, then the rating is corrected, and after it the measure is
 * reversed, naming the table's new version. Both remember the appeal: a crash in between, or a second instance, changes nothing.
 */
final class WhenAppealUpheldThenCorrectRating {

    static final String NAME = "when-appeal-upheld-then-correct-rating";

    /** Taken up at once; the rest comes with the next look. */
    private static final int AT_ONCE = 50;

    private final FrozenTables tables;
    private final Measures measures;
    private final CommandSender sender;
    private final BusinessClock clock;

    WhenAppealUpheldThenCorrectRating(
            FrozenTables tables, Measures measures, CommandSender sender, BusinessClock clock) {
        this.tables = tables;
        this.measures = measures;
        this.sender = sender;
        this.clock = clock;
    }

    /** Harmless at any time. */
    void look() {
        for (var row : measures.upheld(AT_ONCE))
            carryOut(row.measure(), Objects.requireNonNull(row.month(), "of a rating"));
    }

    private void carryOut(UUID measure, String month) {
        for (var happened : measures.history(measure)) {
            if (!(happened.event() instanceof MeasureAppealDecided decided)
                    || decided.part() == null
                    || decided.points() == null) continue;
            var version = tables.correct(
                    YearMonth.parse(month),
                    decided.appeal(),
                    decided.street(),
                    decided.part(),
                    decided.points(),
                    NAME,
                    clock.today());
            var actor = Actor.system(NAME);
            sender.send(
                    new ReverseMeasure(measure, version, new Asked(actor, clock.today(), null)),
                    RequestContext.of(actor));
        }
    }
}
