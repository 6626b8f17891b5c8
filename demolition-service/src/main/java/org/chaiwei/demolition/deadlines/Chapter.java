package org.chaiwei.demolition.deadlines;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseInTime;

/**
 * A table of what lies ahead of the cases, kept by the view {@value #VIEW} in its transaction and at its position, so that the log is read
 * once for all of them. A bean. Rows are of the rules and the calendar by which they were counted.
 */
public interface Chapter {

    /** The view that keeps it. */
    String VIEW = "deadlines";

    /** Nobody else's; without a schema. */
    String table();

    /**
     * Writes all rows of these cases anew; whatever it had of them before and they don't have now is gone or ended. Called within a
     * transaction, by one thread in all instances.
     *
     * @param today the business date
     * @param countedBy the rules and the calendar, to be kept with each row
     */
    void save(List<CaseInTime> cases, LocalDate today, String countedBy);

    /** Cases with rows that count and that were counted by something else. */
    List<UUID> countedOtherwise(String countedBy, int limit);
}
