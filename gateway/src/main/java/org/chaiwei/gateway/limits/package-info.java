/** How much one caller may send: bytes of a body, requests a second, attempts to log in. */
@NullMarked
package org.chaiwei.gateway.limits;

import org.jspecify.annotations.NullMarked;
