/**
 * 无违建小区、无违建街巷: compounds and alleys that are to become free of violations, from the start to the designation and its
 * revocation. Kept by the ledger, which alone knows that nothing is open inside.
 */
@NullMarked
package org.chaiwei.ledger.designation;

import org.jspecify.annotations.NullMarked;
