/** One origin: routes, login, limits, the web client. Knows no domain record. */
@NullMarked
package org.chaiwei.gateway;

import org.jspecify.annotations.NullMarked;
