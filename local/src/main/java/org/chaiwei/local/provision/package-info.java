/** What the services expect to find at a PostgreSQL and a Kafka that are not the laptop's own: databases, roles, users, grants. */
@NullMarked
package org.chaiwei.local.provision;

import org.jspecify.annotations.NullMarked;
