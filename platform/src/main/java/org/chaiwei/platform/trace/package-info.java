/** The trace that a piece of work belongs to, as it is written down beside what the work leaves. */
@NullMarked
package org.chaiwei.platform.trace;

import org.jspecify.annotations.NullMarked;
