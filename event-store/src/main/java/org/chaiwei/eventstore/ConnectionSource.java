package org.chaiwei.eventstore;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections that the store keeps for itself: one to append, one to listen, one to notify, one for bulk. They come from the
 * driver, not from a pool, for they hold settings of their own and live as long as the store.
 */
@FunctionalInterface
public interface ConnectionSource {

    /** A new connection of PostgreSQL's driver, in autocommit, with the rights a service works with. The caller closes it. */
    Connection open() throws SQLException;
}
