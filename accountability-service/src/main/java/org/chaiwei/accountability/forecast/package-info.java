/**
 * 预测: when each target will be met and at what pace it would be, by the simpler of two methods unless the other has proved better on the same
 * history; what a change of means would make of it; and how either method would have done in the past.
 */
@NullMarked
package org.chaiwei.accountability.forecast;

import org.jspecify.annotations.NullMarked;
