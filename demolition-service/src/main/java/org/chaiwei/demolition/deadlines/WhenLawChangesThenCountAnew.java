package org.chaiwei.demolition.deadlines;

import java.util.function.BooleanSupplier;
import org.chaiwei.demolition.enforcement.CasesInTime;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.time.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counts anew what was counted by other rules or another calendar: a yearly notice that was loaded makes provisional days certain, and moves
 * some; a rule that comes into force changes whose turn it is. A page of cases a transaction. What is done stays done, so whoever takes over
 * goes on with the rest.
 */
final class WhenLawChangesThenCountAnew {

    static final String NAME = "when-law-changes-then-count-anew";

    /** Cases a transaction, and a chapter; some tenths of a second. */
    static final int PAGE_MAX = 200;

    private static final Logger LOG = LoggerFactory.getLogger(WhenLawChangesThenCountAnew.class);

    private final Counting counting;
    private final CasesInTime cases;
    private final Laws laws;
    private final BusinessClock clock;
    private final TransactionOperations transactions;

    WhenLawChangesThenCountAnew(
            Counting counting, CasesInTime cases, Laws laws, BusinessClock clock, TransactionOperations transactions) {
        this.counting = counting;
        this.cases = cases;
        this.laws = laws;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** @param stop whether to end after the page at hand */
    void run(BooleanSupplier stop) {
        int all = 0;
        while (!stop.getAsBoolean()) {
            var counted = transactions.execute(_ -> page());
            if (counted == null || counted == 0) break;
            all += counted;
        }
        if (all > 0) LOG.info("{} cases were counted anew by the rules and the calendar of today", all);
    }

    private int page() {
        var law = laws.current();
        var today = clock.today();
        counting.lock();
        var stale = counting.countedOtherwise(law, today, PAGE_MAX);
        counting.save(cases.now(stale, law), law, today);
        return stale.size();
    }
}
