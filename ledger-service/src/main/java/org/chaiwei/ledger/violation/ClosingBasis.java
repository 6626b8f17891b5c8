package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a closing rests on where that is a paper or a person's judgement; what belongs to another ground is null.
 *
 * @param permitNumber RECTIFIED: the permit that was granted afterwards
 * @param permitOn RECTIFIED: its date
 * @param reviewer DISMISSED: the pseudonymous id of whoever reviewed it, a second person
 * @param duplicateOf DUPLICATE: the entry that stands for the same construction
 * @param decisionNumber ORDER_REVOKED: the decision of the court or of the review body
 * @param decisionOn ORDER_REVOKED: its date
 * @param decidedBy ORDER_REVOKED: the court or the review body
 */
public record ClosingBasis(
        @Nullable String permitNumber,
        @Nullable LocalDate permitOn,
        @Nullable String reviewer,
        @Nullable UUID duplicateOf,
        @Nullable String decisionNumber,
        @Nullable LocalDate decisionOn,
        @Nullable String decidedBy) {

    static final ClosingBasis NONE = new ClosingBasis(null, null, null, null, null, null, null);
}
