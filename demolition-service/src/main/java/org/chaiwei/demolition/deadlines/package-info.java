/** 期限: the days that the law sets to the acts of each case, as rows, and what is made known when one comes near, comes and goes. */
@NullMarked
package org.chaiwei.demolition.deadlines;

import org.jspecify.annotations.NullMarked;
