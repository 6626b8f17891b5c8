package org.chaiwei.accountability.measure;

import java.time.YearMonth;
import org.chaiwei.accountability.inspection.Findings;
import org.chaiwei.accountability.inspection.Findings.Found;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByFinding;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;

/**
 * When an inspection's finding of 弄虚作假 is confirmed against a street, then the measure that the rules have for it is proposed. It goes
 * through all such findings and sends what is missing, so that a crash, a second instance or findings from before make no difference: the
 * measure's id follows from the finding, and is the one that a proposal by hand has.
 */
final class WhenRecordFalsifiedThenProposeCase {

    static final String NAME = "when-record-falsified-then-propose-case";

    private final Findings findings;
    private final MeasureRules rules;
    private final Measures measures;
    private final Streets streets;
    private final CommandSender sender;
    private final BusinessClock clock;

    WhenRecordFalsifiedThenProposeCase(
            Findings findings,
            MeasureRules rules,
            Measures measures,
            Streets streets,
            CommandSender sender,
            BusinessClock clock) {
        this.findings = findings;
        this.rules = rules;
        this.measures = measures;
        this.streets = streets;
        this.sender = sender;
        this.clock = clock;
    }

    /** Harmless at any time. */
    void look() {
        findings.eachFalsifiedRecord(this::propose);
    }

    private void propose(Found found) {
        // Measures are the streets': what is found with another unit is for supervision to pursue.
        if (found.confirmedOn() == null || streets.find(found.unit()).isEmpty()) return;
        var set = rules.inForce(YearMonth.from(found.confirmedOn())).orElse(null);
        if (set == null) return;
        var rule = set.ofFalsifiedRecords();
        var id = MeasureId.byHand(Ground.FALSIFIED_RECORD, found.unit(), null, found.finding(), rule.kind());
        if (measures.find(id).isPresent()) return;
        var actor = Actor.system(NAME);
        sender.send(
                new ProposeByFinding(
                        id,
                        found.unit(),
                        rule.kind(),
                        rule.rule(),
                        Evidence.byFinding(set.version(), found.finding()),
                        new Asked(actor, clock.today(), null)),
                RequestContext.of(actor));
    }
}
