/** The machine without Docker: PostgreSQL and Kafka embedded, the services as processes, the plan's ledger. */
@NullMarked
package org.chaiwei.local;

import org.jspecify.annotations.NullMarked;
