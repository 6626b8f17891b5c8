package org.chaiwei.demolition.restriction;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.LiftingCause;
import org.chaiwei.demolition.enforcement.RestrictionKind;
import org.chaiwei.demolition.enforcement.RestrictionState;
import org.jspecify.annotations.Nullable;

/**
 * One restriction as a list shows it.
 *
 * @param violation the case
 * @param street the code of the sub-district that answers for the entry now
 * @param changedOn the day on which it came to its state
 * @param cause why it was lifted; null while it is not
 */
record RestrictionRow(
        UUID violation,
        UUID restriction,
        String ledgerNumber,
        String street,
        RestrictionKind kind,
        RestrictionState state,
        LocalDate requestedOn,
        LocalDate changedOn,
        @Nullable LiftingCause cause) {}
