/** The service's event store, opened and closed with it. */
@NullMarked
package org.chaiwei.platform.store;

import org.jspecify.annotations.NullMarked;
