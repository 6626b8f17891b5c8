/** 新生违建1小时快拆: how many one-hour clocks each street has kept and missed. */
@NullMarked
package org.chaiwei.accountability.onehour;

import org.jspecify.annotations.NullMarked;
