/** 排名: the streets by what they have demolished of the year's target, in proportion to the time that has passed. */
@NullMarked
package org.chaiwei.accountability.ranking;

import org.jspecify.annotations.NullMarked;
