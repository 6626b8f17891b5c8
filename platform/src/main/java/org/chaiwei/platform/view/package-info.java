/** Read models kept from the log: what feeds them, how far each is, and how a query waits for its own write. */
@NullMarked
package org.chaiwei.platform.view;

import org.jspecify.annotations.NullMarked;
