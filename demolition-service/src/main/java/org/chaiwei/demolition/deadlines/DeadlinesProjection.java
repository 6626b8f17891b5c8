package org.chaiwei.demolition.deadlines;

import java.util.List;
import org.chaiwei.demolition.enforcement.CasesInTime;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.View;

/**
 * Carries what lies ahead of the cases into rows. What a case has is worked out anew from all of its record at each batch in which it occurs,
 * by the rules and the calendar of the moment, so that the rows do not depend on how the log was cut into batches.
 */
final class DeadlinesProjection implements View {

    private final Counting counting;
    private final CasesInTime cases;
    private final Laws laws;
    private final BusinessClock clock;

    DeadlinesProjection(Counting counting, CasesInTime cases, Laws laws, BusinessClock clock) {
        this.counting = counting;
        this.cases = cases;
        this.laws = laws;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Chapter.VIEW;
    }

    @Override
    public List<String> tables() {
        return counting.tables();
    }

    @Override
    public void apply(List<Recorded> batch) {
        var law = laws.current();
        counting.lock();
        counting.save(cases.after(batch, law), law, clock.today());
    }
}
