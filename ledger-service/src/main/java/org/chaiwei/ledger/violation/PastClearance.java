package org.chaiwei.ledger.violation;

import java.time.LocalDate;

/**
 * That an entry's whole area was gone before the plan began: taken over from paper by the import, without the gate that a closing
 * passes today.
 */
public record PastClearance(LocalDate demolishedOn, LocalDate closedOn) {}
