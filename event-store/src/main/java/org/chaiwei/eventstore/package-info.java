/** Axon's event store on PostgreSQL. No domain word. */
@NullMarked
package org.chaiwei.eventstore;

import org.jspecify.annotations.NullMarked;
