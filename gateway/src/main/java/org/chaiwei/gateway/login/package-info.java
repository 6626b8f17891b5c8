/** Who is calling: the browser's session, the bearer token of a program, or nobody in particular. */
@NullMarked
package org.chaiwei.gateway.login;

import org.jspecify.annotations.NullMarked;
