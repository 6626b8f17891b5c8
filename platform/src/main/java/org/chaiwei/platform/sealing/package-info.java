/**
 * What may be erased: text that says something of a person, encrypted under a key of its own. Knows no person and no table; whoever
 * keeps such text stores the {@link org.chaiwei.platform.sealing.Sealed} beside its id, and erases by deleting it.
 */
@NullMarked
package org.chaiwei.platform.sealing;

import org.jspecify.annotations.NullMarked;
