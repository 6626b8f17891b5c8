/** 奖惩问责: targets, ratings and measures. */
@NullMarked
package org.chaiwei.accountability;

import org.jspecify.annotations.NullMarked;
