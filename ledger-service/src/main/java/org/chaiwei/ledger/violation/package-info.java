/**
 * 违法建设: one entry of the ledger, from its registration to its closing: the commands, the rules, the events and the HTTP
 * endpoints that change it. Everything that others may use is public: the events with their {@link
 * org.chaiwei.ledger.violation.Particulars}, the vocabulary, the id, and what the import needs in order to apply the same rules.
 */
@NullMarked
package org.chaiwei.ledger.violation;

import org.jspecify.annotations.NullMarked;
