/** The ledger as a district office meets it: over HTTP, through the gateway, with a login. */
@NullMarked
package org.chaiwei.local.district;

import org.jspecify.annotations.NullMarked;
