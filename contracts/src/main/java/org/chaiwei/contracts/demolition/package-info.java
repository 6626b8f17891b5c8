/**
 * What the demolition service tells the others: one record a fact, its JSON Schema and an example beside it, by the rules of
 * {@link org.chaiwei.contracts.ledger}.
 */
@NullMarked
package org.chaiwei.contracts.demolition;

import org.jspecify.annotations.NullMarked;
