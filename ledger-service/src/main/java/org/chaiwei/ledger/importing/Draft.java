package org.chaiwei.ledger.importing;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.party.Person;
import org.chaiwei.ledger.violation.PastClearance;
import org.chaiwei.ledger.violation.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A row as far as its cells could be read. Where one could not, something harmless stands in its place, so that the ledger's rules
 * can be asked about all the others at once.
 *
 * @param registration without a party, who is entered only with a good row
 * @param person 当事人 with 联系电话; null where the row names nobody
 * @param unread the API's names of the fields with something harmless in their place: what the rules say of them means nothing
 */
record Draft(
        int row,
        Registration registration,
        @Nullable PastClearance clearance,
        LocalDate registeredOn,
        @Nullable Person person,
        List<RowProblem> problems,
        Set<String> unread) {

    /** The same entry with its responsible person. */
    Registration registrationOf(UUID partyId) {
        return new Registration(
                registration.ledgerNumber(),
                registration.ledgerKind(),
                registration.site(),
                registration.use(),
                registration.areaM2(),
                registration.building(),
                registration.discoveredOn(),
                registration.foundBy(),
                registration.origin(),
                registration.tags(),
                registration.households(),
                registration.unit(),
                partyId);
    }
}
