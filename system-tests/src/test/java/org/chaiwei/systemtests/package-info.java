/** The system as its users meet it: through the gateway, on real servers. */
@NullMarked
package org.chaiwei.systemtests;

import org.jspecify.annotations.NullMarked;
