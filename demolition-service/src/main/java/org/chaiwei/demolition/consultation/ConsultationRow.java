package org.chaiwei.demolition.consultation;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.Department;
import org.jspecify.annotations.Nullable;

/**
 * One open consultation as a list shows it. What is asked stands in the case.
 *
 * @param violation the case
 * @param street the code of the sub-district that answers for the entry now
 * @param askedOf the pseudonymous id of the official who alone may answer; null for whoever of the department answers first
 * @param dueOn the last day for the answer
 */
record ConsultationRow(
        UUID violation,
        UUID consultation,
        String ledgerNumber,
        String street,
        Department department,
        @Nullable String askedOf,
        LocalDate askedOn,
        LocalDate dueOn) {}
