/** 督查: inspections by supervision: what they look at, what they find, what the unit says to it, and the tasks that come of it. */
@NullMarked
package org.chaiwei.accountability.inspection;

import org.jspecify.annotations.NullMarked;
