/** The local issuer: an OpenID provider with demo accounts for one machine. It exists in the profile {@code local} only; a district brings its own. */
@NullMarked
package org.chaiwei.gateway.issuer;

import org.jspecify.annotations.NullMarked;
