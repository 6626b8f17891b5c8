/**
 * 工作日历: which days are working days, and when a period of law ends. The days off come from the State Council's yearly notices and are
 * data; a year whose notice has not been loaded gives provisional dates. Pure but for {@link org.chaiwei.demolition.calendar.Calendars},
 * which reads the files. Public is what the rules count with.
 */
@NullMarked
package org.chaiwei.demolition.calendar;

import org.jspecify.annotations.NullMarked;
