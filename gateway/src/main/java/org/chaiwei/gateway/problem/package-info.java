/** What the gateway itself refuses, as RFC 9457 problems in the reader's language. What a service answers passes untouched. */
@NullMarked
package org.chaiwei.gateway.problem;

import org.jspecify.annotations.NullMarked;
