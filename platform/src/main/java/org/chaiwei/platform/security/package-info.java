/** Who asks: the token's role and streets, and the chain that lets nobody in without one. */
@NullMarked
package org.chaiwei.platform.security;

import org.jspecify.annotations.NullMarked;
