/** The two kinds of time: the business date, and the system's clock. */
@NullMarked
package org.chaiwei.platform.time;

import org.jspecify.annotations.NullMarked;
