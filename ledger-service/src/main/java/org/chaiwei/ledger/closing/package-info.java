/**
 * 销账: what has to be on record before an entry leaves the open ledger. What the demolition service tells becomes events of the entry,
 * closings by hand and their revocation, and the demolitions that could not be posted.
 */
@NullMarked
package org.chaiwei.ledger.closing;

import org.jspecify.annotations.NullMarked;
