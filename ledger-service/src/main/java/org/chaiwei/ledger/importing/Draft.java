package org.chaiwei.ledger.importing;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chaiwei.ledger.violation.PastClearance;
import org.chaiwei.ledger.violation.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A row as far as its cells could be read. Where one could not, something harmless stands in its place, so that the ledger's rules
 * can be asked about all the others at once.
 *
 * @param registration without a party, who is entered only with a good row
 * @param person 当事人, empty where there is none
 * @param phone 联系电话, empty where there is none
 * @param unread the API's names of the fields with something harmless in their place: what the rules say of them means nothing
 */
record Draft(
        int row,
        Registration registration,
        @Nullable PastClearance clearance,
        LocalDate registeredOn,
        String person,
        String phone,
        List<RowProblem> problems,
        Set<String> unread) {}
