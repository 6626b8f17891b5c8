/** 工作日历: which days are working days, for periods that this service counts itself. */
@NullMarked
package org.chaiwei.accountability.calendar;

import org.jspecify.annotations.NullMarked;
